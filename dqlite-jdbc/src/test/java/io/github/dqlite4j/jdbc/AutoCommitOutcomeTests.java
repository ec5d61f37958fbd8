package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.Await;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.Reply;
import io.github.dqlite4j.client.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Statements in auto-commit mode: what certainly was not executed is repeated, what may
 * have been is not.
 */
class AutoCommitOutcomeTests extends ScriptedTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NOT_LEADER        | OLD | OK                                              | 2
			NOT_LEADER        | MID | OK                                              | 2
			NOT_LEADER        | NEW | OK                                              | 2
			NO_DATABASE       | OLD | OK                                              | 2
			NO_DATABASE       | NEW | OK                                              | 2
			BARRIER           | OLD | OK                                              | 2
			RAW_NOT_LEADER    | OLD | OK                                              | 2
			RAW_NOT_LEADER    | MID | OK                                              | 2
			RAW_NOT_LEADER    | NEW | XX000 SQLNonTransientException                  | 1
			BUSY              | OLD | OK                                              | 2
			BUSY              | NEW | OK                                              | 2
			LEADERSHIP_LOST   | OLD | 08007 SQLNonTransientConnectionException        | 1
			LEADERSHIP_LOST   | NEW | 08007 SQLNonTransientConnectionException        | 1
			NOT_AN_ERROR      | OLD | 08007 SQLNonTransientConnectionException        | 1
			ABORT             | OLD | 08007 SQLNonTransientConnectionException        | 1
			DISK_FULL         | OLD | 08007 SQLNonTransientConnectionException        | 1
			IO_ERROR          | NEW | 08007 SQLNonTransientConnectionException        | 1
			CUT               | OLD | 08007 SQLNonTransientConnectionException        | 1
			CUT_IN_ANSWER     | OLD | 08007 SQLNonTransientConnectionException        | 1
			SILENCE           | OLD | 08007 SQLNonTransientConnectionException        | 1
			SILENCE_IN_ANSWER | OLD | 08007 SQLNonTransientConnectionException        | 1
			DRIP              | OLD | 08007 SQLNonTransientConnectionException        | 1
			NONSENSE          | OLD | 08007 SQLNonTransientConnectionException        | 1
			OTHER_ANSWER      | OLD | 08007 SQLNonTransientConnectionException        | 1
			STALE_SNAPSHOT    | OLD | 40001 SQLTransactionRollbackException           | 1
			FULL              | OLD | 53100 SQLNonTransientException                  | 1
			INTERRUPTED       | OLD | 57014 SQLTimeoutException                       | 1
			NO_TABLE          | OLD | 42000 SQLSyntaxErrorException                   | 1
			UNIQUE            | OLD | 23505 SQLIntegrityConstraintViolationException  | 1
			FOREIGN_KEY       | OLD | 23503 SQLIntegrityConstraintViolationException  | 1
			""")
	void write(Fault fault, EngineGeneration generation, String outcome, long executions) throws Exception {
		ScriptedServer server = server(generation);
		DqliteConnection connection = connect(server);
		server.on("INSERT", fault.answer());
		assertOutcome(outcome, () -> execute(connection, "INSERT INTO t VALUES (1)"));
		assertThat(server.count("INSERT")).isEqualTo(executions);
		assertLaneIsFree(connection);
		execute(connection, "INSERT INTO t VALUES (2)");
		assertThat(server.count("INSERT")).isEqualTo(executions + 1);
		assertThat(server.count("BEGIN")).isZero();
		awaitClosed(server, 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NOT_LEADER        | OLD | OK                                     | 2
			NO_DATABASE       | MID | OK                                     | 2
			RAW_NOT_LEADER    | OLD | OK                                     | 2
			RAW_NOT_LEADER    | NEW | XX000 SQLNonTransientException         | 1
			LEADERSHIP_LOST   | NEW | OK                                     | 2
			ABORT             | OLD | OK                                     | 2
			DISK_FULL         | OLD | OK                                     | 2
			IO_ERROR          | NEW | OK                                     | 2
			BUSY              | OLD | OK                                     | 2
			CUT               | OLD | OK                                     | 2
			CUT_IN_ANSWER     | OLD | OK                                     | 2
			SILENCE           | OLD | 57014 SQLTimeoutException              | 1
			SILENCE_IN_ANSWER | OLD | 57014 SQLTimeoutException              | 1
			DRIP              | OLD | 57014 SQLTimeoutException              | 1
			NONSENSE          | OLD | 08006 SQLRecoverableException          | 1
			OTHER_ANSWER      | OLD | 08006 SQLRecoverableException          | 1
			STALE_SNAPSHOT    | OLD | 40001 SQLTransactionRollbackException  | 1
			FULL              | OLD | 53100 SQLNonTransientException         | 1
			INTERRUPTED       | OLD | 57014 SQLTimeoutException              | 1
			NO_TABLE          | OLD | 42000 SQLSyntaxErrorException          | 1
			""")
	void read(Fault fault, EngineGeneration generation, String outcome, long executions) throws Exception {
		ScriptedServer server = server(generation);
		DqliteConnection connection = connect(server);
		server.on("SELECT a", fault.answer());
		assertOutcome(outcome, () -> assertThat(read(connection, "SELECT a")).containsExactly(1L));
		assertThat(server.count("SELECT a")).isEqualTo(executions);
		assertThat(read(connection, "SELECT a")).containsExactly(1L);
		awaitClosed(server, 1);
	}

	@Test
	void messageOfAnUnknownOutcomeSaysWhatToDo() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		server.on("INSERT", Fault.LEADERSHIP_LOST.answer());
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(connection, "INSERT INTO t VALUES (1)"))
			.withMessage("The outcome of the write is unknown: disk I/O error. It may have been applied. "
					+ "Do not simply repeat it: check the data first")
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(10506));
	}

	@Test
	void writeWhosePrepareBreaksWasNotExecutedAndIsRepeated() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		execute(connection, "INSERT INTO t VALUES (1)");
		server.on("PREPARE INSERT", Fault.CUT.answer());
		execute(connection, "INSERT INTO t VALUES (1)");
		assertThat(server.count("INSERT")).isEqualTo(2);
		assertThat(server.count("PREPARE INSERT")).isEqualTo(2);
	}

	@Test
	void writeWhosePrepareIsNotAnsweredInTimeIsNoUnknownOutcome() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		execute(connection, "INSERT INTO t VALUES (1)");
		server.on("PREPARE INSERT", Fault.SILENCE.answer());
		assertOutcome("57014 SQLTimeoutException", () -> execute(connection, "INSERT INTO t VALUES (1)"));
		assertThat(server.count("INSERT")).isEqualTo(1);
		assertLaneIsFree(connection);
	}

	@Test
	void connectionThatWasCutWhileItWasIdleIsReplacedBeforeAWrite() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		DqliteConnection other = connect(server);
		execute(connection, "INSERT INTO t VALUES (1)");
		server.cutAll();
		read(other, "SELECT a");
		execute(connection, "INSERT INTO t VALUES (2)");
		assertThat(server.count("INSERT INTO t VALUES (2)")).isEqualTo(1);
	}

	@Test
	void writeThatMeetsOtherWritersGivesUpAfterTheBusyTimeout() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server, "&busyTimeout=60ms");
		server.always("INSERT", Fault.BUSY.answer());
		assertThatExceptionOfType(SQLTransactionRollbackException.class)
			.isThrownBy(() -> execute(connection, "INSERT INTO t VALUES (1)"))
			.withMessage("The database is locked by another writer for more than the busyTimeout of 60 ms; "
					+ "nothing was executed: database is locked")
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("40001"))
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(5));
		assertLaneIsFree(connection);
	}

	/**
	 * The pauses of the search are longer in sum than the busy timeout.
	 */
	@ParameterizedTest
	@CsvSource({ "INSERT, true", "BEGIN IMMEDIATE, false" })
	void lookingForALeaderTakesNothingOfTheBusyTimeout(String subject, boolean autoCommit) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server, "&busyTimeout=300ms");
		connection.setAutoCommit(autoCommit);
		Answer[] nobody = new Answer[8];
		Arrays.fill(nobody, Answer.of(Reply.leader(0, "")));
		server.on(subject, Fault.BUSY.answer(), Fault.NOT_LEADER.answer(), Fault.BUSY.answer()).on("LEADER", nobody);
		execute(connection, "INSERT INTO t VALUES (1)");
		assertThat(server.count(subject)).isEqualTo(4);
		assertThat(server.count("LEADER")).isGreaterThan(nobody.length);
	}

	@Test
	void whoQueuesBehindAWriterThatLooksForALeaderWaitsForItAsWell() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection first = connect(server, "&busyTimeout=100ms");
		DqliteConnection second = connect(server, "&busyTimeout=100ms");
		CountDownLatch elected = new CountDownLatch(1);
		byte[] nobody = Reply.leader(0, "");
		byte[] itself = Reply.leader(1, server.address().toString());
		server.on("INSERT", Fault.NOT_LEADER.answer())
			.always("LEADER", (call) -> call.send((elected.getCount() > 0) ? nobody : itself));
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			Future<?> looking = executor.submit(() -> insert(first));
			Await.until("the first one looks for the leader", () -> server.count("LEADER") > 2);
			Future<?> queuing = executor.submit(() -> insert(second));
			assertThatExceptionOfType(TimeoutException.class)
				.isThrownBy(() -> queuing.get(SHORT_MILLIS, TimeUnit.MILLISECONDS));
			elected.countDown();
			looking.get(1, TimeUnit.MINUTES);
			queuing.get(1, TimeUnit.MINUTES);
		}
		finally {
			elected.countDown();
			executor.shutdownNow();
		}
		assertThat(server.count("INSERT")).isEqualTo(3);
	}

	private static Void insert(DqliteConnection connection) throws SQLException {
		execute(connection, "INSERT INTO t VALUES (1)");
		return null;
	}

	@Test
	void busyTimeoutOfZeroDoesNotWait() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server, "&busyTimeout=0");
		server.always("INSERT", Fault.BUSY.answer());
		assertOutcome("40001 SQLTransactionRollbackException", () -> execute(connection, "INSERT INTO t VALUES (1)"));
		assertThat(server.count("INSERT")).isEqualTo(1);
		server.behave();
		execute(connection, "INSERT INTO t VALUES (1)");
	}

	@Test
	void nodeThatBreaksEveryStatementIsNotHammered() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server, "");
		server.always("SELECT a", Fault.CUT.answer());
		try (Statement statement = connection.createStatement()) {
			statement.setQueryTimeout(1);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeQuery("SELECT a"));
		}
		assertThat(server.count("SELECT a")).isBetween(1L, 210L);
	}

	@Test
	void returningIsATransactionOfItsOwn() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		assertThat(read(connection, "INSERT INTO t VALUES (1) RETURNING a")).containsExactly(1L);
		assertThat(server.statements()).containsExactly("EXEC_SQL BEGIN IMMEDIATE",
				"QUERY_SQL INSERT INTO t VALUES (1) RETURNING a", "EXEC_SQL COMMIT");
		assertLaneIsFree(connection);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			INSERT | LEADERSHIP_LOST | 40001 SQLTransactionRollbackException
			INSERT | NOT_LEADER      | 40001 SQLTransactionRollbackException
			INSERT | CUT             | 08006 SQLRecoverableException
			INSERT | UNIQUE          | 23505 SQLIntegrityConstraintViolationException
			COMMIT | LEADERSHIP_LOST | 08007 SQLNonTransientConnectionException
			COMMIT | NOT_AN_ERROR    | 08007 SQLNonTransientConnectionException
			COMMIT | CUT             | 08007 SQLNonTransientConnectionException
			COMMIT | NOT_LEADER      | 40001 SQLTransactionRollbackException
			""")
	void returningThatFails(String subject, Fault fault, String outcome) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		server.on(subject, fault.answer());
		assertOutcome(outcome, () -> read(connection, "INSERT INTO t VALUES (1) RETURNING a"));
		assertThat(server.count("INSERT")).isEqualTo(1);
		assertLaneIsFree(connection);
		execute(connection, "INSERT INTO t VALUES (2)");
		assertThat(server.statements()).last().isEqualTo("EXEC_SQL INSERT INTO t VALUES (2)");
	}

}
