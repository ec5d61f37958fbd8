package io.github.dqlite4j.client;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.dqlite4j.protocol.Parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * How a session begins.
 */
class SessionOpeningTests {

	private ScriptedServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = ScriptedServer.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.server.close();
	}

	@Test
	void warmsTheConnectionUpBeforeAnyStatement() throws Exception {
		try (Session session = TestClusters.open(this.server)) {
			session.execute("INSERT", Parameters.NONE, TestClusters.ample());
		}
		assertThat(this.server.log()).containsExactly("LEADER", "OPEN app", "QUERY_SQL SELECT zeroblob(8192)",
				"PREPARE SELECT 1 FROM sqlite_master LIMIT 0", "QUERY_SQL PRAGMA busy_timeout", "CLUSTER",
				"EXEC_SQL INSERT");
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void findsOutTheGenerationOfTheEngine(EngineGeneration generation) throws IOException {
		try (ScriptedServer other = ScriptedServer.start(generation); Session session = TestClusters.open(other)) {
			assertThat(session.generation()).isEqualTo(generation);
			assertThat(session.node()).isEqualTo(other.address());
			assertThat(session.isClosed()).isFalse();
		}
	}

	@Test
	void closedSessionClosesTheConnection() throws IOException {
		Session session = TestClusters.open(this.server);
		session.close();
		session.close();
		assertThat(session.isClosed()).isTrue();
		Await.until("the connection is closed", () -> this.server.openConnections() == 0);
	}

	@Test
	void membersBecomeKnown() throws IOException {
		this.server.always("CLUSTER",
				Answer.of(Reply.nodes(this.server.address().toString(), "db2:9001", "not an address", "[::1]:9003")));
		Cluster cluster = TestClusters.of(this.server);
		assertThat(cluster.lastLeader()).isNull();
		cluster.openSession(TestClusters.ample()).close();
		assertThat(cluster.knownNodes()).containsExactly(this.server.address(), new NodeAddress("db2", 9001),
				new NodeAddress("::1", 9003));
		assertThat(cluster.lastLeader()).isEqualTo(this.server.address());
	}

	@Test
	void nodeThatLosesLeadershipMeanwhileIsLeft() throws IOException {
		this.server.on("SELECT zeroblob", Answer.failure(10250, "not leader"))
			.on("OPEN", Answer.of(Reply.database()), Answer.failure(10250, "not leader"));
		TestClusters.open(this.server).close();
		assertThat(this.server.accepted()).isGreaterThanOrEqualTo(3);
		Await.until("the connections are closed", () -> this.server.openConnections() == 0);
	}

	@Test
	void nodeThatLosesLeadershipBeforeTheProbeIsNotTakenForANewEngine() throws IOException {
		this.server.on("PRAGMA busy_timeout", Answer.failure(10250, "not leader"));
		try (Session session = TestClusters.open(this.server)) {
			assertThat(session.generation()).isNotEqualTo(EngineGeneration.NEW);
		}
		assertThat(this.server.accepted()).isEqualTo(2);
	}

	@Test
	void connectionThatBreaksMeanwhileIsReplaced() throws IOException {
		this.server.on("OPEN", Answer.cut(), Answer.cutAfter(5, Reply.database()), Answer.of(Reply.unknown()));
		TestClusters.open(this.server).close();
		assertThat(this.server.accepted()).isGreaterThanOrEqualTo(4);
		Await.until("the connections are closed", () -> this.server.openConnections() == 0);
	}

	@Test
	void refusalIsTold() {
		this.server.always("OPEN", Answer.failure(1, "too many databases"));
		assertThatIOException().isThrownBy(() -> TestClusters.open(this.server))
			.withMessage(
					"The node " + this.server.address() + " refuses to open the database app: too many databases (1)");
		Await.until("the connection is closed", () -> this.server.openConnections() == 0);
	}

	@Test
	void resultOfTheProbeThatNeverEndsIsRefused() {
		this.server.always("SELECT zeroblob", Answer.of(Reply.rows(false, "a")));
		Cluster cluster = new Cluster(
				TestClusters.options(this.server.address()).leaderTimeout(Duration.ofMillis(100)).build());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> cluster.openSession(Deadline.NEVER));
		Await.until("the connections are closed", () -> this.server.openConnections() == 0);
	}

	@Test
	void usersOfEqualOptionsShareOneCluster() {
		ConnectionOptions options = TestClusters.options(this.server.address()).build();
		Cluster shared = Cluster.shared(options);
		assertThat(Cluster.shared(TestClusters.options(this.server.address()).build())).isSameAs(shared);
		assertThat(Cluster.shared(TestClusters.options(this.server.address()).database("other").build()))
			.isNotSameAs(shared);
	}

}
