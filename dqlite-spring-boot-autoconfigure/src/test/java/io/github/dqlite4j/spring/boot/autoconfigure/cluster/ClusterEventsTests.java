package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what an application hears of its cluster, and for its pool, on three nodes.
 */
class ClusterEventsTests {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	private final List<DqliteNode> nodes = new ArrayList<>();

	private ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class, DqliteClusterAutoConfiguration.class))
		.withUserConfiguration(Listening.class)
		.withPropertyValues("spring.datasource.dqlite.monitor-interval=100ms",
				"spring.datasource.hikari.maximum-pool-size=3");

	@BeforeEach
	void startNodes() throws NodeStartException {
		for (String name : List.of("a", "b", "c")) {
			List<String> others = this.nodes.stream().map(DqliteNode::address).toList();
			this.nodes.add(DqliteNode.builder(this.directory.resolve(name)).join(others).start());
		}
		this.contextRunner = this.contextRunner.withPropertyValues("spring.datasource.dqlite.nodes="
				+ String.join(",", this.nodes.stream().map(DqliteNode::address).toList()));
	}

	@AfterEach
	void stopNodes() {
		this.nodes.forEach(DqliteNode::close);
	}

	@Test
	void tellsOfAnotherLeaderAndThePoolReplacesItsConnections() {
		this.contextRunner.run((context) -> {
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			Listening events = context.getBean(Listening.class);
			ClusterObserver observer = context.getBean(ClusterObserver.class);
			ClusterMonitor monitor = context.getBean(ClusterMonitor.class);
			NodeAddress former = observer.leader(DEADLINE);
			await("the leader is known").atMost(DEADLINE)
				.until(() -> monitor.view() != null && former.equals(monitor.view().leader()));
			List<Connection> idle = new ArrayList<>();
			Connection busy;
			try (Connection used = pool.getConnection()) {
				try (Connection second = pool.getConnection(); Connection third = pool.getConnection()) {
					idle.add(second.unwrap(Connection.class));
					idle.add(third.unwrap(Connection.class));
				}
				busy = used.unwrap(Connection.class);
				administration().transferLeadership(otherVoter(former).id());
				await().atMost(DEADLINE).until(() -> !events.of(LeaderChangedEvent.class).isEmpty());
				LeaderChangedEvent changed = events.of(LeaderChangedEvent.class).get(0);
				assertThat(changed.previous()).isEqualTo(former);
				assertThat(changed.leader()).isEqualTo(observer.leader(DEADLINE)).isNotEqualTo(former);
				assertThat(changed.database()).isEqualTo("app");
				await("idle connections are closed").atMost(DEADLINE)
					.until(() -> idle.stream().allMatch(ClusterEventsTests::isClosed));
				assertThat(busy.isClosed()).isFalse();
			}
			await("the connection that was in use is closed").atMost(DEADLINE).until(() -> isClosed(busy));
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.isValid(10)).isTrue();
			}
			assertThat(events.threads).containsOnly("dqlite-cluster-monitor");
		});
	}

	private static boolean isClosed(Connection connection) {
		try {
			return connection.isClosed();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void tellsOfMembers() {
		this.contextRunner.run((context) -> {
			Listening events = context.getBean(Listening.class);
			ClusterMonitor monitor = context.getBean(ClusterMonitor.class);
			await().atMost(DEADLINE).until(() -> monitor.view() != null && monitor.view().members().size() == 3);
			administration().add(4711, new NodeAddress("127.0.0.1", 1));
			await().atMost(DEADLINE).until(() -> events.of(MembershipChangedEvent.class).size() == 1);
			MembershipChangedEvent event = events.of(MembershipChangedEvent.class).get(0);
			assertThat(event.added()).containsExactly(new NodeInfo(4711, "127.0.0.1:1", NodeRole.SPARE));
			assertThat(event.members()).hasSize(4);
			administration().remove(4711);
			await().atMost(DEADLINE).until(() -> events.of(MembershipChangedEvent.class).size() == 2);
			assertThat(events.of(MembershipChangedEvent.class).get(1).removed()).extracting(NodeInfo::id)
				.containsExactly(4711L);
		});
	}

	@Test
	void tellsThatTheQuorumIsLostAndBack() throws Exception {
		this.contextRunner.run((context) -> {
			Listening events = context.getBean(Listening.class);
			ClusterObserver observer = context.getBean(ClusterObserver.class);
			observer.leader(DEADLINE);
			this.nodes.get(1).close();
			this.nodes.get(2).close();
			await().atMost(DEADLINE).until(() -> events.of(QuorumLostEvent.class).size() == 1);
			assertThat(events.of(QuorumLostEvent.class).get(0).reason()).contains("No leader was found",
					this.nodes.get(1).address());
			this.nodes.set(1, DqliteNode.builder(this.directory.resolve("b")).start());
			await().atMost(DEADLINE).until(() -> events.of(QuorumRegainedEvent.class).size() == 1);
			assertThat(events.of(QuorumRegainedEvent.class).get(0).leader()).isEqualTo(observer.leader(DEADLINE));
		});
	}

	@Test
	void nothingIsWatchedWhereItIsSwitchedOff() {
		this.contextRunner.withPropertyValues("spring.datasource.dqlite.monitor-interval=0")
			.run((context) -> assertThat(context.getBean(ClusterMonitor.class).isRunning()).isFalse());
	}

	@Test
	void anEndedContextIsToldNothing() {
		Set<Thread> ofOtherContexts = monitors();
		Listening[] events = new Listening[1];
		this.contextRunner.run((context) -> {
			events[0] = context.getBean(Listening.class);
			assertThat(monitors()).hasSizeGreaterThan(ofOtherContexts.size());
		});
		int told = events[0].events.size();
		this.nodes.forEach(DqliteNode::close);
		assertThat(events[0].events).hasSize(told);
		await().atMost(DEADLINE).until(() -> ofOtherContexts.containsAll(monitors()));
	}

	private static Set<Thread> monitors() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("dqlite-cluster-monitor"))
			.collect(Collectors.toSet());
	}

	private ClusterAdministration administration() {
		return new ClusterAdministration(this.nodes.stream().map((node) -> NodeAddress.parse(node.address())).toList(),
				DEADLINE);
	}

	private DqliteNode otherVoter(NodeAddress leader) {
		return this.nodes.stream()
			.filter((node) -> !node.address().equals(leader.toString()))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Keeps what it hears.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Listening {

		private final Queue<ClusterEvent> events = new ConcurrentLinkedQueue<>();

		private final Queue<String> threads = new ConcurrentLinkedQueue<>();

		@EventListener
		void hear(ClusterEvent event) {
			this.threads.add(Thread.currentThread().getName());
			this.events.add(event);
		}

		<T extends ClusterEvent> List<T> of(Class<T> type) {
			return this.events.stream().filter(type::isInstance).map(type::cast).toList();
		}

	}

}
