package io.github.dqlite4j.chaos.fault;

import java.io.IOException;
import java.util.Random;

import io.github.dqlite4j.chaos.cluster.ChaosCluster;
import io.github.dqlite4j.chaos.cluster.Member;

/**
 * Stops one node in its tracks: for a moment that nobody notices, or until there has been
 * another leader for long.
 */
final class PauseFault implements Fault {

	private static final int LONGEST_MILLIS = 8_000;

	@Override
	public void run(ChaosCluster cluster, Random random) throws IOException, InterruptedException {
		Member victim = Victim.choose(cluster, random);
		victim.process().pause();
		try {
			Victim.last(random, LONGEST_MILLIS);
		}
		finally {
			victim.process().resume();
		}
	}

}
