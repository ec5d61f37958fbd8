package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.node.Parallel.Answer;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * Makes a running node a member of a cluster: it is added as a spare, and the leader
 * gives it a role. Every step is decided by what the leader says at that moment, so that
 * it may be repeated after a failure, by this start or by a later one.
 */
final class ClusterJoin {

	private static final Logger logger = LoggerFactory.getLogger(ClusterJoin.class);

	private static final Duration PAUSE = Duration.ofMillis(100);

	private static final Duration ROLE_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

	private final NodeIdentity identity;

	private final NodeAddress address;

	private final List<NodeAddress> peers;

	private final RolePolicy policy;

	private boolean added;

	/**
	 * Prepares the join.
	 * @param identity the running node
	 * @param peers where to look for the cluster; not empty
	 * @param policy the roles that the leader is expected to give
	 */
	ClusterJoin(NodeIdentity identity, List<NodeAddress> peers, RolePolicy policy) {
		this.identity = identity;
		this.address = NodeAddress.parse(identity.address());
		this.peers = peers;
		this.policy = policy;
	}

	/**
	 * Joins, trying again until it succeeds or the time is over.
	 * @param deadline when to give up
	 * @param timeout the time that was given, for the message
	 * @return the members of the cluster
	 * @throws NodeStartException if it has not succeeded in time, or cannot
	 */
	List<NodeInfo> run(Deadline deadline, Duration timeout) throws NodeStartException {
		Exception failure = null;
		long loggedAt = System.nanoTime();
		while (failure == null || !deadline.isOver() && !Thread.currentThread().isInterrupted()) {
			try {
				requireOneCluster();
				Duration remaining = Duration.ofMillis(deadline.remainingMillis() + 1);
				Duration attempt = (remaining.compareTo(LOG_INTERVAL) < 0) ? remaining : LOG_INTERVAL;
				ClusterAdministration administration = new ClusterAdministration(this.peers, attempt);
				add(administration);
				return awaitRole(administration, deadline.earlier(Deadline.within(ROLE_TIMEOUT)));
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
			if (System.nanoTime() - loggedAt >= LOG_INTERVAL.toNanos()) {
				loggedAt = System.nanoTime();
				logger.info("The dqlite node at {} waits for a cluster to join: {}", this.address,
						failure.getMessage());
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
		throw new NodeStartException(Reason.JOIN_FAILED,
				"The dqlite node at " + this.address + " could not join the cluster of " + this.peers + " within "
						+ timeout.toSeconds() + " s: " + failure.getMessage(),
				"Start the nodes it is to join. If there is no cluster yet: where each node is given the addresses of all"
						+ " others, the one with the lowest address (here "
						+ Formation.founder(this.address, this.peers)
						+ ") founds the cluster as soon as all of them run; a node that is given no others founds one at"
						+ " once.",
				failure);
	}

	/**
	 * Makes sure that the configured nodes belong to the same cluster.
	 */
	private void requireOneCluster() throws NodeStartException {
		NodeAddress first = null;
		List<NodeInfo> members = List.of();
		for (Map.Entry<NodeAddress, Answer<List<NodeInfo>>> entry : Formation.ask(this.peers).entrySet()) {
			List<NodeInfo> named = entry.getValue().value();
			if (named == null || named.isEmpty()) {
				continue;
			}
			if (first != null && members.stream().noneMatch((member) -> isAmong(named, member))) {
				throw new NodeStartException(Reason.JOIN_FAILED,
						"The dqlite node at " + this.address + " is to join " + this.peers + ", but " + first + " and "
								+ entry.getKey() + " belong to different clusters: " + addresses(members) + " and "
								+ addresses(named) + ".",
						"Configure members of one cluster only. If both were founded by mistake, stop the nodes of the"
								+ " one that has no data worth keeping and empty their data directories.");
			}
			if (first == null) {
				first = entry.getKey();
				members = named;
			}
		}
	}

	private static boolean isAmong(List<NodeInfo> members, NodeInfo member) {
		return members.stream()
			.anyMatch((other) -> other.id() == member.id() && other.address().equals(member.address()));
	}

	private static List<String> addresses(List<NodeInfo> members) {
		return members.stream().map(NodeInfo::address).toList();
	}

	private void add(ClusterAdministration administration) throws IOException, EngineException {
		List<NodeInfo> members = administration.members();
		Optional<NodeInfo> self = self(members);
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
	}

	/**
	 * Waits until the leader has given the node the role it is to have. A cluster whose
	 * leader gives none is no reason not to start.
	 */
	private List<NodeInfo> awaitRole(ClusterAdministration administration, Deadline deadline)
			throws IOException, EngineException {
		while (true) {
			List<NodeInfo> members = administration.members();
			NodeRole role = self(members).map(NodeInfo::role).orElse(NodeRole.SPARE);
			boolean settled = role != NodeRole.SPARE || this.policy.isFull(members);
			if (settled || deadline.isOver()) {
				logger.info("The dqlite node {} at {} joined a cluster of {} others as {}{}", this.identity.displayId(),
						this.address, members.size() - 1, role,
						settled ? "" : "; the leader at " + administration.leader() + " has given it no other role");
				return members;
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	private Optional<NodeInfo> self(List<NodeInfo> members) {
		return members.stream().filter((member) -> member.id() == this.identity.id()).findFirst();
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
