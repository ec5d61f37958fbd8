package io.github.dqlite4j.chaos.fault;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.chaos.cluster.ChaosCluster;
import io.github.dqlite4j.chaos.cluster.Member;

/**
 * Whom faults meet, and for how long.
 */
final class Victim {

	private static final Logger logger = LoggerFactory.getLogger(Victim.class);

	private static final int SHORTEST_MILLIS = 200;

	private Victim() {
	}

	/**
	 * Return a node: more often than not the leader.
	 */
	static Member choose(ChaosCluster cluster, Random random) throws IOException {
		Member leader = cluster.leader();
		Member victim = (random.nextInt(10) < 6) ? leader
				: cluster.members().get(random.nextInt(cluster.members().size()));
		logger.info("{}{}", victim, (victim == leader) ? ", which leads" : "");
		return victim;
	}

	/**
	 * Let a fault last.
	 * @param longestMillis for how long at most
	 */
	static void last(Random random, int longestMillis) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(SHORTEST_MILLIS + random.nextInt(longestMillis - SHORTEST_MILLIS));
	}

}
