package io.github.dqlite4j.chaos.fault;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.chaos.cluster.ChaosCluster;
import io.github.dqlite4j.chaos.cluster.Member;
import io.github.dqlite4j.chaos.cluster.WriteLocks;
import io.github.dqlite4j.client.EngineException;

/**
 * Hands leadership to another node, several times in a row: as an operator should, while
 * nobody writes, or bare, in the middle of writes.
 */
final class TransferFault implements Fault {

	private static final Logger logger = LoggerFactory.getLogger(TransferFault.class);

	private static final int TIMES = 3;

	private static final int LONGEST_MILLIS = 1_500;

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

	private final boolean bare;

	TransferFault(boolean bare) {
		this.bare = bare;
	}

	@Override
	public void run(ChaosCluster cluster, Random random) throws IOException, InterruptedException {
		for (int i = 0; i < TIMES; i++) {
			Member leader = cluster.leader();
			List<Member> others = cluster.members().stream().filter((member) -> member != leader).toList();
			Member next = others.get(random.nextInt(others.size()));
			try (WriteLocks locks = this.bare ? WriteLocks.none() : cluster.holdBackWriters(leader)) {
				logger.info("{} hands leadership to {}, with {}", leader, next, locks);
				cluster.transferLeadershipTo(next);
			}
			catch (SQLException | IOException | EngineException ex) {
				// Somebody writes for long, or the leader refuses one that has not caught
				// up, or it closes its connections when it ceases to lead meanwhile.
				logger.info("Leadership is not handed to {}: {}", next, ex.getMessage());
			}
			Victim.last(random, LONGEST_MILLIS);
			if (this.bare) {
				// The leader may have died of it or hang, and the next one needs a
				// quorum.
				cluster.members().forEach((member) -> member.endIfItHangs(ANSWER_TIMEOUT));
				cluster.members().forEach(Member::revive);
			}
		}
	}

}
