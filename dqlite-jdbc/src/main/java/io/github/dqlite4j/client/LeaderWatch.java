package io.github.dqlite4j.client;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.protocol.LeaderResponse;

/**
 * Finds out that a node which keeps silent leads no more: it may be paused, or cut off so
 * that nothing tells this side, while the others have long elected another leader. As
 * long as an exchange of a session gets no answer the voters are asked who leads; if more
 * than half of them name another node, whoever waits for the old one is let go.
 * <p>
 * A node that is only slow is named leader by the others, and waited for.
 */
final class LeaderWatch {

	private static final Logger logger = LoggerFactory.getLogger(LeaderWatch.class);

	private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private static final Duration ANSWER_TIMEOUT = Duration.ofMillis(400);

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long LONGEST_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

	/**
	 * For how long to ask often: elections end in this time or take much longer.
	 */
	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final Cluster cluster;

	private final LeaderProbe probe;

	private final AtomicBoolean asking = new AtomicBoolean();

	private volatile long askAgainAt = System.nanoTime();

	private volatile @Nullable Verdict verdict;

	LeaderWatch(Cluster cluster, LeaderProbe probe) {
		this.cluster = cluster;
		this.probe = probe;
	}

	/**
	 * Take note that a connection broke.
	 * @param node the node at its other side
	 */
	void connectionBroke(NodeAddress node) {
		this.cluster.suspect(node);
	}

	/**
	 * Look at an exchange that is under way. Called again and again by the watchdog,
	 * which must not be held up.
	 * @param connection the connection
	 * @param since when it began to wait, as {@link System#nanoTime()}
	 * @param now the time
	 */
	void lookAt(NodeConnection connection, long since, long now) {
		if (now - since < SILENCE_NANOS) {
			return;
		}
		Verdict known = this.verdict;
		if (known != null && known.askedAt() - since > 0 && known.leader().id() != connection.identity().id()) {
			connection.giveUp(since, "it was not answered, and the leader is " + known.leader().address() + " now");
			return;
		}
		List<NodeAddress> voters = this.cluster.voters();
		if (voters.size() > 1 && now - this.askAgainAt >= 0 && this.asking.compareAndSet(false, true)) {
			this.askAgainAt = now + ((now - since < PATIENCE_NANOS) ? INTERVAL_NANOS : LONGEST_INTERVAL_NANOS);
			LeaderSearch.inBackground(() -> ask(voters));
		}
	}

	private void ask(List<NodeAddress> voters) {
		try {
			long askedAt = System.nanoTime();
			LeaderResponse leader = majority(voters);
			if (leader != null) {
				// first, so that what follows a connection that is given up goes there
				this.cluster.leaderNamed(leader);
				this.verdict = new Verdict(leader, askedAt);
			}
		}
		catch (InterruptedException ex) {
			// Nobody interrupts this thread but the end of the process.
			Thread.currentThread().interrupt();
		}
		finally {
			this.asking.set(false);
		}
	}

	/**
	 * Ask all at once. Those that do not answer in time have no say but count. The silent
	 * one is not waited for when its answer would make no majority: as long as the others
	 * elect, they are to be asked again soon.
	 */
	private @Nullable LeaderResponse majority(List<NodeAddress> voters) throws InterruptedException {
		Deadline deadline = Deadline.after(ANSWER_TIMEOUT);
		BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
		for (NodeAddress voter : voters) {
			LeaderSearch.inBackground(() -> answers.add(new Answer(ask(voter, deadline))));
		}
		Map<Long, Integer> votes = new HashMap<>();
		int most = 0;
		for (int left = voters.size(); 2 * (most + left) > voters.size(); left--) {
			Answer answer = answers.poll(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
			if (answer == null) {
				return null;
			}
			LeaderResponse leader = answer.leader();
			if (leader != null) {
				most = Math.max(most, votes.merge(leader.id(), 1, Integer::sum));
				if (2 * most > voters.size()) {
					return leader;
				}
			}
		}
		return null;
	}

	private @Nullable LeaderResponse ask(NodeAddress voter, Deadline deadline) {
		try {
			return this.probe.whoLeads(voter, deadline);
		}
		catch (IOException ex) {
			logger.debug("The voter {} can't say who leads: {}", voter, ex.getMessage());
			return null;
		}
	}

	private record Answer(@Nullable LeaderResponse leader) {

	}

	/**
	 * What the voters said.
	 *
	 * @param leader the node that leads
	 * @param askedAt when they were asked, as {@link System#nanoTime()}
	 */
	private record Verdict(LeaderResponse leader, long askedAt) {

	}

}
