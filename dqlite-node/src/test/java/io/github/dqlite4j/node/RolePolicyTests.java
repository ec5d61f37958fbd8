package io.github.dqlite4j.node;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.dqlite4j.node.RolePolicy.RoleChange;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

import static io.github.dqlite4j.protocol.NodeRole.SPARE;
import static io.github.dqlite4j.protocol.NodeRole.STANDBY;
import static io.github.dqlite4j.protocol.NodeRole.VOTER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Member 1 leads.
 */
class RolePolicyTests {

	private static final RolePolicy POLICY = new RolePolicy(3, 1);

	@ParameterizedTest
	@CsvSource({ "3, 1, 1", "3, 2, 2", "3, 3, 3", "3, 4, 3", "3, 9, 3", "5, 3, 3", "5, 4, 3", "5, 5, 5", "5, 7, 5",
			"1, 2, 1", "1, 5, 1", "7, 6, 5" })
	void aimsForAnOddNumberOfVoters(int voters, int members, int expected) {
		assertThat(new RolePolicy(voters, 0).votersAmong(members)).isEqualTo(expected);
	}

	@Test
	void leavesAloneWhatIsAsItShouldBe() {
		assertSettled(online(1, VOTER));
		assertSettled(online(1, VOTER), online(2, VOTER));
		assertSettled(online(1, VOTER), online(2, VOTER), online(3, VOTER), online(4, STANDBY), online(5, SPARE));
	}

	@Test
	void givesVotesToNewMembers() {
		assertNext(VOTER, 2, online(1, VOTER), online(2, SPARE));
		assertNext(VOTER, 3, online(1, VOTER), online(2, VOTER), online(3, SPARE));
		assertNext(STANDBY, 4, online(1, VOTER), online(2, VOTER), online(3, VOTER), online(4, SPARE));
	}

	@Test
	void keepsAPairAndItsSecondVoteWhenOneIsAway() {
		assertSettled(online(1, VOTER), offline(2, VOTER));
	}

	@Test
	void anAbsentVoterKeepsItsVoteUntilAnotherHasOne() {
		assertSettled(online(1, VOTER), online(2, VOTER), offline(3, VOTER));
		assertSettled(online(1, VOTER), online(2, VOTER), offline(3, VOTER), offline(4, SPARE));
		assertNext(VOTER, 4, online(1, VOTER), online(2, VOTER), offline(3, VOTER), online(4, SPARE));
		assertNext(SPARE, 3, online(1, VOTER), online(2, VOTER), offline(3, VOTER), online(4, VOTER));
	}

	@Test
	void aVoterThatIsBackStandsByIfItsVoteIsTaken() {
		assertNext(STANDBY, 3, online(1, VOTER), online(2, VOTER), online(3, SPARE), online(4, VOTER));
	}

	@Test
	void whoHasTheDataGetsTheVote() {
		assertNext(VOTER, 5, online(1, VOTER), online(2, VOTER), offline(3, VOTER), online(4, SPARE),
				online(5, STANDBY));
	}

	@Test
	void aVoterTooManyIsTheOneThatIsAbsentOrElseTheHeaviestButNotTheLeader() {
		assertNext(SPARE, 2, online(1, VOTER), offline(2, VOTER), online(3, VOTER), online(4, VOTER));
		assertNext(STANDBY, 3, weighty(1, VOTER, 9), weighty(2, VOTER, 1), weighty(3, VOTER, 5), weighty(4, VOTER, 1));
	}

	@Test
	void aVoterTooManyThatIsAboutToStopIsTakenFirstAndNotMadeAStandby() {
		assertNext(SPARE, 2, online(1, VOTER), leaving(2, VOTER), weighty(3, VOTER, 5), online(4, VOTER));
	}

	@Test
	void theLightestOfSeveralGetsTheRole() {
		assertNext(VOTER, 4, online(1, VOTER), online(2, VOTER), weighty(3, SPARE, 3), weighty(4, SPARE, 2));
	}

	@Test
	void nobodyWhoIsAboutToStopGetsARole() {
		assertSettled(online(1, VOTER), online(2, VOTER), offline(3, VOTER), leaving(4, STANDBY));
		assertSettled(online(1, VOTER), leaving(2, SPARE));
	}

	@Test
	void spreadsVotesOverFailureDomains() {
		assertNext(VOTER, 4, in(0, 1, VOTER), in(0, 2, VOTER), in(1, 3, SPARE, 1), in(2, 4, SPARE));
		assertNext(VOTER, 4, in(0, 1, VOTER), in(0, 2, VOTER), in(1, 3, VOTER), in(2, 4, SPARE));
		assertNext(STANDBY, 2, in(0, 1, VOTER), in(0, 2, VOTER), in(1, 3, VOTER), in(2, 4, VOTER));
		assertSettled(in(0, 1, VOTER), in(1, 3, VOTER), in(2, 4, VOTER), in(0, 2, STANDBY));
		assertSettled(in(0, 1, VOTER), in(0, 3, VOTER), in(0, 4, VOTER), in(0, 2, STANDBY));
	}

	@Test
	void theLeaderKeepsItsVoteEvenWhereItsDomainHasMostVoters() {
		assertNext(STANDBY, 2, in(0, 1, VOTER, 9), in(0, 2, VOTER), in(1, 3, VOTER), in(2, 4, VOTER));
	}

	@Test
	void replacesAStandbyThatIsAbsent() {
		MemberState[] voters = { online(1, VOTER), online(2, VOTER), online(3, VOTER) };
		assertNext(STANDBY, 5, voters[0], voters[1], voters[2], offline(4, STANDBY), online(5, SPARE));
		assertNext(SPARE, 4, voters[0], voters[1], voters[2], offline(4, STANDBY), online(5, STANDBY));
		assertSettled(voters[0], voters[1], voters[2], offline(4, STANDBY));
	}

	@Test
	void aStandbyTooManyBecomesASpare() {
		assertNext(SPARE, 5, online(1, VOTER), online(2, VOTER), online(3, VOTER), online(4, STANDBY),
				online(5, STANDBY));
	}

	@Test
	void namesTheNextBestAsWell() {
		RoleChange change = POLICY
			.next(1, List.of(online(1, VOTER), online(2, VOTER), weighty(3, SPARE, 3), weighty(4, SPARE, 2)))
			.orElseThrow();
		assertThat(change.candidates()).extracting(NodeInfo::id).containsExactly(4L, 3L);
	}

	@Test
	void tellsWhetherAFurtherMemberWouldGetARole() {
		assertThat(full(online(1, VOTER))).isFalse();
		assertThat(full(online(1, VOTER), online(2, VOTER), online(3, VOTER))).isFalse();
		assertThat(full(online(1, VOTER), online(2, VOTER), online(3, VOTER), online(4, STANDBY))).isTrue();
	}

	private static boolean full(MemberState... members) {
		return POLICY.isFull(Stream.of(members).map(MemberState::info).toList());
	}

	private static void assertNext(NodeRole role, long id, MemberState... members) {
		RoleChange change = POLICY.next(1, List.of(members)).orElseThrow();
		assertThat(change.role()).isEqualTo(role);
		assertThat(change.candidates().get(0).id()).isEqualTo(id);
	}

	private static void assertSettled(MemberState... members) {
		assertThat(POLICY.next(1, List.of(members))).isEmpty();
	}

	private static MemberState online(long id, NodeRole role) {
		return in(0, id, role);
	}

	private static MemberState weighty(long id, NodeRole role, long weight) {
		return in(0, id, role, weight);
	}

	private static MemberState leaving(long id, NodeRole role) {
		return in(0, id, role, MemberState.LEAVING);
	}

	private static MemberState in(long domain, long id, NodeRole role) {
		return in(domain, id, role, 0);
	}

	private static MemberState in(long domain, long id, NodeRole role, long weight) {
		return new MemberState(info(id, role), true, domain, weight);
	}

	private static MemberState offline(long id, NodeRole role) {
		return new MemberState(info(id, role), false, 0, 0);
	}

	private static NodeInfo info(long id, NodeRole role) {
		return new NodeInfo(id, "127.0.0.1:" + (9000 + id), role);
	}

}
