package io.github.dqlite4j.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.dqlite4j.node.RolePolicy.RoleChange;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

import static org.assertj.core.api.Assertions.fail;

/**
 * What holds for the roles whatever the cluster looks like. All clusters of up to four
 * members are tried, and many larger ones. Member 1 leads.
 */
class RolePolicyPropertyTests {

	private static final int SAMPLES = 20_000;

	/** Role, presence, failure domain. */
	private static final int STATES = 3 * 3 * 2;

	@ParameterizedTest
	@CsvSource({ "1, 0", "1, 1", "3, 0", "3, 1", "3, 3", "5, 1" })
	void holdForAllSmallClusters(int voters, int standbys) {
		RolePolicy policy = new RolePolicy(voters, standbys);
		for (int size = 1; size <= 4; size++) {
			int count = (int) Math.pow(STATES, size - 1) * 2;
			for (int number = 0; number < count; number++) {
				List<MemberState> members = new ArrayList<>();
				int rest = number;
				members.add(member(1, NodeRole.VOTER, 0, rest % 2, 0));
				rest /= 2;
				for (int i = 2; i <= size; i++) {
					members.add(member(i, NodeRole.values()[rest % 3], rest / 3 % 3, rest / 9 % 2, i % 2));
					rest /= STATES;
				}
				settle(policy, members);
			}
		}
	}

	@Test
	void holdForLargeClusters() {
		Random random = new Random(42);
		for (int sample = 0; sample < SAMPLES; sample++) {
			RolePolicy policy = new RolePolicy(1 + 2 * random.nextInt(4), random.nextInt(4));
			List<MemberState> members = new ArrayList<>();
			members.add(member(1, NodeRole.VOTER, 0, random.nextInt(4), random.nextInt(3)));
			int size = 5 + random.nextInt(5);
			for (int i = 2; i <= size; i++) {
				members.add(member(i, NodeRole.values()[random.nextInt(3)], random.nextInt(3), random.nextInt(4),
						random.nextInt(3)));
			}
			settle(policy, members);
		}
	}

	private static MemberState member(long id, NodeRole role, int presence, int domain, int weight) {
		NodeInfo info = new NodeInfo(id, "127.0.0.1:" + (9000 + id), role);
		return switch (presence) {
			case 0 -> new MemberState(info, true, domain, weight);
			case 1 -> new MemberState(info, true, domain, MemberState.LEAVING);
			default -> new MemberState(info, false, 0, 0);
		};
	}

	/**
	 * Does what the policy says until it says nothing.
	 */
	private static void settle(RolePolicy policy, List<MemberState> initial) {
		List<MemberState> members = initial;
		if (!quorum(members).isReached()) {
			// nobody leads such a cluster
			return;
		}
		for (int steps = 0; steps <= 4 * initial.size(); steps++) {
			Optional<RoleChange> change = policy.next(1, members);
			if (change.isEmpty()) {
				assertSettled(policy, members, initial);
				return;
			}
			List<MemberState> before = members;
			members = apply(change.get(), members);
			if (!quorum(members).isReached()) {
				fail("No quorum any more after %s in %s", change.get(), before);
			}
		}
		fail("Does not come to an end: %s, beginning with %s", policy, initial);
	}

	private static List<MemberState> apply(RoleChange change, List<MemberState> members) {
		long id = change.candidates().get(0).id();
		List<MemberState> after = new ArrayList<>();
		for (MemberState member : members) {
			if (change.candidates().contains(member.info())) {
				boolean better = change.role().compareTo(member.info().role()) < 0;
				if (member.is(change.role()) || better && !member.isAvailable() || member.id() == 1) {
					fail("%s must not become %s in %s", member, change.role(), members);
				}
			}
			after.add((member.id() != id) ? member
					: new MemberState(new NodeInfo(id, member.info().address(), change.role()), member.online(),
							member.failureDomain(), member.weight()));
		}
		return after;
	}

	private static Quorum quorum(List<MemberState> members) {
		return new Quorum((int) members.stream().filter((member) -> member.is(NodeRole.VOTER)).count(),
				(int) members.stream().filter((member) -> member.isOnline(NodeRole.VOTER)).count());
	}

	private static void assertSettled(RolePolicy policy, List<MemberState> members, List<MemberState> initial) {
		int target = policy.votersAmong(members.size());
		long online = quorum(members).online();
		long waiting = members.stream().filter((member) -> member.isAvailable() && !member.is(NodeRole.VOTER)).count();
		if (online < target && waiting > 0 || quorum(members).voters() > Math.max(target, 1)) {
			fail("%d of %d voters answer in %s, which began as %s", online, target, members, initial);
		}
		long standbys = members.stream().filter((member) -> member.isOnline(NodeRole.STANDBY)).count();
		boolean spare = members.stream().anyMatch((member) -> member.isAvailable() && member.is(NodeRole.SPARE));
		if (standbys > policy.standbys() || standbys < policy.standbys() && spare) {
			fail("%d standbys answer in %s, which began as %s", standbys, members, initial);
		}
		if (uncoveredDomains(members) > 0) {
			fail("Domains without a vote in %s, which began as %s", members, initial);
		}
	}

	/**
	 * Counts the members that could vote for a domain without a vote, while another has
	 * several.
	 */
	private static long uncoveredDomains(List<MemberState> members) {
		List<Long> voting = members.stream()
			.filter((member) -> member.isOnline(NodeRole.VOTER))
			.map(MemberState::failureDomain)
			.toList();
		if (voting.stream().distinct().count() == voting.size()) {
			return 0;
		}
		return members.stream()
			.filter((member) -> member.isAvailable() && !member.is(NodeRole.VOTER))
			.filter((member) -> !voting.contains(member.failureDomain()))
			.count();
	}

}
