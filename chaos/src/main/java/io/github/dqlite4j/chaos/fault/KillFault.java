package io.github.dqlite4j.chaos.fault;

import java.io.IOException;
import java.util.List;
import java.util.Random;

import io.github.dqlite4j.chaos.cluster.ChaosCluster;
import io.github.dqlite4j.chaos.cluster.Member;

/**
 * Ends one node, or all, as a crash would.
 */
final class KillFault implements Fault {

	private static final int LONGEST_MILLIS = 5_000;

	private final boolean all;

	KillFault(boolean all) {
		this.all = all;
	}

	@Override
	public void run(ChaosCluster cluster, Random random) throws IOException, InterruptedException {
		List<Member> victims = this.all ? cluster.members() : List.of(Victim.choose(cluster, random));
		victims.forEach((member) -> member.kill());
		Victim.last(random, LONGEST_MILLIS);
		victims.forEach((member) -> member.process().restart());
	}

}
