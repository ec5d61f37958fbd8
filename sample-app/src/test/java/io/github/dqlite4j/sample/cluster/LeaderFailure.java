package io.github.dqlite4j.sample.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The leader fails under load and comes back, several times: service is back soon each
 * time, nothing is lost and nothing is there twice.
 */
final class LeaderFailure {

	private static final Logger logger = LoggerFactory.getLogger(LeaderFailure.class);

	private static final int RUNS = Integer.getInteger("dqlite.test.leader-failures", 2);

	/**
	 * Longer than an election takes. Each client waits so long for a leader that hangs.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final SampleCluster cluster;

	private final String what;

	private final Action failure;

	private final Action recovery;

	private final Duration longestOutage;

	private final List<Long> outages = new ArrayList<>();

	private final List<String> tooLong = new ArrayList<>();

	/**
	 * Describe the failure.
	 * @param cluster the instances
	 * @param what what happens to the leader
	 * @param failure makes it happen
	 * @param recovery what is done before the leader is back
	 * @param longestOutage how long service may be interrupted on a machine that has time
	 */
	LeaderFailure(SampleCluster cluster, String what, Action failure, Action recovery, Duration longestOutage) {
		this.cluster = cluster;
		this.what = what;
		this.failure = failure;
		this.recovery = recovery;
		this.longestOutage = longestOutage;
	}

	/**
	 * Let it happen as often as the property says.
	 */
	void repeat() throws Exception {
		for (int run = 1; run <= RUNS; run++) {
			try (Balancer balancer = new Balancer(this.cluster.instances());
					HttpLoad load = new HttpLoad(balancer, PATIENCE)) {
				load.awaitProgress();
				SampleInstance leader = this.cluster.leader();
				double contention = Contention.measure();
				logger.info("Run {}: {} leads and is {}", run, leader, this.what);
				long failed = System.nanoTime();
				this.failure.run(leader);
				Duration outage = load.awaitService();
				load.awaitProgress();
				assertThat(this.cluster.leaderAmong(this.cluster.others(leader))).isNotSameAs(leader);
				Duration trouble = load.troubleSince(failed);
				this.recovery.run(leader);
				leader.awaitReady();
				load.awaitProgress();
				load.stopAndVerify();
				note(run, outage, contention);
				logger.info(
						"Run {}: the leader was {}, service was back after {} ms at {} times the load, and what was"
								+ " sent after {} ms had no trouble: {}",
						run, this.what, outage.toMillis(), contention, trouble.toMillis(), load);
			}
		}
		List<Long> sorted = this.outages.stream().sorted().toList();
		logger.info("The leader was {} {} times, service was back after {} ms at best, {} in the median, {} at worst",
				this.what, RUNS, sorted.get(0), sorted.get(RUNS / 2), sorted.get(RUNS - 1));
		assertThat(this.tooLong).as(this.cluster::logs).isEmpty();
	}

	private void note(int run, Duration outage, double contention) {
		this.outages.add(outage.toMillis());
		if (outage.toMillis() >= this.longestOutage.toMillis() * contention) {
			this.tooLong.add("run " + run + ": " + outage.toMillis() + " ms at " + contention + " times the load");
		}
	}

	/**
	 * What happens to an instance.
	 */
	@FunctionalInterface
	interface Action {

		void run(SampleInstance instance) throws Exception;

	}

}
