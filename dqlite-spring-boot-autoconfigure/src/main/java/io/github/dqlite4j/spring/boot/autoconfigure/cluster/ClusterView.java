package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.protocol.NodeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cluster at one moment, and what to tell when more is known.
 * Immutable.
 *
 * @param database the database that the application uses
 * @param leader the node that led last, or {@code null} if none was found yet
 * @param members the members as they were seen last; empty if they were not seen yet
 * @param lostAt when the quorum was found lost, or {@code null} while it is not
 */
record ClusterView(String database, @Nullable NodeAddress leader, List<NodeInfo> members, @Nullable Instant lostAt) {

	static ClusterView unknown(String database) {
		return new ClusterView(database, null, List.of(), null);
	}

	/**
	 * Take note of the leader.
	 */
	Step ledBy(NodeAddress found, Instant now) {
		List<ClusterEvent> events = new ArrayList<>();
		if (this.lostAt != null) {
			events.add(new QuorumRegainedEvent(this.database, found, Duration.between(this.lostAt, now)));
		}
		if (this.leader != null && !this.leader.equals(found)) {
			events.add(new LeaderChangedEvent(this.database, found, this.leader));
		}
		return new Step(new ClusterView(this.database, found, this.members, null), events);
	}

	/**
	 * Take note of the members.
	 */
	Step consistingOf(List<NodeInfo> found) {
		ClusterView next = new ClusterView(this.database, this.leader, List.copyOf(found), this.lostAt);
		Map<Long, NodeInfo> before = byId(this.members);
		Map<Long, NodeInfo> now = byId(found);
		if (this.members.isEmpty() || before.equals(now)) {
			return new Step(next, List.of());
		}
		List<NodeInfo> added = found.stream().filter((member) -> !before.containsKey(member.id())).toList();
		List<NodeInfo> removed = this.members.stream().filter((member) -> !now.containsKey(member.id())).toList();
		List<NodeInfo> reassigned = found.stream()
			.filter((member) -> Optional.ofNullable(before.get(member.id()))
				.filter((old) -> !old.equals(member))
				.isPresent())
			.toList();
		return new Step(next, List.of(new MembershipChangedEvent(this.database, found, added, removed, reassigned)));
	}

	private static Map<Long, NodeInfo> byId(List<NodeInfo> members) {
		return members.stream().collect(Collectors.toMap(NodeInfo::id, Function.identity()));
	}

	/**
	 * Take note that no leader was found for longer than an election takes.
	 */
	Step withoutLeader(String reason, Instant now) {
		if (this.lostAt != null) {
			return new Step(this, List.of());
		}
		return new Step(new ClusterView(this.database, this.leader, this.members, now),
				List.of(new QuorumLostEvent(this.database, reason)));
	}

	/**
	 * What is known next, and what to tell.
	 *
	 * @param view what is known
	 * @param events what happened
	 */
	record Step(ClusterView view, List<ClusterEvent> events) {

	}

}
