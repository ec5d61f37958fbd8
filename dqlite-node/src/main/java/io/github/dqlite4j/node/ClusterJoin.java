package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * Makes a running node a member of a cluster: it is added, which makes it a spare, and
 * then given a role. Every step is decided by what the leader says at that moment, so
 * that it may be repeated after a failure, by this start or by a later one.
 */
final class ClusterJoin {

	private static final Logger logger = LoggerFactory.getLogger(ClusterJoin.class);

	private static final int VOTERS = 3;

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final NodeIdentity identity;

	private final NodeAddress address;

	private final List<NodeAddress> peers;

	private boolean added;

	/**
	 * Prepares the join.
	 * @param identity the running node
	 * @param peers where to look for the cluster; not empty
	 */
	ClusterJoin(NodeIdentity identity, List<NodeAddress> peers) {
		this.identity = identity;
		this.address = NodeAddress.parse(identity.address());
		this.peers = peers;
	}

	/**
	 * Joins, trying again until it succeeds or the time is over.
	 * @param timeout how long it may take
	 * @throws NodeStartException if it has not succeeded in time, or cannot
	 */
	void run(Duration timeout) throws NodeStartException {
		Deadline deadline = Deadline.after(timeout);
		Exception failure;
		do {
			try {
				attempt(new ClusterAdministration(this.peers, Duration.ofMillis(deadline.remainingMillis() + 1)));
				return;
			}
			catch (NodeStartException ex) {
				throw ex;
			}
			catch (IOException | EngineException ex) {
				// no leader at the moment, or another change of the membership is under
				// way
				logger.debug("The dqlite node at {} has not joined {} yet", this.address, this.peers, ex);
				failure = ex;
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
		while (!deadline.isOver() && !Thread.currentThread().isInterrupted());
		throw new NodeStartException(Reason.JOIN_FAILED,
				"The dqlite node at " + this.address + " could not join the cluster of " + this.peers + " within "
						+ timeout.toSeconds() + " s: " + failure.getMessage(),
				"Start the nodes it is to join first; the node that founds the cluster is started without any to join.",
				failure);
	}

	private void attempt(ClusterAdministration administration) throws IOException, EngineException {
		List<NodeInfo> members = administration.members();
		Optional<NodeInfo> self = members.stream().filter((member) -> member.id() == this.identity.id()).findFirst();
		if (self.isPresent() && !self.get().address().equals(this.identity.address())) {
			// a join that was cut off, before the node got another port
			administration.remove(this.identity.id());
			self = Optional.empty();
		}
		if (self.isEmpty()) {
			requireFreeAddress(members);
			this.added = true;
			administration.add(this.identity.id(), this.address);
		}
		if (self.isEmpty() || self.get().role() == NodeRole.SPARE) {
			long voters = members.stream().filter((member) -> member.role() == NodeRole.VOTER).count();
			NodeRole role = (voters < VOTERS) ? NodeRole.VOTER : NodeRole.STANDBY;
			administration.assign(this.identity.id(), role);
			logger.info("The dqlite node {} at {} joined a cluster of {} others as {}", this.identity.displayId(),
					this.address, members.size(), role);
		}
	}

	private void requireFreeAddress(List<NodeInfo> members) throws NodeStartException {
		for (NodeInfo member : members) {
			if (member.address().equals(this.identity.address())) {
				String id = Long.toUnsignedString(member.id());
				throw new NodeStartException(Reason.JOIN_FAILED,
						"The cluster knows another dqlite node, with the id " + id + ", at the address " + this.address
								+ " of this node.",
						"If its data directory is lost, remove the member " + id + " from the cluster; otherwise start"
								+ " it from that directory, or give this node another address.");
			}
		}
	}

	/**
	 * Tells whether the cluster may know the node.
	 * @return whether it was, or may have been, added by this join
	 */
	boolean mayHaveAdded() {
		return this.added;
	}

}
