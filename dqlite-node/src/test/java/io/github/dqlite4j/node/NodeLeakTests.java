package io.github.dqlite4j.node;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@RealEngine
class NodeLeakTests {

	private static final int REPETITIONS = 20;

	@TempDir
	private Path directory;

	@Test
	void leaksNeitherDescriptorsNorThreadsWhenItIsStartedAgainAndAgain() throws Exception {
		startAndStop();
		long threads = count("task");
		long descriptors = count("fd");
		for (int i = 0; i < REPETITIONS; i++) {
			startAndStop();
		}
		assertNoMoreThan(threads, descriptors);
	}

	@Test
	void leaksNeitherDescriptorsNorThreadsWhenItDoesNotStart() throws Exception {
		try (DqliteNode running = DqliteNode.builder(this.directory.resolve("running")).start()) {
			failToStart(running);
			long threads = count("task");
			long descriptors = count("fd");
			for (int i = 0; i < REPETITIONS; i++) {
				failToStart(running);
			}
			assertNoMoreThan(threads, descriptors);
		}
	}

	private void startAndStop() throws Exception {
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			WireProbe.leaderAt(node.address());
		}
	}

	private void failToStart(DqliteNode running) throws Exception {
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> DqliteNode.builder(this.directory.resolve("taken")).address(running.address()).start())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_IN_USE));
		String nobody = FreePort.address();
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> DqliteNode.builder(this.directory.resolve("alone"))
				.join(List.of(nobody))
				.joinTimeout(Duration.ofMillis(20))
				.start())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.JOIN_FAILED));
	}

	/**
	 * The JVM itself starts and ends threads and opens files now and then, so a few more
	 * are no leak; a leak would show as one for each repetition.
	 */
	private static void assertNoMoreThan(long threads, long descriptors) throws Exception {
		Awaiting.until("no more than " + threads + " threads, but for the JVM's own",
				() -> count("task") < threads + REPETITIONS / 2);
		assertThat(count("fd")).as("file descriptors").isLessThan(descriptors + REPETITIONS / 2);
	}

	private static long count(String kind) {
		String[] names = new File("/proc/self/" + kind).list();
		assertThat(names).isNotNull();
		return names.length;
	}

}
