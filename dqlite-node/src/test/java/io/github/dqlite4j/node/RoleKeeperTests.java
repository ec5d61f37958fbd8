package io.github.dqlite4j.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.node.NodeSession.RefusedException;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Two that give roles at the same time, as when one has not noticed yet that another
 * leads.
 */
@RealEngine
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RoleKeeperTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int CHANGES = 20;

	@TempDir
	private Path directory;

	private final List<DqliteNode> nodes = new ArrayList<>();

	@BeforeEach
	void startThree() throws Exception {
		for (int i = 0; i < 3; i++) {
			this.nodes.add(DqliteNode.builder(this.directory.resolve("node-" + i))
				.join(this.nodes.stream().map(DqliteNode::address).toList())
				// nothing here waits for an election, and none is to come in between
				.networkLatency(Duration.ofMillis(200))
				.start());
		}
	}

	@AfterEach
	void stopNodes() {
		this.nodes.forEach(DqliteNode::close);
	}

	@Test
	void whoDoesNotLeadChangesNothing() throws Exception {
		List<NodeInfo> members = members(0);
		// would take a vote away
		RoleKeeper keeper = keeper(1, new RolePolicy(1, 0));
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> keeper.adjust(members))
			.withMessageContaining("not leader");
		assertThat(members(0)).containsExactlyInAnyOrderElementsOf(members);
	}

	@Test
	void aViewThatIsOutOfDateChangesNothing() throws Exception {
		List<NodeInfo> before = members(0);
		RoleKeeper keeper = keeper(0, new RolePolicy(1, 0));
		assertThat(keeper.adjust(before)).isFalse();
		List<NodeInfo> after = members(0);
		assertThat(after).filteredOn((member) -> member.role() == NodeRole.VOTER).hasSize(2);
		// the same change again is refused, and no other one takes its place
		assertThat(keeper.adjust(before)).isFalse();
		assertThat(members(0)).containsExactlyInAnyOrderElementsOf(after);
		assertThat(keeper.adjust(after)).isFalse();
		assertThat(members(0)).filteredOn((member) -> member.role() == NodeRole.VOTER)
			.extracting(NodeInfo::id)
			.containsExactly(this.nodes.get(0).id());
	}

	/**
	 * They want opposite things and never take the leader's vote or the quorum, whoever
	 * comes first.
	 */
	@Test
	void twoAtOnceDoNoHarm() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			Future<Integer> first = executor.submit(() -> adjust(new RolePolicy(1, 0)));
			Future<Integer> second = executor.submit(() -> adjust(new RolePolicy(3, 0)));
			assertThat(first.get(2, TimeUnit.MINUTES) + second.get(2, TimeUnit.MINUTES)).isPositive();
		}
		finally {
			executor.shutdown();
		}
		assertThat(WireProbe.leaderAt(this.nodes.get(0).address())).isEqualTo(this.nodes.get(0).address());
		RoleKeeper keeper = keeper(0, new RolePolicy(3, 0));
		Awaiting.until("all vote again", () -> keeper.adjust(members(0)));
		assertThat(members(0)).extracting(NodeInfo::role).containsOnly(NodeRole.VOTER);
	}

	private int adjust(RolePolicy policy) throws Exception {
		RoleKeeper keeper = keeper(0, policy);
		int changes = 0;
		for (int i = 0; i < CHANGES; i++) {
			try {
				changes += keeper.adjust(members(0)) ? 0 : 1;
			}
			catch (RefusedException ex) {
				assertThat(ex.isBusy()).as(ex.getMessage()).isTrue();
			}
		}
		return changes;
	}

	private RoleKeeper keeper(int index, RolePolicy policy) throws Exception {
		DqliteNode node = this.nodes.get(index);
		return new RoleKeeper(this.nodes.get(index).id(), policy,
				new LeaderCommands(NodeEndpoint.resolve(node.address()), TIMEOUT), new PlainTransport());
	}

	private List<NodeInfo> members(int index) throws Exception {
		return new NodeQuery(NodeEndpoint.resolve(this.nodes.get(index).address()), TIMEOUT).members();
	}

}
