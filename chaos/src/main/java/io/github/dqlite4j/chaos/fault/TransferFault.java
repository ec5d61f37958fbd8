package io.github.dqlite4j.chaos.fault;

import java.io.IOException;
import java.util.List;
import java.util.Random;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.chaos.cluster.ChaosCluster;
import io.github.dqlite4j.chaos.cluster.Member;
import io.github.dqlite4j.client.EngineException;

/**
 * Hands leadership to another node, several times in a row.
 */
final class TransferFault implements Fault {

	private static final Logger logger = LoggerFactory.getLogger(TransferFault.class);

	private static final int TIMES = 3;

	private static final int LONGEST_MILLIS = 1_500;

	@Override
	public void run(ChaosCluster cluster, Random random) throws IOException, InterruptedException {
		for (int i = 0; i < TIMES; i++) {
			Member leader = cluster.leader();
			List<Member> others = cluster.members().stream().filter((member) -> member != leader).toList();
			Member next = others.get(random.nextInt(others.size()));
			try {
				cluster.transferLeadershipTo(next);
			}
			catch (IOException | EngineException ex) {
				// The leader may refuse one that has not caught up, and closes its
				// connections when it ceases to lead meanwhile.
				logger.info("Leadership is not handed to {}: {}", next, ex.getMessage());
			}
			Victim.last(random, LONGEST_MILLIS);
			// The leader may have died of it, and the next one needs a quorum.
			cluster.members().forEach(Member::revive);
		}
	}

}
