package io.github.dqlite4j.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@RealEngine
class ClusterTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	private final List<DqliteNode> nodes = new ArrayList<>();

	@AfterEach
	void stopNodes() {
		Collections.reverse(this.nodes);
		this.nodes.forEach(DqliteNode::close);
	}

	@Test
	void theFirstThreeNodesVoteAndTheFourthStandsBy() throws Exception {
		DqliteNode founder = start();
		DqliteNode second = start();
		DqliteNode third = start();
		DqliteNode fourth = start();
		assertThat(administration().members()).containsExactlyInAnyOrder(voter(founder), voter(second), voter(third),
				new NodeInfo(fourth.id(), fourth.address(), NodeRole.STANDBY));
		assertThat(administration().leader()).hasToString(founder.address());
		assertThat(List.of(founder.id(), second.id(), third.id(), fourth.id())).doesNotHaveDuplicates();
	}

	@Test
	void nodesMayJoinAtTheSameTime() throws Exception {
		DqliteNode founder = start();
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			List<Future<DqliteNode>> joins = Stream.of("b", "c")
				.map((name) -> executor.submit(() -> DqliteNode.builder(this.directory.resolve(name))
					.join(List.of(founder.address()))
					.start()))
				.toList();
			DqliteNode second = keep(joins.get(0).get());
			DqliteNode third = keep(joins.get(1).get());
			assertThat(administration().members()).containsExactlyInAnyOrder(voter(founder), voter(second),
					voter(third));
		}
		finally {
			executor.shutdown();
		}
	}

	@Test
	void aLeaderThatStopsHandsOverFirst() throws Exception {
		DqliteNode founder = start();
		DqliteNode second = start();
		DqliteNode third = start();
		founder.close();
		// no election: the others know the new leader at once
		String leader = WireProbe.leaderAt(second.address());
		assertThat(leader).isIn(second.address(), third.address());
		Awaiting.until("both follow " + leader, () -> WireProbe.leaderAt(third.address()).equals(leader));
	}

	@Test
	void aNodeThatStopsWhileNoOtherVoterRunsDoesNotWait() throws Exception {
		DqliteNode founder = start();
		DqliteNode second = start();
		second.close();
		founder.close();
		assertThat(founder.isRunning()).isFalse();
	}

	@Test
	void aMemberStartsAgainWithoutTheOthers() throws Exception {
		DqliteNode founder = start();
		start();
		DqliteNode third = start();
		this.nodes.forEach(DqliteNode::close);
		DqliteNode again = keep(DqliteNode.builder(third.dataDirectory()).start());
		assertThat(again.id()).isEqualTo(third.id());
		assertThat(again.address()).isEqualTo(third.address());
		DqliteNode founderAgain = keep(DqliteNode.builder(founder.dataDirectory()).start());
		Awaiting.until("two of three elect a leader", () -> !WireProbe.leaderAt(founderAgain.address()).isEmpty());
	}

	@Test
	void allNodesMayBeGivenTheSameListBeginningWithTheFounder() throws Exception {
		String first = FreePort.address();
		DqliteNode founder = keep(DqliteNode.builder(this.directory.resolve("a"))
			.address(first)
			.join(List.of(first.replace("127.0.0.1", "localhost")))
			.start());
		DqliteNode second = keep(DqliteNode.builder(this.directory.resolve("b")).join(List.of(first)).start());
		assertThat(founder.id()).isEqualTo(1);
		assertThat(administration().members()).containsExactlyInAnyOrder(voter(founder), voter(second));
	}

	@Test
	void leavesNothingWhenThereIsNoClusterToJoin() throws Exception {
		String nobody = FreePort.address();
		Path data = this.directory.resolve("data");
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(
					() -> DqliteNode.builder(data).join(List.of(nobody)).joinTimeout(Duration.ofMillis(300)).start())
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.JOIN_FAILED);
				assertThat(ex.problem()).contains(nobody, "No leader was found");
				assertThat(ex.remedy()).contains("founds the cluster");
			});
		assertThat(data).doesNotExist();
	}

	@Test
	void resumesAJoinThatWasCutOffEvenOnAnotherPort() throws Exception {
		DqliteNode founder = start();
		Path data = this.directory.resolve("late");
		NodeEndpoint old = NodeEndpoint.resolve(FreePort.address());
		try (DataDirectory prepared = DataDirectory.open(data)) {
			prepared.writeIdentity(new NodeIdentity(4711, old.toString(), true, NodeIdentity.State.CREATED));
		}
		administration().add(4711, NodeAddress.parse(old.toString()));
		try (ServerSocket taken = new ServerSocket(old.port(), 1, old.host())) {
			DqliteNode node = keep(DqliteNode.builder(data).join(List.of(founder.address())).start());
			assertThat(taken.isBound()).isTrue();
			assertThat(node.address()).isNotEqualTo(old.toString());
			assertThat(administration().members()).containsExactlyInAnyOrder(voter(founder), voter(node));
		}
	}

	@Test
	void refusesToTakeTheAddressOfAnotherMember() throws Exception {
		DqliteNode founder = start();
		String address = FreePort.address();
		administration().add(4711, NodeAddress.parse(address));
		Path data = this.directory.resolve("late");
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> DqliteNode.builder(data).address(address).join(List.of(founder.address())).start())
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.JOIN_FAILED);
				assertThat(ex.problem()).contains("4711", address);
				assertThat(ex.remedy()).contains("remove the member 4711");
			});
		assertThat(data).doesNotExist();
	}

	@Test
	void doesNotMoveAMemberOfALargerCluster() throws Exception {
		DqliteNode founder = start();
		DqliteNode second = keep(
				DqliteNode.builder(this.directory.resolve("second")).join(List.of(founder.address())).start());
		second.close();
		NodeEndpoint endpoint = NodeEndpoint.resolve(second.address());
		try (ServerSocket taken = new ServerSocket(endpoint.port(), 1, InetAddress.getByName("127.0.0.1"))) {
			assertThat(taken.isBound()).isTrue();
			assertThatExceptionOfType(NodeStartException.class)
				.isThrownBy(() -> DqliteNode.builder(second.dataDirectory()).start())
				.satisfies((ex) -> {
					assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_CHANGED);
					assertThat(ex.problem()).contains(second.address(), "a cluster of 2 nodes");
				});
		}
		keep(DqliteNode.builder(second.dataDirectory()).address(second.address()).start());
		assertThat(administration().members()).hasSize(2);
	}

	private DqliteNode start() throws IOException {
		List<String> join = this.nodes.stream().map(DqliteNode::address).toList();
		return keep(DqliteNode.builder(this.directory.resolve("node-" + this.nodes.size()))
			.address(FreePort.address())
			.join(join)
			.start());
	}

	private DqliteNode keep(DqliteNode node) {
		this.nodes.add(node);
		return node;
	}

	private ClusterAdministration administration() {
		return new ClusterAdministration(
				this.nodes.stream().map(DqliteNode::address).map(NodeAddress::parse).distinct().toList(), TIMEOUT);
	}

	private static NodeInfo voter(DqliteNode node) {
		return new NodeInfo(node.id(), node.address(), NodeRole.VOTER);
	}

}
