package io.github.dqlite4j.node;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * Decides which member should get which role: one change at a time, from what is true
 * now.
 * <p>
 * A node that does not answer keeps its role until another has taken its place. To take a
 * vote away without a replacement would gain nothing while the node is away, and would
 * lose its vote when it comes back after a second node failed: two of three are a quorum,
 * one of two is not.
 *
 * @param voters the number of voters to aim for
 * @param standbys the number of standbys to aim for
 */
record RolePolicy(int voters, int standbys) {

	private static final int PAIR = 2;

	/**
	 * Returns how many voters a cluster of some size should have: an odd number, since
	 * one more tolerates no further failure but needs a larger quorum. Two are an
	 * exception: they tolerate no failure either, but a write is on two disks.
	 * @param members the number of members
	 * @return the number of voters
	 */
	int votersAmong(int members) {
		int most = Math.min(this.voters, members);
		return (most == PAIR) ? PAIR : most - (most + 1) % 2;
	}

	/**
	 * Tells whether a further spare would remain one.
	 * @param members all members
	 * @return whether there are enough voters and standbys
	 */
	boolean isFull(List<NodeInfo> members) {
		return members.stream().filter((member) -> member.role() == NodeRole.VOTER).count() >= votersAmong(
				members.size())
				&& members.stream().filter((member) -> member.role() == NodeRole.STANDBY).count() >= this.standbys;
	}

	/**
	 * Decides on the next change.
	 * @param leader the id of the leader, which stays a voter
	 * @param members all members
	 * @return the change, or nothing if all is as it should be or can't be better
	 */
	Optional<RoleChange> next(long leader, List<MemberState> members) {
		int target = votersAmong(members.size());
		return promoteToVoter(target, members).or(() -> demoteVoter(target, leader, members))
			.or(() -> coverDomain(members))
			.or(() -> promoteToStandby(members))
			.or(() -> demoteStandby(members));
	}

	private Optional<RoleChange> promoteToVoter(int target, List<MemberState> members) {
		return (online(NodeRole.VOTER, members) < target)
				? RoleChange.to(NodeRole.VOTER, replacements(NodeRole.VOTER, members).toList()) : Optional.empty();
	}

	/**
	 * Takes the vote of one voter too many: of one that does not answer, or else of one
	 * whose failure domain has the most.
	 */
	private Optional<RoleChange> demoteVoter(int target, long leader, List<MemberState> members) {
		if (count(NodeRole.VOTER, members) <= target) {
			return Optional.empty();
		}
		List<MemberState> offline = members.stream()
			.filter((member) -> member.is(NodeRole.VOTER) && !member.online())
			.toList();
		if (!offline.isEmpty()) {
			return RoleChange.to(NodeRole.SPARE, offline);
		}
		List<MemberState> candidates = dispensable(NodeRole.VOTER, members).filter((member) -> member.id() != leader)
			.toList();
		boolean standsBy = online(NodeRole.STANDBY, members) < this.standbys
				&& candidates.stream().allMatch(MemberState::isAvailable);
		return RoleChange.to(standsBy ? NodeRole.STANDBY : NodeRole.SPARE, candidates);
	}

	/**
	 * Gives a vote to a failure domain that has none while another has several. The one
	 * that is then too many is taken away by {@link #demoteVoter}.
	 */
	private Optional<RoleChange> coverDomain(List<MemberState> members) {
		Map<Long, Long> domains = domains(NodeRole.VOTER, members);
		if (domains.values().stream().noneMatch((count) -> count > 1)) {
			return Optional.empty();
		}
		return RoleChange.to(NodeRole.VOTER,
				replacements(NodeRole.VOTER, members).filter((member) -> !domains.containsKey(member.failureDomain()))
					.toList());
	}

	private Optional<RoleChange> promoteToStandby(List<MemberState> members) {
		return (online(NodeRole.STANDBY, members) < this.standbys)
				? RoleChange.to(NodeRole.STANDBY,
						replacements(NodeRole.STANDBY, members).filter((member) -> member.is(NodeRole.SPARE)).toList())
				: Optional.empty();
	}

	private Optional<RoleChange> demoteStandby(List<MemberState> members) {
		if (count(NodeRole.STANDBY, members) <= this.standbys) {
			return Optional.empty();
		}
		List<MemberState> offline = members.stream()
			.filter((member) -> member.is(NodeRole.STANDBY) && !member.online())
			.toList();
		return RoleChange.to(NodeRole.SPARE,
				!offline.isEmpty() ? offline : dispensable(NodeRole.STANDBY, members).toList());
	}

	/**
	 * Returns the members that could take a role, the best first: one in a failure domain
	 * that has few of that role, one that has the data already, a light one.
	 * @param role the role
	 * @param members all members
	 * @return those that have a lower role and are available
	 */
	static Stream<MemberState> replacements(NodeRole role, List<MemberState> members) {
		Map<Long, Long> domains = domains(role, members);
		return members.stream()
			.filter((member) -> member.isAvailable() && member.info().role().compareTo(role) > 0)
			.sorted(Comparator.comparing((MemberState member) -> domains.getOrDefault(member.failureDomain(), 0L))
				.thenComparing((member) -> member.info().role())
				.thenComparing(MemberState::weight, Long::compareUnsigned)
				.thenComparing(MemberState::id, Long::compareUnsigned));
	}

	/**
	 * Returns the members that could do without a role, the first best: one that is about
	 * to stop, one in a failure domain that has many, a heavy one.
	 */
	private static Stream<MemberState> dispensable(NodeRole role, List<MemberState> members) {
		Map<Long, Long> domains = domains(role, members);
		return members.stream()
			.filter((member) -> member.is(role))
			.sorted(Comparator.comparing(MemberState::isAvailable)
				.thenComparing((member) -> -domains.getOrDefault(member.failureDomain(), 0L))
				.thenComparing((first, second) -> Long.compareUnsigned(second.weight(), first.weight()))
				.thenComparing((first, second) -> Long.compareUnsigned(second.id(), first.id())));
	}

	private static Map<Long, Long> domains(NodeRole role, List<MemberState> members) {
		return members.stream()
			.filter((member) -> member.isOnline(role))
			.collect(Collectors.groupingBy(MemberState::failureDomain, Collectors.counting()));
	}

	private static long online(NodeRole role, List<MemberState> members) {
		return members.stream().filter((member) -> member.isOnline(role)).count();
	}

	private static long count(NodeRole role, List<MemberState> members) {
		return members.stream().filter((member) -> member.is(role)).count();
	}

	/**
	 * A change to make.
	 *
	 * @param role the new role
	 * @param candidates who could get it, the best first; not empty
	 */
	record RoleChange(NodeRole role, List<NodeInfo> candidates) {

		static Optional<RoleChange> to(NodeRole role, List<MemberState> candidates) {
			return candidates.isEmpty() ? Optional.empty()
					: Optional.of(new RoleChange(role, candidates.stream().map(MemberState::info).toList()));
		}

	}

}
