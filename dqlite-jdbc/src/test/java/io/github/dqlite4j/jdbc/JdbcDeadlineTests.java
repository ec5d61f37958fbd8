package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.Await;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.Reply;
import io.github.dqlite4j.client.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Everything that waits comes to an end: by its deadline, or because another thread says
 * so.
 */
class JdbcDeadlineTests extends ScriptedTests {

	private ScriptedServer server;

	@BeforeEach
	void start() throws Exception {
		this.server = server(EngineGeneration.OLD);
	}

	private Connection connectWithin(String leaderTimeout) throws SQLException {
		return DriverManager
			.getConnection("jdbc:dqlite://" + this.server.address() + "/app?leaderTimeout=" + leaderTimeout);
	}

	private static Thread start(ThrowingCallable task, List<Throwable> failures) {
		Thread thread = new Thread(() -> failures.add(catchThrowable(task)));
		thread.start();
		return thread;
	}

	@ParameterizedTest
	@CsvSource({ "LEADER,SILENCE", "LEADER,DRIP", "OPEN,SILENCE", "OPEN,DRIP", "SELECT zeroblob,SILENCE",
			"CLUSTER,SILENCE_IN_ANSWER", "PREPARE,SILENCE" })
	void connectingEndsWithTheLeaderTimeout(String subject, Fault fault) {
		this.server.always(subject, fault.answer());
		assertOutcome("08001 SQLTransientConnectionException", () -> connectWithin("200ms"));
		awaitClosed(this.server, 0);
	}

	@ParameterizedTest
	@EnumSource(names = { "SILENCE", "SILENCE_IN_ANSWER", "DRIP" })
	void queryEndsWithItsTimeout(Fault fault) throws Exception {
		DqliteConnection connection = connect(this.server, "");
		this.server.on("SELECT a", fault.answer());
		try (Statement statement = connection.createStatement()) {
			statement.setQueryTimeout(1);
			assertOutcome("57014 SQLTimeoutException", () -> statement.executeQuery("SELECT a"));
		}
		assertThat(this.server.count("SELECT a")).isEqualTo(1);
		awaitClosed(this.server, 0);
		assertThat(read(connection, "SELECT a")).containsExactly(1L);
		assertThat(this.server.accepted()).isGreaterThanOrEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SILENCE       | 57014 SQLTimeoutException
			CUT           | 08006 SQLRecoverableException
			CUT_IN_ANSWER | 08006 SQLRecoverableException
			NONSENSE      | 08006 SQLRecoverableException
			OTHER_ANSWER  | 08006 SQLRecoverableException
			""")
	void resultThatBreaksInTheMiddle(Fault fault, String outcome) throws Exception {
		DqliteConnection connection = connect(this.server);
		this.server.on("SELECT a", (call) -> {
			call.send(Reply.rows(false, "a", 1, 2));
			fault.answer().run(call);
		});
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT a")) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.next()).isTrue();
			assertOutcome(outcome, rows::next);
		}
		assertThat(this.server.count("SELECT a")).as("rows were seen").isEqualTo(1);
		awaitClosed(this.server, 0);
		assertThat(read(connection, "SELECT a")).containsExactly(1L);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			LEADERSHIP_LOST | 08006 SQLRecoverableException
			NOT_LEADER      | 08006 SQLRecoverableException
			NO_TABLE        | 42000 SQLSyntaxErrorException
			""")
	void failureInTheMiddleOfAResult(Fault fault, String outcome) throws Exception {
		DqliteConnection connection = connect(this.server);
		this.server.on("SELECT a", (call) -> {
			call.send(Reply.rows(false, "a", 1));
			fault.answer().run(call);
		});
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT a")) {
			assertThat(rows.next()).isTrue();
			assertOutcome(outcome, rows::next);
		}
		assertThat(read(connection, "SELECT a")).containsExactly(1L);
	}

	@Test
	void emptyBatchesCloseTheConnectionWithAnExplanation() throws Exception {
		DqliteConnection connection = connect(this.server);
		this.server.on("SELECT a", Answer.of(Reply.rows(false, "a", 1), Reply.rows(false, "a")));
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("SELECT a")) {
			assertThat(rows.next()).isTrue();
			assertThat(catchThrowable(rows::next)).isInstanceOf(SQLException.class)
				.hasMessageContaining("the names of the columns take more than 4 KiB");
		}
		awaitClosed(this.server, 0);
	}

	@ParameterizedTest
	@EnumSource(names = { "SILENCE", "DRIP", "CUT", "NONSENSE", "NOT_LEADER" })
	void validationEndsAndClosesWhatIsNotValid(Fault fault) throws Exception {
		DqliteConnection connection = connect(this.server);
		assertThat(connection.isValid(1)).isTrue();
		this.server.on("LEADER", fault.answer());
		assertThat(connection.isValid(1)).isFalse();
		awaitClosed(this.server, 0);
	}

	@Test
	void validationIsOneRequestThatOnlyALeaderPasses() throws Exception {
		DqliteConnection connection = connect(this.server);
		this.server.forget();
		assertThat(connection.isValid(0)).isTrue();
		assertThat(this.server.log()).containsExactly("LEADER");
		this.server.on("LEADER", Answer.of(Reply.leader(2, "127.0.0.1:1")));
		assertThat(connection.isValid(0)).as("another node leads").isFalse();
		assertThat(this.server.log()).containsExactly("LEADER", "LEADER");
		awaitClosed(this.server, 0);
	}

	@Test
	void nodeThatKnowsNoLeaderIsNotValid() throws Exception {
		DqliteConnection connection = connect(this.server);
		this.server.on("LEADER", Answer.of(Reply.leader(0, "")));
		assertThat(connection.isValid(0)).isFalse();
		awaitClosed(this.server, 0);
	}

	@Test
	void abortEndsWhatAnotherThreadWaitsFor() throws Exception {
		DqliteConnection connection = connect(this.server, "");
		this.server.always("SELECT a", Answer.stall());
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		Thread waiting = start(() -> read(connection, "SELECT a"), failures);
		Await.until("the query was received", () -> this.server.count("SELECT a") == 1);
		connection.abort(Runnable::run);
		waiting.join();
		assertThat(failures).singleElement().isInstanceOf(SQLException.class);
		assertThat(connection.isClosed()).isTrue();
		assertThat(this.server.count("SELECT a")).isEqualTo(1);
		assertThat(this.server.accepted()).as("nothing is tried again").isEqualTo(1);
		awaitClosed(this.server, 0);
	}

	@Test
	void abortGivesTheRightToWriteBack() throws Exception {
		DqliteConnection connection = connect(this.server, "");
		DqliteConnection other = connect(this.server, "");
		connection.setAutoCommit(false);
		execute(connection, "INSERT INTO t VALUES (1)");
		connection.abort(Runnable::run);
		execute(other, "INSERT INTO t VALUES (2)");
		assertLaneIsFree(other);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			true  | SELECT a                 | SELECT a                 | 57014 SQLTimeoutException
			true  | INSERT INTO t VALUES (1) | INSERT INTO t VALUES (1) | 08007 SQLNonTransientConnectionException
			false | INSERT INTO t VALUES (1) | BEGIN IMMEDIATE          | 57014 SQLTimeoutException
			false | INSERT INTO t VALUES (1) | INSERT INTO t VALUES (1) | 57014 SQLTimeoutException
			""")
	void cancelEndsAStatement(boolean autoCommit, String sql, String stalled, String outcome) throws Exception {
		DqliteConnection connection = connect(this.server, "");
		connection.setAutoCommit(autoCommit);
		this.server.on(stalled, Answer.stall());
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		try (Statement statement = connection.createStatement()) {
			Thread waiting = start(() -> statement.execute(sql), failures);
			Await.until("the request was received", () -> this.server.count(stalled) == 1);
			statement.cancel();
			waiting.join();
		}
		assertThat(failures).hasSize(1);
		assertOutcome(outcome, () -> {
			throw failures.get(0);
		});
		assertThat(this.server.count(stalled)).isEqualTo(1);
		if (!autoCommit) {
			connection.rollback();
		}
		assertLaneIsFree(connection);
		execute(connection, "INSERT INTO t VALUES (2)");
		assertThat(this.server.count("INSERT INTO t VALUES (2)")).isEqualTo(1);
	}

	@Test
	void closedConnectionSendsNothingMore() throws Exception {
		DqliteConnection connection = connect(this.server, "");
		connection.close();
		connection.close();
		assertOutcome("08003 SQLNonTransientException", () -> execute(connection, "INSERT INTO t VALUES (1)"));
		assertThat(connection.isValid(1)).isFalse();
		assertThat(this.server.count("INSERT")).isZero();
		awaitClosed(this.server, 0);
	}

	@Test
	void sessionThatIsLostWithItsTemporaryTablesIsNotReplacedUnnoticed() throws Exception {
		DqliteConnection connection = connect(this.server);
		execute(connection, "CREATE TEMP TABLE x (a)");
		this.server.on("SELECT a FROM x", Fault.CUT.answer());
		assertOutcome("08006 SQLRecoverableException", () -> read(connection, "SELECT a FROM x"));
		assertThat(this.server.count("SELECT a FROM x")).isEqualTo(1);
		assertThat(read(connection, "SELECT a")).containsExactly(1L);
	}

}
