package io.github.dqlite4j.chaos.fault;

import java.io.IOException;
import java.util.Random;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.chaos.cluster.ChaosCluster;
import io.github.dqlite4j.chaos.cluster.Member;

/**
 * Fills the disk of one node and gives the space back after a while. The node has to
 * serve again by itself. Now and then it is started again besides, as an operator would;
 * if it does not start any more, another one takes its place.
 */
final class DiskFullFault implements Fault {

	private static final Logger logger = LoggerFactory.getLogger(DiskFullFault.class);

	private static final int LONGEST_MILLIS = 20_000;

	@Override
	public void run(ChaosCluster cluster, Random random) throws IOException, InterruptedException {
		Member victim = Victim.choose(cluster, random);
		cluster.disk(victim).fill();
		try {
			Victim.last(random, LONGEST_MILLIS);
		}
		finally {
			cluster.disk(victim).free();
		}
		boolean alive = victim.process().isAlive();
		logger.info("{} {} its full disk", victim, alive ? "has survived" : "has ended on");
		victim.awaitAnswer();
		if (!alive || random.nextBoolean()) {
			startAgain(cluster, victim);
		}
	}

	private static void startAgain(ChaosCluster cluster, Member victim) {
		victim.stop();
		try {
			victim.process().restart();
		}
		catch (AssertionError ex) {
			logger.warn("{} does not start after its disk was full, and is replaced", victim, ex);
			victim.kill();
			cluster.replace(victim);
		}
	}

}
