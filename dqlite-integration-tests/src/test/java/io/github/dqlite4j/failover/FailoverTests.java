package io.github.dqlite4j.failover;

import java.util.List;
import java.util.stream.IntStream;

import io.github.dqlite4j.testing.ClusterProcesses;
import io.github.dqlite4j.testing.NodeProcess;
import io.github.dqlite4j.testing.Nodes;
import io.github.dqlite4j.testing.ProxiedCluster;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nothing that was acknowledged is lost, nothing is there twice, and what is not known is
 * said to be unknown, whatever happens to the leader.
 */
class FailoverTests {

	private static final Logger logger = LoggerFactory.getLogger(FailoverTests.class);

	@RegisterExtension
	final Nodes nodes = new Nodes();

	static IntStream repetitions() {
		return IntStream.rangeClosed(1, Integer.getInteger("dqlite.test.repetitions", 1));
	}

	@ParameterizedTest
	@MethodSource("repetitions")
	void leaderIsKilled() throws Exception {
		ClusterProcesses cluster = this.nodes.cluster();
		try (Workload workload = new Workload(cluster.url("db"))) {
			NodeProcess leader = cluster.leader();
			leader.kill();
			cluster.awaitOtherLeader(leader);
			long millis = workload.awaitService();
			workload.awaitProgress();
			leader.restart();
			workload.awaitProgress();
			workload.stopAndVerify();
			report("killed", List.of(millis), workload);
		}
	}

	@ParameterizedTest
	@MethodSource("repetitions")
	void leaderIsPaused() throws Exception {
		ClusterProcesses cluster = this.nodes.cluster();
		try (Workload workload = new Workload(cluster.url("db"))) {
			NodeProcess leader = cluster.leader();
			leader.pause();
			cluster.awaitOtherLeader(leader);
			long millis = workload.awaitService();
			workload.awaitProgress();
			leader.resume();
			workload.awaitProgress();
			workload.stopAndVerify();
			report("paused", List.of(millis), workload);
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
		logger.info("Leader {}: all clients served {} ms after there was a new one. {}", what, millis,
				workload.summary());
	}

}
