package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * Gives leadership to another voter before a node stops: that takes milliseconds, while
 * the others need an election timeout to find out that their leader is gone.
 */
final class LeadershipHandover {

	private static final Logger logger = LoggerFactory.getLogger(LeadershipHandover.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Duration FENCE_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration PAUSE = Duration.ofMillis(5);

	private final NodeIdentity identity;

	private final NodeEndpoint endpoint;

	private final NodeQuery node;

	LeadershipHandover(NodeIdentity identity, NodeEndpoint endpoint) {
		this.identity = identity;
		this.endpoint = endpoint;
		this.node = new NodeQuery(endpoint, PROBE_TIMEOUT);
	}

	/**
	 * Keeps writers out of databases if the node leads.
	 * @param databases the databases
	 * @return what lets them in again
	 */
	WriteFence holdBackWriters(Collection<DatabaseName> databases) {
		return new WriteFence(this.endpoint, leads() ? databases : List.of(), FENCE_TIMEOUT);
	}

	private boolean leads() {
		try {
			return this.node.leader() == this.identity.id();
		}
		catch (IOException ex) {
			logger.debug("The dqlite node at {} does not say who leads", this.identity.address(), ex);
			return false;
		}
	}

	/**
	 * Hands leadership over if the node leads and another voter is there to take it. A
	 * failure is no reason not to stop: it is logged.
	 */
	void run() {
		Deadline deadline = Deadline.after(TIMEOUT);
		try {
			List<NodeInfo> voters = this.node.members()
				.stream()
				.filter((member) -> member.id() != this.identity.id() && member.role() == NodeRole.VOTER)
				.toList();
			if (voters.isEmpty() || this.node.leader() != this.identity.id()) {
				return;
			}
			List<NodeInfo> candidates = voters.stream().filter(LeadershipHandover::isOnline).toList();
			for (NodeInfo candidate : candidates) {
				if (!deadline.isOver() && transfer(candidate, deadline)) {
					return;
				}
			}
			if (!candidates.isEmpty()) {
				logger.warn("The dqlite node at {} leads and stops, and none of the voters {} took over",
						this.identity.address(), candidates);
			}
		}
		catch (IOException ex) {
			logger.warn("The dqlite node at {} stops without handing leadership over: it does not answer",
					this.identity.address(), ex);
		}
	}

	private static boolean isOnline(NodeInfo voter) {
		try {
			new NodeQuery(NodeEndpoint.resolve(voter.address()), PROBE_TIMEOUT).leader();
			return true;
		}
		catch (IOException ex) {
			logger.debug("The voter at {} cannot take over", voter.address(), ex);
			return false;
		}
	}

	private boolean transfer(NodeInfo voter, Deadline deadline) throws IOException {
		try {
			Duration remaining = Duration.ofMillis(deadline.remainingMillis() + 1);
			new ClusterAdministration(List.of(NodeAddress.parse(this.identity.address())), remaining)
				.transferLeadership(voter.id());
			while (this.node.leader() == this.identity.id() && !deadline.isOver()) {
				LockSupport.parkNanos(PAUSE.toNanos());
			}
			logger.info("The dqlite node at {} handed leadership over to {}", this.identity.address(), voter.address());
			return true;
		}
		catch (EngineException ex) {
			logger.debug("The voter at {} did not take over", voter.address(), ex);
			return this.node.leader() != this.identity.id();
		}
	}

}
