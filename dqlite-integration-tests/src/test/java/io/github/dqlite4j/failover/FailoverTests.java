package io.github.dqlite4j.failover;

import io.github.dqlite4j.testing.ClusterProcesses;
import io.github.dqlite4j.testing.NodeProcess;
import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

	@Test
	void leaderIsKilled() throws Exception {
		ClusterProcesses cluster = this.nodes.cluster();
		try (Workload workload = new Workload(cluster.url("db"))) {
			NodeProcess leader = cluster.leader();
			leader.kill();
			cluster.awaitOtherLeader(leader);
			report("killed", workload.awaitProgress());
			leader.restart();
			workload.awaitProgress();
			workload.stopAndVerify();
			logger.warn("{}", workload.summary());
		}
	}

	@Test
	void leaderIsPaused() throws Exception {
		ClusterProcesses cluster = this.nodes.cluster();
		try (Workload workload = new Workload(cluster.url("db"))) {
			NodeProcess leader = cluster.leader();
			leader.pause();
			cluster.awaitOtherLeader(leader);
			report("paused", workload.awaitProgress());
			leader.resume();
			workload.awaitProgress();
			workload.stopAndVerify();
			logger.warn("{}", workload.summary());
		}
	}

	@Test
	void leadershipIsTransferred() throws Exception {
		ClusterProcesses cluster = this.nodes.cluster();
		try (Workload workload = new Workload(cluster.url("db"))) {
			for (int i = 0; i < 5; i++) {
				cluster.transferLeadershipTo(cluster.others(cluster.leader()).get(0));
				report("transferred", workload.awaitProgress());
			}
			workload.stopAndVerify();
			logger.warn("{}", workload.summary());
		}
	}

	private static void report(String what, long millis) {
		logger.warn("Leader {}: all clients get on {} ms after there was a new one", what, millis);
	}

}
