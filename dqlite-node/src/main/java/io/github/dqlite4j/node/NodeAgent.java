package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.protocol.ClusterRequest;
import io.github.dqlite4j.protocol.LeaderRequest;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodesResponse;

/**
 * Looks after a running node's cluster as long as the node runs: keeps the list of
 * members on disk and, while the node leads, gives the members their roles. A member that
 * joins or is removed is acted upon at once, since the own node is asked for them several
 * times a second. Whether members still answer is looked at now and then, and so are
 * roles that somebody gave by hand, who else could never finish what takes two steps.
 */
final class NodeAgent implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(NodeAgent.class);

	private static final Duration POLL = Duration.ofMillis(200);

	private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

	private static final int PAIR = 2;

	private final NodeIdentity identity;

	private final NodeEndpoint endpoint;

	private final Membership membership;

	private final RoleKeeper keeper;

	private final Duration interval;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition stop = this.lock.newCondition();

	private final Thread thread;

	private boolean stopping;

	private @Nullable NodeSession session;

	private Set<String> settled = Set.of();

	private long lookedAt;

	private boolean warnedOfPair;

	NodeAgent(NodeIdentity identity, NodeEndpoint endpoint, Membership membership, RoleKeeper keeper,
			Duration interval) {
		this.identity = identity;
		this.endpoint = endpoint;
		this.membership = membership;
		this.keeper = keeper;
		this.interval = interval;
		this.thread = new Thread(this::run, "dqlite-node-" + endpoint.port());
		this.thread.setDaemon(true);
	}

	void start() {
		this.lookedAt = System.nanoTime() - this.interval.toNanos();
		this.thread.start();
	}

	private void run() {
		Duration pause = Duration.ZERO;
		while (!awaitStop(pause)) {
			try {
				pause = look() ? POLL : Duration.ZERO;
			}
			catch (IOException ex) {
				logger.debug("The dqlite node at {} looks after its cluster later: {}", this.endpoint, ex.getMessage());
				closeSession();
				pause = PAUSE_AFTER_FAILURE;
			}
			catch (RuntimeException ex) {
				logger.error("The dqlite node at {} could not look after its cluster and tries again", this.endpoint,
						ex);
				closeSession();
				pause = PAUSE_AFTER_FAILURE;
			}
		}
		closeSession();
	}

	private boolean awaitStop(Duration pause) {
		this.lock.lock();
		try {
			long remaining = pause.toNanos();
			while (!this.stopping && remaining > 0) {
				remaining = this.stop.awaitNanos(remaining);
			}
			return this.stopping;
		}
		catch (InterruptedException ex) {
			// only close() ends the agent, and it interrupts what it does not want to
			// wait for
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Looks once.
	 * @return whether nothing is left to do for the moment
	 */
	private boolean look() throws IOException {
		boolean due = System.nanoTime() - this.lookedAt >= this.interval.toNanos();
		NodeSession own = session();
		LeaderResponse leader = own.ask(new LeaderRequest(), LeaderResponse.class);
		if (leader.id() != this.identity.id()) {
			this.settled = Set.of();
			if (due) {
				this.lookedAt = System.nanoTime();
				this.membership.refresh(leader);
			}
			return true;
		}
		List<NodeInfo> members = sorted(own.ask(new ClusterRequest(), NodesResponse.class).nodes());
		this.membership.update(members);
		Set<String> present = members.stream()
			.map((member) -> member.id() + " at " + member.address())
			.collect(Collectors.toSet());
		if (!due && present.equals(this.settled)) {
			return true;
		}
		warnOfPair(members);
		boolean done = this.keeper.adjust(members);
		if (done) {
			this.settled = present;
			this.lookedAt = System.nanoTime();
		}
		return done;
	}

	private static List<NodeInfo> sorted(List<NodeInfo> members) {
		List<NodeInfo> sorted = new ArrayList<>(members);
		sorted.sort(Comparator.comparing(NodeInfo::id, Long::compareUnsigned));
		return sorted;
	}

	private void warnOfPair(List<NodeInfo> members) {
		if (members.size() != PAIR) {
			this.warnedOfPair = false;
		}
		else if (!this.warnedOfPair) {
			this.warnedOfPair = true;
			logger.warn(
					"The dqlite cluster of {} and {} tolerates no failure: when one of its two nodes is gone, the"
							+ " other cannot write. Add a third node.",
					members.get(0).address(), members.get(1).address());
		}
	}

	private NodeSession session() throws IOException {
		NodeSession current = this.session;
		if (current == null) {
			current = new NodeSession(this.endpoint.reachable(), ANSWER_TIMEOUT);
			this.session = current;
		}
		return current;
	}

	private void closeSession() {
		NodeSession current = this.session;
		if (current != null) {
			current.close();
			this.session = null;
		}
	}

	/**
	 * Stops looking after the cluster, and waits a moment for a change that is under way.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.stopping = true;
			this.stop.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		try {
			this.thread.join(STOP_TIMEOUT.toMillis());
			if (this.thread.isAlive()) {
				logger.debug("The dqlite node at {} stops while a change of the membership is under way",
						this.endpoint);
				this.thread.interrupt();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
