package io.github.dqlite4j.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ProtocolException;
import io.github.dqlite4j.protocol.ResultResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Requests of a session: which go out, and what becomes of the session when they fail.
 */
class SessionTests {

	private ScriptedServer server;

	private Session session;

	@BeforeEach
	void open() throws IOException {
		this.server = ScriptedServer.start();
		this.session = TestClusters.open(this.server);
	}

	@AfterEach
	void close() throws IOException {
		this.session.close();
		this.server.close();
	}

	private ResultResponse execute(String sql) throws IOException, EngineException {
		return this.session.execute(sql, Parameters.NONE, TestClusters.ample());
	}

	private RowStream query(String sql) throws IOException, EngineException {
		return this.session.query(sql, Parameters.NONE, TestClusters::ample);
	}

	private Session open(int cacheSize) throws IOException {
		return new Cluster(TestClusters.options(this.server.address()).statementCacheSize(cacheSize).build())
			.openSession(TestClusters.ample());
	}

	@Test
	void statementIsPreparedWhenItIsUsedAgain() throws Exception {
		for (int i = 0; i < 4; i++) {
			assertThat(execute("INSERT 1")).isEqualTo(new ResultResponse(1, 1));
			assertThat(query("SELECT 2").next()).isTrue();
		}
		assertThat(this.server.statements()).containsExactly("EXEC_SQL INSERT 1", "QUERY_SQL SELECT 2",
				"PREPARE INSERT 1", "EXEC INSERT 1", "PREPARE SELECT 2", "QUERY SELECT 2", "EXEC INSERT 1",
				"QUERY SELECT 2", "EXEC INSERT 1", "QUERY SELECT 2");
	}

	@Test
	void statementThatGivesWayIsForgottenByTheServer() throws Exception {
		try (Session small = open(1)) {
			for (String sql : new String[] { "INSERT 1", "INSERT 1", "INSERT 2", "INSERT 2", "INSERT 2" }) {
				small.execute(sql, Parameters.NONE, TestClusters.ample());
			}
		}
		assertThat(this.server.statements()).containsExactly("EXEC_SQL INSERT 1", "PREPARE INSERT 1", "EXEC INSERT 1",
				"EXEC_SQL INSERT 2", "PREPARE INSERT 2", "FINALIZE INSERT 1", "EXEC INSERT 2", "EXEC INSERT 2");
	}

	@Test
	void withoutCacheNothingIsPrepared() throws Exception {
		try (Session bare = open(0)) {
			for (int i = 0; i < 3; i++) {
				bare.execute("INSERT 1", Parameters.NONE, TestClusters.ample());
			}
		}
		assertThat(this.server.statements()).containsOnly("EXEC_SQL INSERT 1");
	}

	@Test
	void failureLeavesTheSessionInStep() throws Exception {
		this.server.on("INSERT", Answer.failure(2067, "UNIQUE constraint failed: t.a"));
		assertThatExceptionOfType(EngineException.class).isThrownBy(() -> execute("INSERT 1"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(2067))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(FailureKind.CONSTRAINT));
		assertThat(execute("INSERT 1")).isEqualTo(new ResultResponse(1, 1));
		assertThat(this.session.isClosed()).isFalse();
	}

	@Test
	void valueThatCannotBeSentLeavesTheSessionInStep() throws Exception {
		for (int i = 0; i < 3; i++) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.session.execute("INSERT ?", Parameters.of("a\0"), TestClusters.ample()));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.session.query("SELECT ?", Parameters.of("a\0"), TestClusters::ample));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.session.beginWithQuery("SELECT ?", Parameters.of("a\0"), TestClusters::ample));
		}
		assertThat(this.server.count("BEGIN")).isZero();
		this.server.on("INSERT 7", Answer.result(7, 7));
		assertThat(execute("INSERT 7")).isEqualTo(new ResultResponse(7, 7));
		this.server.on("SELECT 8", Answer.rows(8));
		RowStream rows = this.session.beginWithQuery("SELECT 8", Parameters.NONE, TestClusters::ample);
		assertThat(rows.next()).isTrue();
		assertThat(rows.row().getLong(0)).isEqualTo(8);
	}

	@Test
	void beginTravelsWithTheFirstQuery() throws Exception {
		RowStream rows = this.session.beginWithQuery("SELECT 8", Parameters.NONE, TestClusters::ample);
		assertThat(rows.next()).isTrue();
		assertThat(this.server.statements()).containsExactly("EXEC_SQL BEGIN", "QUERY_SQL SELECT 8");
	}

	@Test
	void failedBeginIsToldAndItsQueryDrained() throws Exception {
		this.server.on("BEGIN", Answer.failure(5, "database is locked"))
			.on("SELECT", Answer.of(Reply.rows(false, "a", 1), Reply.rows(true, "a", 2)));
		assertThatExceptionOfType(EngineException.class)
			.isThrownBy(() -> this.session.beginWithQuery("SELECT 8", Parameters.NONE, TestClusters::ample))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(5));
		this.server.on("INSERT 7", Answer.result(7, 7));
		assertThat(execute("INSERT 7")).isEqualTo(new ResultResponse(7, 7));
	}

	@Test
	void answerOfAnotherKindClosesTheSession() {
		this.server.always("INSERT", Answer.of(Reply.empty()));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> execute("INSERT 1"))
			.withMessage(
					"the node " + this.server.address() + " answered with EmptyResponse instead of ResultResponse");
		assertThat(this.session.isClosed()).isTrue();
		assertThatExceptionOfType(UnsentException.class).isThrownBy(() -> execute("INSERT 1"))
			.withMessage("The connection to " + this.server.address() + " is closed");
		assertThat(this.server.count("INSERT")).isEqualTo(1);
	}

	@Test
	void answerOfAnotherKindToBeginClosesTheSession() {
		this.server.always("BEGIN", Answer.of(Reply.empty()));
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> this.session.beginWithQuery("SELECT 8", Parameters.NONE, TestClusters::ample));
		assertThat(this.session.isClosed()).isTrue();
	}

	@Test
	void sessionThatEndsWaitsForTheResponseThatIsOwed() throws Exception {
		Thread client = Thread.currentThread();
		AtomicBoolean answered = new AtomicBoolean();
		this.server.on("COMMIT", (call) -> {
			Await.until("the client waits", () -> Arrays.stream(client.getStackTrace())
				.anyMatch((frame) -> frame.getClassName().equals(OwedResponses.class.getName())));
			answered.set(true);
			call.send(Reply.result(0, 0));
		});
		this.session.executeLater("COMMIT", TestClusters.ample());
		this.session.end(TestClusters.ample());
		assertThat(answered).isTrue();
		assertThat(this.session.isClosed()).isTrue();
	}

	@Test
	void sessionThatEndsDoesNotWaitForEver() throws Exception {
		this.server.on("COMMIT", Answer.stall());
		this.session.executeLater("COMMIT", TestClusters.ample());
		this.session.end(Deadline.after(Duration.ofMillis(1)));
		assertThat(this.session.isClosed()).isTrue();
		Await.until("the connection is closed", () -> this.server.openConnections() == 0);
	}

	@Test
	void brokenPrepareMeansThatNothingWasExecuted() throws Exception {
		execute("INSERT 1");
		this.server.on("PREPARE INSERT 1", Answer.cut());
		assertThatExceptionOfType(UnsentException.class).isThrownBy(() -> execute("INSERT 1"));
		assertThat(this.session.isClosed()).isTrue();
		assertThat(this.server.count("INSERT")).isEqualTo(1);
	}

	@Test
	void brokenFinalizeMeansThatNothingWasExecuted() throws Exception {
		try (Session small = open(1)) {
			small.execute("INSERT 1", Parameters.NONE, TestClusters.ample());
			small.execute("INSERT 1", Parameters.NONE, TestClusters.ample());
			small.execute("INSERT 2", Parameters.NONE, TestClusters.ample());
			this.server.on("FINALIZE INSERT 1", Answer.cut());
			assertThatExceptionOfType(UnsentException.class)
				.isThrownBy(() -> small.execute("INSERT 2", Parameters.NONE, TestClusters.ample()));
			assertThat(small.isClosed()).isTrue();
		}
		assertThat(this.server.statements()).doesNotContain("EXEC INSERT 2");
	}

	@Test
	void responseThatNobodyWaitedForIsCollectedWithTheNextRequest() throws Exception {
		this.session.executeLater("COMMIT", TestClusters.ample());
		this.session.executeLater("COMMIT", TestClusters.ample());
		this.server.on("INSERT 7", Answer.result(7, 7));
		assertThat(execute("INSERT 7")).isEqualTo(new ResultResponse(7, 7));
		assertThat(this.server.count("COMMIT")).isEqualTo(2);
	}

	@Test
	void nextTransactionThatReadsDoesNotWaitForTheEndOfTheOneBefore() throws Exception {
		this.server.on("COMMIT", Answer.result(0, 0).afterTheNextRequest()).on("SELECT 8", Answer.rows(8));
		this.session.executeLater("COMMIT", TestClusters.ample());
		RowStream rows = this.session.beginWithQuery("SELECT 8", Parameters.NONE, TestClusters::ample);
		assertThat(rows.next()).isTrue();
		assertThat(rows.row().getLong(0)).isEqualTo(8);
		assertThat(this.server.statements()).containsExactly("EXEC_SQL COMMIT", "EXEC_SQL BEGIN", "QUERY_SQL SELECT 8");
	}

	@Test
	void failureThatNobodyWaitedForClosesTheSessionUnderTheNextTransactionThatReads() throws Exception {
		this.server.on("COMMIT", Answer.failure(10250, "not leader"));
		this.session.executeLater("COMMIT", TestClusters.ample());
		assertThatExceptionOfType(UnsentException.class)
			.isThrownBy(() -> this.session.beginWithQuery("SELECT 8", Parameters.NONE, TestClusters::ample))
			.withMessage("The end of the read-only transaction before failed: not leader");
		assertThat(this.session.isClosed()).isTrue();
	}

	@Test
	void failureThatNobodyWaitedForClosesTheSessionBeforeTheNextRequest() throws Exception {
		this.server.on("COMMIT", Answer.failure(10250, "not leader"));
		this.session.executeLater("COMMIT", TestClusters.ample());
		assertThatExceptionOfType(UnsentException.class).isThrownBy(() -> execute("INSERT 1"))
			.withMessage("The end of the read-only transaction before failed: not leader");
		assertThat(this.session.isClosed()).isTrue();
		assertThat(this.server.count("INSERT")).isZero();
	}

	@Test
	void leaderIsRecognisedByItsAddressInWhateverForm() throws Exception {
		assertThat(this.session.isLeader(TestClusters.ample())).isTrue();
		NodeAddress named = new NodeAddress("localhost", this.server.address().port());
		this.server.always("LEADER", Answer.of(Reply.leader(1, "LocalHost:" + named.port())));
		try (Session other = new Cluster(TestClusters.options(named).build()).openSession(TestClusters.ample())) {
			assertThat(other.node()).isEqualTo(named);
			assertThat(other.isLeader(TestClusters.ample())).isTrue();
		}
	}

	@Test
	void otherLeaderIsNoticed() throws Exception {
		this.server.on("LEADER", Answer.of(Reply.leader(2, "127.0.0.1:1")), Answer.of(Reply.leader(0, "")),
				Answer.of(Reply.leader(3, "not an address")));
		assertThat(this.session.isLeader(TestClusters.ample())).isFalse();
		assertThat(this.session.isLeader(TestClusters.ample())).isFalse();
		assertThat(this.session.isLeader(TestClusters.ample())).isFalse();
		assertThat(this.session.isLeader(TestClusters.ample())).isTrue();
	}

	@Test
	void sessionIsDoubtfulAfterAnotherOneFoundANodeFailing() throws Exception {
		Cluster cluster = TestClusters.of(this.server);
		try (Session one = cluster.openSession(TestClusters.ample());
				Session other = cluster.openSession(TestClusters.ample())) {
			one.execute("INSERT 1", Parameters.NONE, TestClusters.ample());
			assertThat(one.isDoubtful(Long.MAX_VALUE)).isFalse();
			assertThat(one.isDoubtful(-1)).isTrue();
			this.server.on("INSERT 2", Answer.failure(10250, "not leader"));
			assertThatExceptionOfType(EngineException.class)
				.isThrownBy(() -> other.execute("INSERT 2", Parameters.NONE, TestClusters.ample()));
			assertThat(one.isDoubtful(Long.MAX_VALUE)).isTrue();
			one.execute("INSERT 1", Parameters.NONE, TestClusters.ample());
			assertThat(one.isDoubtful(Long.MAX_VALUE)).isFalse();
		}
	}

}
