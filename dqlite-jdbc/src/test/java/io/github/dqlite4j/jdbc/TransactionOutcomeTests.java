package io.github.dqlite4j.jdbc;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * BEGIN, statements, COMMIT and ROLLBACK that fail: what the caller is told, what is sent
 * again, and that nothing is committed by accident.
 */
class TransactionOutcomeTests extends ScriptedTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NOT_LEADER        | NEW | OK                                     | 2
			NO_DATABASE       | OLD | OK                                     | 2
			RAW_NOT_LEADER    | OLD | OK                                     | 2
			RAW_NOT_LEADER    | MID | OK                                     | 2
			RAW_NOT_LEADER    | NEW | XX000 SQLNonTransientException         | 1
			LEADERSHIP_LOST   | OLD | OK                                     | 2
			ABORT             | OLD | OK                                     | 2
			DISK_FULL         | OLD | OK                                     | 2
			NOT_AN_ERROR      | OLD | OK                                     | 2
			BUSY              | OLD | OK                                     | 2
			CUT               | OLD | OK                                     | 2
			CUT_IN_ANSWER     | OLD | OK                                     | 2
			SILENCE           | OLD | OK                                     | 2
			DRIP              | OLD | OK                                     | 2
			NONSENSE          | OLD | OK                                     | 2
			STALE_SNAPSHOT    | OLD | 40001 SQLTransactionRollbackException  | 1
			FULL              | OLD | 53100 SQLNonTransientException         | 1
			""")
	void beginChangesNothingAndIsRepeated(Fault fault, EngineGeneration generation, String outcome, long times)
			throws Exception {
		ScriptedServer server = server(generation);
		DqliteConnection connection = connect(server);
		connection.setAutoCommit(false);
		server.on("BEGIN IMMEDIATE", fault.answer());
		assertOutcome(outcome, () -> execute(connection, "INSERT INTO t VALUES (1)"));
		assertThat(server.count("BEGIN")).isEqualTo(times);
		assertThat(server.count("INSERT")).isEqualTo(outcome.equals("OK") ? 1 : 0);
		connection.rollback();
		assertLaneIsFree(connection);
		awaitClosed(server, 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NOT_LEADER        | NEW | 40001 SQLTransactionRollbackException
			NO_DATABASE       | OLD | 40001 SQLTransactionRollbackException
			RAW_NOT_LEADER    | OLD | 40001 SQLTransactionRollbackException
			RAW_NOT_LEADER    | NEW | XX000 SQLNonTransientException
			LEADERSHIP_LOST   | OLD | 40001 SQLTransactionRollbackException
			ABORT             | OLD | 40001 SQLTransactionRollbackException
			DISK_FULL         | OLD | 40001 SQLTransactionRollbackException
			STALE_SNAPSHOT    | OLD | 40001 SQLTransactionRollbackException
			FULL              | OLD | 53100 SQLNonTransientException
			INTERRUPTED       | OLD | 57014 SQLTimeoutException
			CUT               | OLD | 08006 SQLRecoverableException
			CUT_IN_ANSWER     | OLD | 08006 SQLRecoverableException
			NONSENSE          | OLD | 08006 SQLRecoverableException
			OTHER_ANSWER      | OLD | 08006 SQLRecoverableException
			SILENCE           | OLD | 57014 SQLTimeoutException
			SILENCE_IN_ANSWER | OLD | 57014 SQLTimeoutException
			DRIP              | OLD | 57014 SQLTimeoutException
			""")
	void errorThatEndsTheTransactionAllowsOnlyARollback(Fault fault, EngineGeneration generation, String outcome)
			throws Exception {
		ScriptedServer server = server(generation);
		DqliteConnection connection = connect(server);
		connection.setAutoCommit(false);
		execute(connection, "INSERT INTO t VALUES (1)");
		server.on("INSERT INTO t VALUES (2)", fault.answer());
		assertOutcome(outcome, () -> execute(connection, "INSERT INTO t VALUES (2)"));
		assertThat(server.count("INSERT INTO t VALUES (2)")).isEqualTo(1);
		server.forget();
		assertOutcome("25P02 SQLException", () -> execute(connection, "INSERT INTO t VALUES (3)"));
		assertOutcome("25P02 SQLException", () -> read(connection, "SELECT a"));
		assertOutcome("40001 SQLTransactionRollbackException", connection::commit);
		assertThat(server.count("INSERT") + server.count("SELECT a") + server.count("COMMIT")).isZero();
		assertLaneIsFree(connection);
		execute(connection, "INSERT INTO t VALUES (4)");
		connection.commit();
		assertThat(server.count("INSERT INTO t VALUES (4)")).isEqualTo(1);
		assertThat(server.count("COMMIT")).isEqualTo(1);
		awaitClosed(server, 1);
	}

	@ParameterizedTest
	@EnumSource(names = { "NO_TABLE", "UNIQUE", "FOREIGN_KEY" })
	void errorOfAStatementLeavesTheTransactionOpen(Fault fault) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		connection.setAutoCommit(false);
		execute(connection, "INSERT INTO t VALUES (1)");
		server.on("INSERT INTO t VALUES (2)", fault.answer())
			.on("BEGIN;", Answer.failure(1, "cannot start a transaction within a transaction"));
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(connection, "INSERT INTO t VALUES (2)"));
		execute(connection, "INSERT INTO t VALUES (3)");
		connection.commit();
		assertThat(server.executed().stream().filter((sql) -> !sql.equals("BEGIN"))).containsExactly("BEGIN IMMEDIATE",
				"INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)", "INSERT INTO t VALUES (3)", "COMMIT");
	}

	@Test
	void constraintThatRolledTheTransactionBackIsNoticed() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		connection.setAutoCommit(false);
		execute(connection, "INSERT OR ROLLBACK INTO t VALUES (1)");
		server.on("INSERT OR ROLLBACK INTO t VALUES (2)", Fault.UNIQUE.answer());
		assertOutcome("23505 SQLIntegrityConstraintViolationException",
				() -> execute(connection, "INSERT OR ROLLBACK INTO t VALUES (2)"));
		assertOutcome("25P02 SQLException", () -> execute(connection, "INSERT INTO t VALUES (3)"));
		connection.rollback();
		assertThat(server.count("INSERT INTO t VALUES (3)")).isZero();
		assertLaneIsFree(connection);
	}

	@Test
	void busyStatementInATransactionIsRepeated() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		connection.setAutoCommit(false);
		server.on("INSERT", Fault.BUSY.answer(), Fault.BUSY.answer());
		execute(connection, "INSERT INTO t VALUES (1)");
		connection.commit();
		assertThat(server.count("INSERT")).isEqualTo(3);
		assertThat(server.count("BEGIN")).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NOT_LEADER        | NEW | 40001 SQLTransactionRollbackException           | 1
			NO_DATABASE       | OLD | 40001 SQLTransactionRollbackException           | 1
			RAW_NOT_LEADER    | OLD | 40001 SQLTransactionRollbackException           | 1
			LEADERSHIP_LOST   | OLD | 08007 SQLNonTransientConnectionException        | 1
			LEADERSHIP_LOST   | NEW | 08007 SQLNonTransientConnectionException        | 1
			ABORT             | OLD | 08007 SQLNonTransientConnectionException        | 1
			DISK_FULL         | OLD | 08007 SQLNonTransientConnectionException        | 1
			IO_ERROR          | NEW | 08007 SQLNonTransientConnectionException        | 1
			CUT               | OLD | 08007 SQLNonTransientConnectionException        | 1
			CUT_IN_ANSWER     | OLD | 08007 SQLNonTransientConnectionException        | 1
			NONSENSE          | OLD | 08007 SQLNonTransientConnectionException        | 1
			OTHER_ANSWER      | OLD | 08007 SQLNonTransientConnectionException        | 1
			SILENCE           | OLD | 08007 SQLNonTransientConnectionException        | 1
			SILENCE_IN_ANSWER | OLD | 08007 SQLNonTransientConnectionException        | 1
			DRIP              | OLD | 08007 SQLNonTransientConnectionException        | 1
			FULL              | OLD | 53100 SQLNonTransientException                  | 1
			FOREIGN_KEY       | OLD | 23503 SQLIntegrityConstraintViolationException  | 1
			STALE_SNAPSHOT    | OLD | 40001 SQLTransactionRollbackException           | 1
			BUSY              | OLD | OK                                              | 2
			""")
	void commit(Fault fault, EngineGeneration generation, String outcome, long times) throws Exception {
		ScriptedServer server = server(generation);
		DqliteConnection connection = connect(server);
		connection.setAutoCommit(false);
		execute(connection, "INSERT INTO t VALUES (1)");
		server.on("COMMIT", fault.answer());
		assertOutcome(outcome, connection::commit);
		assertThat(server.count("COMMIT")).isEqualTo(times);
		assertThat(server.count("INSERT")).isEqualTo(1);
		assertLaneIsFree(connection);
		server.forget();
		execute(connection, "INSERT INTO t VALUES (2)");
		connection.commit();
		assertThat(server.executed()).containsExactly("BEGIN IMMEDIATE", "INSERT INTO t VALUES (2)", "COMMIT");
		awaitClosed(server, 1);
	}

	@Test
	void commitThatStaysLockedIsRolledBack() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server, "&busyTimeout=30ms");
		connection.setAutoCommit(false);
		execute(connection, "INSERT INTO t VALUES (1)");
		server.always("COMMIT", Fault.BUSY.answer());
		assertOutcome("40001 SQLTransactionRollbackException", connection::commit);
		assertThat(server.count("ROLLBACK")).isEqualTo(1);
		assertLaneIsFree(connection);
	}

	@Test
	void commitOnAConnectionThatBrokeBeforeIsNoUnknownOutcome() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		connection.setAutoCommit(false);
		execute(connection, "INSERT INTO t VALUES (1)");
		connection.cancel();
		assertOutcome("08006 SQLRecoverableException", connection::commit);
		assertThat(server.count("COMMIT")).isZero();
		assertLaneIsFree(connection);
	}

	@ParameterizedTest
	@EnumSource
	void rollbackAlwaysSucceeds(Fault fault) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		connection.setAutoCommit(false);
		execute(connection, "INSERT INTO t VALUES (1)");
		server.on("ROLLBACK", fault.answer());
		connection.rollback();
		assertThat(server.count("ROLLBACK")).isEqualTo(1);
		assertLaneIsFree(connection);
		execute(connection, "INSERT INTO t VALUES (2)");
		connection.commit();
		assertThat(server.executed()).endsWith("BEGIN IMMEDIATE", "INSERT INTO t VALUES (2)", "COMMIT");
		awaitClosed(server, 1);
	}

	@Test
	void savepointOfABrokenTransactionIsRefused() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		connection.setAutoCommit(false);
		connection.setSavepoint("a");
		server.on("INSERT", Fault.NOT_LEADER.answer());
		assertOutcome("40001 SQLTransactionRollbackException", () -> execute(connection, "INSERT INTO t VALUES (1)"));
		assertOutcome("25P02 SQLException", () -> connection.setSavepoint("b"));
		connection.rollback();
	}

	@Test
	void secondTransactionOfTheSameThreadFailsAtOnce() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection outer = connect(server);
		DqliteConnection inner = connect(server);
		outer.setAutoCommit(false);
		execute(outer, "INSERT INTO t VALUES (1)");
		assertOutcome("25001 SQLNonTransientException", () -> execute(inner, "INSERT INTO t VALUES (2)"));
		assertThat(read(inner, "SELECT a")).containsExactly(1L);
		outer.commit();
		execute(inner, "INSERT INTO t VALUES (2)");
	}

}
