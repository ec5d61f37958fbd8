package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.Parallel.Answer;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * The members of the cluster as far as a node knows them, in memory and on disk, and the
 * way to those who know better. A spare's own log says nothing of the members, so that
 * only the leader's word counts.
 */
final class Membership {

	private static final Logger logger = LoggerFactory.getLogger(Membership.class);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final NodeIdentity identity;

	private final List<NodeAddress> configured;

	private final MembersFile file;

	private volatile List<NodeInfo> members;

	private boolean saidRemoved;

	/**
	 * Creates the view of a node.
	 * @param identity the node
	 * @param configured the addresses of other nodes that were configured
	 * @param file where the members are kept
	 */
	Membership(NodeIdentity identity, List<NodeAddress> configured, MembersFile file) {
		this.identity = identity;
		this.configured = configured;
		this.file = file;
		this.members = file.read();
	}

	/**
	 * Returns the members as they were last seen.
	 * @return the members; empty if they were never seen
	 */
	List<NodeInfo> members() {
		return this.members;
	}

	/**
	 * Returns the addresses at which other nodes of the cluster may be.
	 * @param further members that are known from elsewhere
	 * @return the addresses, those of known members first
	 */
	Set<NodeAddress> others(List<NodeInfo> further) {
		Set<NodeAddress> others = new LinkedHashSet<>();
		this.members.forEach((member) -> others.add(NodeAddress.parse(member.address())));
		further.forEach((member) -> others.add(NodeAddress.parse(member.address())));
		others.addAll(this.configured);
		others.remove(NodeAddress.parse(this.identity.address()));
		return others;
	}

	/**
	 * Takes note of the members that a leader has named.
	 * @param named the members
	 */
	void update(List<NodeInfo> named) {
		if (named.isEmpty() || named.equals(this.members)) {
			return;
		}
		this.members = List.copyOf(named);
		try {
			this.file.write(named);
		}
		catch (IOException ex) {
			logger.warn("The members of the cluster of the dqlite node at {} cannot be kept on disk",
					this.identity.address(), ex);
		}
	}

	/**
	 * Asks the leader for the members.
	 * @param leader the leader as the own node knows it
	 */
	void refresh(LeaderResponse leader) {
		List<NodeInfo> named = leader.isKnown() ? askLeader(leader) : null;
		Optional<List<NodeInfo>> current = (named != null) ? Optional.of(named) : ask(List.of());
		current.ifPresent((list) -> {
			if (role(list).isPresent()) {
				this.saidRemoved = false;
				update(list);
			}
			else if (!this.saidRemoved) {
				this.saidRemoved = true;
				logger.error(
						"The dqlite node {} at {} is no member of its cluster any more: it was removed. Stop it; to"
								+ " let it join again, start it with an empty data directory.",
						this.identity.displayId(), this.identity.address());
			}
		});
	}

	/**
	 * Asks whoever answers for the leader, and that for the members.
	 * @param further members that are known from elsewhere
	 * @return the members, or nothing if no leader is found at once
	 */
	Optional<List<NodeInfo>> ask(List<NodeInfo> further) {
		return Parallel
			.ask(others(further), (address) -> new NodeQuery(NodeEndpoint.of(address), ANSWER_TIMEOUT).leader(),
					TIMEOUT)
			.values()
			.stream()
			.map(Answer::value)
			.filter((leader) -> leader != null && leader.isKnown())
			.distinct()
			.map(this::askLeader)
			.filter((list) -> list != null && !list.isEmpty())
			.findFirst();
	}

	private @Nullable List<NodeInfo> askLeader(LeaderResponse leader) {
		try {
			NodeQuery query = new NodeQuery(NodeEndpoint.of(NodeAddress.parse(leader.address())), ANSWER_TIMEOUT);
			return (query.leader().id() == leader.id()) ? query.members() : null;
		}
		catch (IOException ex) {
			logger.debug("The leader at {} does not say who the members are: {}", leader.address(), ex.getMessage());
			return null;
		}
	}

	/**
	 * Returns the role of this node.
	 * @param list the members
	 * @return its role, or nothing if it is not among them. A member with its id at
	 * another address is another node: the founders of all clusters have the same id
	 */
	Optional<NodeRole> role(List<NodeInfo> list) {
		return list.stream()
			.filter((member) -> member.id() == this.identity.id() && member.address().equals(this.identity.address()))
			.map(NodeInfo::role)
			.findFirst();
	}

}
