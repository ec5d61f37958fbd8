package io.github.dqlite4j.sample.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Three instances, of which the one that leads is cut off from the others under load,
 * while its web server can still be reached: with the timings that are the default
 * another one serves within two seconds, nothing is lost and nothing is there twice. The
 * profile {@code soak} does it more often.
 */
@DisabledIfSystemProperty(named = "spring.profiles.active", matches = "h2")
class CutOffLeaderTests {

	/** On a machine that has time. */
	private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(2);

	/** How long the cut-off leader may take to say that it is not ready. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/**
	 * Longer than an election takes. The cut-off leader lets every client wait so long.
	 */
	private static final Duration REQUEST = Duration.ofSeconds(5);

	/** More than its pool could have had under way when it was cut off. */
	private static final int ENOUGH = 20;

	@TempDir
	private static Path directory;

	private static Network network;

	private static SampleCluster cluster;

	@BeforeAll
	static void startCluster() throws Exception {
		assumeTrue(Network.isSupported(directory), "Namespaces are not allowed here");
		network = new Network(directory, SampleCluster.NAMES);
		cluster = new SampleCluster(directory, network);
	}

	@AfterAll
	static void stopCluster() throws Exception {
		if (cluster != null) {
			cluster.close();
			network.close();
		}
	}

	@Test
	void serviceIsBackWhenTheLeaderIsCutOff() throws Exception {
		new LeaderFailure(cluster, "cut off", network::isolate, (leader) -> network.heal(), LONGEST_OUTAGE).repeat();
	}

	@Test
	void whatTheCutOffLeaderAcknowledgesIsThereWhenItIsBack() throws Exception {
		SampleInstance leader = cluster.leader();
		try (Balancer toLeader = new Balancer(List.of(leader));
				Balancer toOthers = new Balancer(cluster.others(leader));
				HttpLoad load = new HttpLoad(toLeader, REQUEST);
				HttpLoad otherLoad = new HttpLoad(toOthers, REQUEST)) {
			load.awaitProgress();
			otherLoad.awaitProgress();
			network.isolate(leader);
			otherLoad.awaitService();
			otherLoad.awaitProgress();
			await("the cut-off leader says that it cannot serve").atMost(SampleInstance.DEADLINE)
				.until(() -> !leader.isReady(PATIENCE) && load.failures().size() > ENOUGH);
			network.heal();
			leader.awaitReady();
			load.awaitProgress();
			otherLoad.awaitProgress();
			load.stopAndVerify();
			otherLoad.stopAndVerify();
			assertThat(load.failures()).as("writes that the cut-off leader was sent")
				.anyMatch((failure) -> failure.startsWith("POST"));
		}
	}

}
