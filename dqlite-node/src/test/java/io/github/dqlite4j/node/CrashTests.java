package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.node.NodeIdentity.State;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A node that is killed leaves a directory from which it starts again.
 */
@RealEngine
class CrashTests {

	@TempDir
	private Path directory;

	@Test
	void startsAgainAfterItsProcessWasKilled() throws Exception {
		String address;
		try (NodeProcess process = NodeProcess.start("--data-dir", this.directory.toString())) {
			address = process.awaitReady();
			process.kill();
			process.awaitEnd();
		}
		assertServes(address);
	}

	@RepeatedTest(4)
	void startsAgainAfterItsProcessWasKilledAnywhereInItsFirstStart() throws Exception {
		try (NodeProcess process = NodeProcess.start("--data-dir", this.directory.toString())) {
			Awaiting.until("the process has touched its directory", () -> !files().isEmpty());
			long end = System.nanoTime() + ThreadLocalRandom.current().nextLong(60_000_000);
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
			process.kill();
			process.awaitEnd();
		}
		assertServes(null);
	}

	@Test
	void refusesADirectoryThatAnotherProcessUses() throws Exception {
		try (NodeProcess process = NodeProcess.start("--data-dir", this.directory.toString())) {
			process.awaitReady();
			assertThatExceptionOfType(NodeStartException.class)
				.isThrownBy(() -> DqliteNode.builder(this.directory).start())
				.satisfies((ex) -> {
					assertThat(ex.reason()).isEqualTo(Reason.DATA_DIRECTORY_IN_USE);
					assertThat(ex.problem()).contains(this.directory.toString(), "process " + process.pid());
				});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "metadata1", "metadata1,tmp-0000000000000001-0000000000000001" })
	void finishesABootstrapThatWasCutOff(String left) throws Exception {
		try (DqliteNode complete = DqliteNode.builder(this.directory.resolve("complete")).start()) {
			assertThat(complete.isRunning()).isTrue();
		}
		Path cut = Files.createDirectory(this.directory.resolve("cut"));
		new IdentityFile(cut).write(new NodeIdentity(NodeIdentity.FOUNDER, FreePort.address(), true, State.CREATED));
		for (String name : Stream.of(left.split(",")).filter((name) -> !name.isEmpty()).toList()) {
			Path source = this.directory.resolve("complete").resolve(name);
			if (Files.exists(source)) {
				Files.copy(source, cut.resolve(name));
			}
			else {
				Files.writeString(cut.resolve(name), "cut");
			}
		}
		try (DqliteNode node = DqliteNode.builder(cut).start()) {
			assertThat(WireProbe.leaderAt(node.address())).isEqualTo(node.address());
		}
		assertThat(new IdentityFile(cut).read()).extracting(NodeIdentity::state).isEqualTo(State.MEMBER);
	}

	@Test
	void finishesAMoveThatWasCutOff() throws Exception {
		String address;
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			address = node.address();
		}
		IdentityFile file = new IdentityFile(this.directory);
		String target = FreePort.address();
		file.write(new NodeIdentity(NodeIdentity.FOUNDER, target, true, State.MOVING));
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			assertThat(node.address()).isEqualTo(target).isNotEqualTo(address);
			assertThat(new NodeQuery(NodeEndpoint.resolve(target), Duration.ofSeconds(10)).members())
				.extracting(NodeInfo::address)
				.containsExactly(target);
		}
		assertThat(file.read()).extracting(NodeIdentity::state).isEqualTo(State.MEMBER);
	}

	@Test
	void refusesToRunWithoutTheLogOfAMember() throws Exception {
		DqliteNode.builder(this.directory).start().close();
		Files.writeString(this.directory.resolve("0000000000000001-0000000000000001"), "damaged".repeat(8));
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> DqliteNode.builder(this.directory).start())
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.DATA_DIRECTORY_NOT_USABLE);
				assertThat(ex.problem()).contains(this.directory.toString(), "gone or damaged");
			});
		assertThat(files()).anySatisfy((file) -> assertThat(file).hasContent("damaged".repeat(8)));
	}

	/**
	 * An engine that refuses to create a node must not harm the next one, which 1.11.1
	 * left to itself would.
	 */
	@Test
	void otherNodesLiveOnWhenTheEngineRefusesToCreateOne() throws Exception {
		DqliteNode.builder(this.directory).start().close();
		Path metadata = Files.writeString(this.directory.resolve("metadata1"), "x".repeat(32));
		List<Path> before = files();
		for (int i = 0; i < 3; i++) {
			assertRefused("a file is malformed|bad format");
			try (DqliteNode other = DqliteNode.builder(this.directory.resolve("other")).start()) {
				assertThat(WireProbe.leaderAt(other.address())).isEqualTo(other.address());
			}
		}
		assertThat(files()).containsAll(before);
		assertThat(metadata).hasContent("x".repeat(32));
	}

	/**
	 * A refusal in the middle of the start leaves the engine 1.11.1 listening.
	 */
	@Test
	void thePortIsFreeAgainWhenTheEngineRefusesToStartANode() throws Exception {
		String address = FreePort.address();
		DqliteNode.builder(this.directory).address(address).start().close();
		Path log = this.directory.resolve("0000000000000001-0000000000000001");
		byte[] intact = Files.readAllBytes(log);
		Files.writeString(log, "damaged");
		assertRefused("raft_start\\(\\)");
		assertRefused("raft_start\\(\\)");
		Files.write(log, intact);
		assertServes(address);
	}

	private void assertRefused(String why) {
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> DqliteNode.builder(this.directory).start())
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.ENGINE_FAILED);
				assertThat(ex.problem()).contains(this.directory.toString()).containsPattern(why);
				assertThat(ex.remedy()).contains("restore the directory from a backup");
			});
	}

	private void assertServes(String address) throws Exception {
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			if (address != null) {
				assertThat(node.address()).isEqualTo(address);
			}
			assertThat(WireProbe.leaderAt(node.address())).isEqualTo(node.address());
		}
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.sorted().toList();
		}
	}

}
