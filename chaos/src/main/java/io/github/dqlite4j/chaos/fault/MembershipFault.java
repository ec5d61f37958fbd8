package io.github.dqlite4j.chaos.fault;

import java.io.IOException;
import java.util.Random;

import io.github.dqlite4j.chaos.cluster.ChaosCluster;
import io.github.dqlite4j.chaos.cluster.Member;

/**
 * Takes one node out of service or loses it, removes it from the cluster, and lets
 * another one join in its place with an empty directory.
 */
final class MembershipFault implements Fault {

	private static final int LONGEST_MILLIS = 2_000;

	@Override
	public void run(ChaosCluster cluster, Random random) throws IOException, InterruptedException {
		Member victim = Victim.choose(cluster, random);
		if (random.nextBoolean()) {
			victim.stop();
		}
		else {
			victim.kill();
		}
		Victim.last(random, LONGEST_MILLIS);
		cluster.replace(victim);
	}

}
