package io.github.dqlite4j.chaos.fault;

import java.io.IOException;
import java.util.Random;

import io.github.dqlite4j.chaos.cluster.ChaosCluster;
import io.github.dqlite4j.chaos.cluster.Member;

/**
 * Ends one node as an operator would, so that it can hand over and close its files.
 */
final class StopFault implements Fault {

	private static final int LONGEST_MILLIS = 5_000;

	@Override
	public void run(ChaosCluster cluster, Random random) throws IOException, InterruptedException {
		Member victim = Victim.choose(cluster, random);
		victim.stop();
		Victim.last(random, LONGEST_MILLIS);
		victim.process().restart();
	}

}
