package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nodes that find each other.
 */
@RealEngine
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FormationTests {

	private static final int NODES = 3;

	@TempDir
	private Path directory;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<DqliteNode> nodes = Collections.synchronizedList(new ArrayList<>());

	@AfterEach
	void stop() throws Exception {
		CompletableFuture
			.allOf(this.nodes.stream()
				.map((node) -> CompletableFuture.runAsync(node::close, this.executor))
				.toArray(CompletableFuture[]::new))
			.get(1, TimeUnit.MINUTES);
		this.executor.shutdown();
		assertThat(this.executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
	}

	/**
	 * Any order, any of them late: the lowest address founds and the others join, and
	 * there is never a second cluster.
	 */
	@RepeatedTest(4)
	void threeNodesWithTheSameListFormOneCluster(RepetitionInfo repetition) throws Exception {
		List<String> addresses = addresses();
		List<String> order = new ArrayList<>(addresses);
		Collections.shuffle(order);
		int late = repetition.getCurrentRepetition() % (NODES + 1);
		List<Future<DqliteNode>> starts = new ArrayList<>();
		for (String address : order) {
			boolean isLate = addresses.indexOf(address) == late;
			starts.add(this.executor.submit(() -> {
				LockSupport.parkNanos(isLate ? ThreadLocalRandom.current().nextLong(1_500_000_000) : 0);
				return start(address, addresses);
			}));
		}
		for (Future<DqliteNode> start : starts) {
			start.get(2, TimeUnit.MINUTES);
		}
		String founder = addresses.stream()
			.map(NodeAddress::parse)
			.min(Comparator.comparing(NodeAddress::port))
			.orElseThrow()
			.toString();
		assertThat(this.nodes).filteredOn((node) -> node.id() == NodeIdentity.FOUNDER)
			.extracting(DqliteNode::address)
			.containsExactly(founder);
		for (DqliteNode node : this.nodes) {
			Awaiting.until("all know three voters", () -> voters(node).containsAll(addresses));
		}
	}

	@Test
	void theFounderDoesNotFoundBeforeAllOthersAnswer() throws Exception {
		List<String> addresses = addresses();
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> builder(addresses.get(0), addresses).joinTimeout(Duration.ofMillis(300)).start())
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.JOIN_FAILED);
				assertThat(ex.problem()).contains(addresses).contains("is the first of", "these did not answer");
				assertThat(ex.remedy()).contains("Start all of them at the same time");
			});
		assertThat(this.directory).isEmptyDirectory();
	}

	/**
	 * The one that does not answer might have a cluster.
	 */
	@Test
	void theFounderDoesNotFoundWhileOneOtherDoesNotAnswer() throws Exception {
		List<String> addresses = addresses();
		Path waiting = Files.createDirectory(this.directory.resolve("waiting"));
		NodeSettings settings = new NodeSettings(waiting, addresses.get(1), null, List.of(), Duration.ofSeconds(1),
				Duration.ofMillis(50), 512, 1024, 3, 0, null, 0, Duration.ofSeconds(30), 0, null);
		NodeIdentity identity = new NodeIdentity(4711, addresses.get(1), false, NodeIdentity.State.CREATED);
		try (NativeNode fresh = new NodeLauncher(EngineLoader.shared().load(null), settings, new PlainTransport())
			.launch(waiting, identity, NodeEndpoint.resolve(addresses.get(1)))) {
			assertThatExceptionOfType(NodeStartException.class)
				.isThrownBy(() -> builder(addresses.get(0), addresses).joinTimeout(Duration.ofSeconds(1)).start())
				.satisfies((ex) -> assertThat(ex.problem()).as("%s answers", fresh)
					.contains("these did not answer: {" + addresses.get(2)));
		}
	}

	@Test
	void anotherThanTheFounderSaysWhoIsToFound() throws Exception {
		List<String> addresses = addresses();
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> builder(addresses.get(1), addresses).joinTimeout(Duration.ofMillis(300)).start())
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.JOIN_FAILED);
				assertThat(ex.remedy()).contains("lowest address (here " + addresses.get(0) + ")");
			});
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void aFounderThatLostItsDiskFoundsNoSecondCluster() throws Exception {
		List<String> addresses = addresses();
		DqliteNode founder = builder(addresses.get(0), List.of()).start();
		this.nodes.add(founder);
		start(addresses.get(1), addresses);
		start(addresses.get(2), addresses);
		founder.close();
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> DqliteNode.builder(this.directory.resolve("new-disk"))
				.address(addresses.get(0))
				.join(addresses)
				.start())
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.JOIN_FAILED);
				assertThat(ex.remedy()).contains("If its data directory is lost, remove the member 1 from the cluster");
			});
	}

	@Test
	void refusesToChooseBetweenTwoClusters() throws Exception {
		List<String> addresses = addresses();
		this.nodes.add(builder(addresses.get(0), List.of()).start());
		this.nodes.add(builder(addresses.get(1), List.of()).start());
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> start(addresses.get(2), addresses))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.JOIN_FAILED);
				assertThat(ex.problem()).contains("belong to different clusters").contains(addresses);
			});
		assertThat(this.directory.resolve("node-" + NodeAddress.parse(addresses.get(2)).port())).doesNotExist();
	}

	@Test
	void hostsAreOrderedAsTextsAndPortsAsNumbers() {
		assertThat(founder("10.0.0.2:9001", "10.0.0.1:9001")).isEqualTo("10.0.0.1:9001");
		assertThat(founder("app-1:10001", "app-1:9001")).isEqualTo("app-1:9001");
		assertThat(founder("app-0:9001", "app-1:9001", "app-2:9001")).isEqualTo("app-0:9001");
	}

	private static String founder(String self, String... others) {
		return Formation.founder(NodeAddress.parse(self), List.of(others).stream().map(NodeAddress::parse).toList())
			.toString();
	}

	private static List<String> addresses() throws IOException {
		List<NodeAddress> addresses = new ArrayList<>();
		for (int i = 0; i < NODES; i++) {
			addresses.add(NodeAddress.parse(FreePort.address()));
		}
		addresses.sort(Comparator.comparing(NodeAddress::port));
		return addresses.stream().map(NodeAddress::toString).toList();
	}

	private DqliteNode.Builder builder(String address, List<String> join) {
		return DqliteNode.builder(this.directory.resolve("node-" + NodeAddress.parse(address).port()))
			.address(address)
			.join(join);
	}

	private DqliteNode start(String address, List<String> join) throws NodeStartException {
		DqliteNode node = builder(address, join).start();
		this.nodes.add(node);
		return node;
	}

	private static List<String> voters(DqliteNode node) throws Exception {
		return new NodeQuery(NodeEndpoint.resolve(node.address()), Duration.ofSeconds(10)).members()
			.stream()
			.filter((member) -> member.role() == NodeRole.VOTER)
			.map(NodeInfo::address)
			.toList();
	}

}
