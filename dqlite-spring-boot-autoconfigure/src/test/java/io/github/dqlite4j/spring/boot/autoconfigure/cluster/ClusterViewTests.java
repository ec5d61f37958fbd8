package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterView}.
 */
class ClusterViewTests {

	private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

	private static final NodeAddress FIRST = new NodeAddress("10.0.0.1", 9001);

	private static final NodeAddress SECOND = new NodeAddress("10.0.0.2", 9001);

	private static final NodeInfo VOTER = new NodeInfo(1, "10.0.0.1:9001", NodeRole.VOTER);

	private static final NodeInfo SPARE = new NodeInfo(2, "10.0.0.2:9001", NodeRole.SPARE);

	private static final NodeInfo PROMOTED = new NodeInfo(2, "10.0.0.2:9001", NodeRole.VOTER);

	private final ClusterView unknown = ClusterView.unknown("app");

	@Test
	void theFirstLeaderAndMembersAreNoChange() {
		assertThat(this.unknown.ledBy(FIRST, NOW).events()).isEmpty();
		assertThat(this.unknown.consistingOf(List.of(VOTER, SPARE)).events()).isEmpty();
	}

	@Test
	void anotherLeaderIsToldOnce() {
		ClusterView led = this.unknown.ledBy(FIRST, NOW).view();
		ClusterView.Step step = led.ledBy(SECOND, NOW);
		assertThat(step.events()).containsExactly(new LeaderChangedEvent("app", SECOND, FIRST));
		assertThat(step.view().ledBy(SECOND, NOW).events()).isEmpty();
	}

	@Test
	void aLostQuorumIsToldOnceAndWhenItIsBack() {
		ClusterView led = this.unknown.ledBy(FIRST, NOW).view();
		ClusterView.Step lost = led.withoutLeader("none answers", NOW);
		assertThat(lost.events()).containsExactly(new QuorumLostEvent("app", "none answers"));
		assertThat(lost.view().withoutLeader("none answers", NOW.plusSeconds(1)).events()).isEmpty();
		assertThat(lost.view().ledBy(SECOND, NOW.plusSeconds(5)).events()).containsExactly(
				new QuorumRegainedEvent("app", SECOND, Duration.ofSeconds(5)),
				new LeaderChangedEvent("app", SECOND, FIRST));
	}

	@Test
	void membersThatComeGoOrChangeAreTold() {
		ClusterView alone = this.unknown.consistingOf(List.of(VOTER)).view();
		ClusterView.Step added = alone.consistingOf(List.of(VOTER, SPARE));
		assertThat(added.events()).containsExactly(
				new MembershipChangedEvent("app", List.of(VOTER, SPARE), List.of(SPARE), List.of(), List.of()));
		ClusterView.Step promoted = added.view().consistingOf(List.of(VOTER, PROMOTED));
		assertThat(promoted.events()).containsExactly(
				new MembershipChangedEvent("app", List.of(VOTER, PROMOTED), List.of(), List.of(), List.of(PROMOTED)));
		assertThat(promoted.view().consistingOf(List.of(PROMOTED)).events()).containsExactly(
				new MembershipChangedEvent("app", List.of(PROMOTED), List.of(), List.of(VOTER), List.of()));
	}

	@Test
	void theOrderOfMembersIsNoChange() {
		ClusterView view = this.unknown.consistingOf(List.of(VOTER, SPARE)).view();
		assertThat(view.consistingOf(List.of(SPARE, VOTER)).events()).isEmpty();
	}

}
