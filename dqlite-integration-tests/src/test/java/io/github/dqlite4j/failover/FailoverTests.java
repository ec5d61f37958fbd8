package io.github.dqlite4j.failover;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.dqlite4j.jdbc.tls.Certificates;
import io.github.dqlite4j.testing.ClusterProcesses;
import io.github.dqlite4j.testing.NodeProcess;
import io.github.dqlite4j.testing.Nodes;
import io.github.dqlite4j.testing.ProxiedCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that was acknowledged is lost, nothing is there twice, and what is not known is
 * said to be unknown, whatever happens to the leader.
 */
class FailoverTests {

	private static final Logger logger = LoggerFactory.getLogger(FailoverTests.class);

	/**
	 * How long it may take after a new leader exists until all clients are served, in
	 * milliseconds, as the median of the repetitions; only reported where there is none:
	 * a single time on a busy machine says nothing.
	 */
	private static final long LONGEST_MEDIAN = Long.getLong("dqlite.test.longest-failover-millis", Long.MAX_VALUE);

	private static final Map<String, List<Long>> times = new TreeMap<>();

	@RegisterExtension
	final Nodes nodes = new Nodes();

	@TempDir
	Path directory;

	static IntStream repetitions() {
		return IntStream.rangeClosed(1, Integer.getInteger("dqlite.test.repetitions", 1));
	}

	@AfterAll
	static void serviceIsBackSoon() {
		Map<String, Long> medians = new TreeMap<>();
		times.forEach((what, millis) -> medians.put(what, millis.stream().sorted().toList().get(millis.size() / 2)));
		logger.info("Milliseconds from a new leader to service for all clients, medians: {}, all: {}", medians, times);
		assertThat(medians).as("medians of %s", times)
			.allSatisfy((what, median) -> assertThat(median).as(what).isLessThanOrEqualTo(LONGEST_MEDIAN));
	}

	@ParameterizedTest
	@MethodSource("repetitions")
	void leaderIsKilled() throws Exception {
		failAndRecover("killed", this.nodes.cluster(), NodeProcess::kill, NodeProcess::restart);
	}

	@ParameterizedTest
	@MethodSource("repetitions")
	void leaderIsKilledWhereEveryConnectionIsEncrypted() throws Exception {
		failAndRecover("killed, TLS", this.nodes.tls(Certificates.make(this.directory).node()).cluster(),
				NodeProcess::kill, NodeProcess::restart);
	}

	@ParameterizedTest
	@MethodSource("repetitions")
	void leaderIsPaused() throws Exception {
		failAndRecover("paused", this.nodes.cluster(), NodeProcess::pause, NodeProcess::resume);
	}

	private static void failAndRecover(String what, ClusterProcesses cluster, Consumer<NodeProcess> failure,
			Consumer<NodeProcess> recovery) throws Exception {
		try (Workload workload = new Workload(cluster.url("db"))) {
			NodeProcess leader = cluster.leader();
			failure.accept(leader);
			cluster.awaitOtherLeader(leader);
			long millis = workload.awaitService();
			workload.awaitProgress();
			recovery.accept(leader);
			workload.awaitProgress();
			workload.stopAndVerify();
			report(what, List.of(millis), workload);
		}
	}

	@ParameterizedTest
	@MethodSource("repetitions")
	void leadershipIsTransferred() throws Exception {
		ClusterProcesses cluster = this.nodes.cluster();
		try (Workload workload = new Workload(cluster.url("db"))) {
			List<Long> millis = IntStream.range(0, 5).mapToObj((i) -> {
				cluster.transferLeadershipTo(cluster.others(cluster.leader()).get(0));
				long service = workload.awaitService();
				workload.awaitProgress();
				return service;
			}).toList();
			workload.stopAndVerify();
			report("transferred", millis, workload);
		}
	}

	@ParameterizedTest
	@MethodSource("repetitions")
	void leaderIsCutOff() throws Exception {
		try (ProxiedCluster proxied = new ProxiedCluster(this.nodes, 3);
				Workload workload = new Workload(proxied.cluster().url("db"))) {
			NodeProcess leader = proxied.cluster().leader();
			proxied.isolate(leader);
			proxied.cluster().awaitOtherLeader(leader);
			long millis = workload.awaitService();
			workload.awaitProgress();
			proxied.heal();
			workload.awaitProgress();
			workload.stopAndVerify();
			report("cut off", List.of(millis), workload);
		}
	}

	private static void report(String what, List<Long> millis, Workload workload) {
		times.computeIfAbsent(what, (key) -> new ArrayList<>()).addAll(millis);
		logger.info("Leader {}: all clients served {} ms after there was a new one. {}", what, millis,
				workload.summary());
	}

}
