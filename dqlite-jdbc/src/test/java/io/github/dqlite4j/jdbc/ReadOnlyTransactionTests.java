package io.github.dqlite4j.jdbc;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions that only read: BEGIN travels with the first query, the answer to the end
 * is collected later.
 */
class ReadOnlyTransactionTests extends ScriptedTests {

	private static DqliteConnection readOnly(DqliteConnection connection) throws Exception {
		connection.setAutoCommit(false);
		connection.setReadOnly(true);
		return connection;
	}

	@Test
	void oneReadIsOneRoundTrip() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = readOnly(connect(server));
		assertThat(read(connection, "SELECT a")).containsExactly(1L);
		connection.commit();
		assertThat(read(connection, "SELECT b")).containsExactly(1L);
		connection.rollback();
		connection.commit();
		assertThat(read(connection, "SELECT c")).containsExactly(1L);
		assertThat(server.executed()).containsExactly("BEGIN", "SELECT a", "COMMIT", "BEGIN", "SELECT b", "ROLLBACK",
				"BEGIN", "SELECT c");
		assertLaneIsFree(connection);
	}

	@Test
	void writeIsRefusedAndNotSent() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = readOnly(connect(server));
		assertOutcome("25006 SQLNonTransientException", () -> execute(connection, "INSERT INTO t VALUES (1)"));
		assertOutcome("25006 SQLNonTransientException", () -> read(connection, "INSERT INTO t VALUES (1) RETURNING a"));
		assertThat(read(connection, "SELECT a")).containsExactly(1L);
		assertThat(server.count("INSERT")).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "BEGIN,NOT_LEADER", "BEGIN,NO_DATABASE", "BEGIN,LEADERSHIP_LOST", "BEGIN,BUSY", "BEGIN,NOT_AN_ERROR",
			"BEGIN,CUT", "BEGIN,CUT_IN_ANSWER", "SELECT a,NOT_LEADER", "SELECT a,RAW_NOT_LEADER",
			"SELECT a,LEADERSHIP_LOST", "SELECT a,ABORT", "SELECT a,BUSY", "SELECT a,CUT", "SELECT a,CUT_IN_ANSWER" })
	void firstReadIsRepeatedTogetherWithBegin(String subject, Fault fault) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = readOnly(connect(server));
		server.on(subject, fault.answer());
		assertThat(read(connection, "SELECT a")).containsExactly(1L);
		assertThat(server.executed()).endsWith("BEGIN", "SELECT a");
		assertThat(server.count("BEGIN")).isEqualTo(2);
		server.forget();
		assertThat(read(connection, "SELECT b")).containsExactly(1L);
		assertThat(server.executed()).containsExactly("SELECT b");
		awaitClosed(server, 1);
	}

	@Test
	void errorOfTheFirstReadLeavesTheTransactionOpen() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = readOnly(connect(server));
		server.on("SELECT a", Fault.NO_TABLE.answer());
		assertOutcome("42000 SQLSyntaxErrorException", () -> read(connection, "SELECT a"));
		assertThat(read(connection, "SELECT b")).containsExactly(1L);
		connection.commit();
		assertThat(read(connection, "SELECT c")).containsExactly(1L);
		assertThat(server.executed()).containsExactly("BEGIN", "SELECT a", "SELECT b", "COMMIT", "BEGIN", "SELECT c");
	}

	@Test
	void valueThatCannotBeSentDoesNotBeginATransaction() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = readOnly(connect(server));
		try (var statement = connection.prepareStatement("SELECT ?")) {
			statement.setString(1, "a\0b");
			assertOutcome("22021 SQLDataException", statement::executeQuery);
			statement.setString(1, "ab");
			statement.executeQuery().close();
		}
		assertThat(server.executed()).containsExactly("BEGIN", "SELECT ?");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NOT_LEADER      | 40001 SQLTransactionRollbackException
			LEADERSHIP_LOST | 40001 SQLTransactionRollbackException
			CUT             | 08006 SQLRecoverableException
			SILENCE         | 57014 SQLTimeoutException
			""")
	void laterReadIsNotRepeatedSinceItBelongsToASnapshot(Fault fault, String outcome) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = readOnly(connect(server));
		read(connection, "SELECT a");
		server.on("SELECT b", fault.answer());
		assertOutcome(outcome, () -> read(connection, "SELECT b"));
		assertOutcome("25P02 SQLException", () -> read(connection, "SELECT c"));
		assertThat(server.count("SELECT b")).isEqualTo(1);
		connection.rollback();
		assertThat(read(connection, "SELECT d")).containsExactly(1L);
	}

	@ParameterizedTest
	@EnumSource(names = { "NOT_LEADER", "LEADERSHIP_LOST", "CUT", "CUT_IN_ANSWER", "NO_TABLE", "NONSENSE", "SILENCE" })
	void endThatFailsCostsTheNextTransactionNothing(Fault fault) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = readOnly(connect(server));
		read(connection, "SELECT a");
		server.on("COMMIT", fault.answer());
		connection.commit();
		if (fault == Fault.SILENCE) {
			assertOutcome("57014 SQLTimeoutException", () -> read(connection, "SELECT b"));
		}
		assertThat(read(connection, "SELECT b")).containsExactly(1L);
		connection.commit();
		connection.setReadOnly(false);
		execute(connection, "INSERT INTO t VALUES (1)");
		connection.commit();
		assertThat(server.count("INSERT")).isEqualTo(1);
		awaitClosed(server, 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&transactionMode=deferred" })
	void deferredTransactionThatWritesTakesItsTurn(String options) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server, options);
		connection.setAutoCommit(false);
		read(connection, "SELECT a");
		execute(connection, "INSERT INTO t VALUES (1)");
		server.on("INSERT INTO t VALUES (2)", Answer.failure(517, "database is locked"));
		assertOutcome("40001 SQLTransactionRollbackException", () -> execute(connection, "INSERT INTO t VALUES (2)"));
		assertThat(server.count("INSERT INTO t VALUES (2)")).isEqualTo(1);
		connection.rollback();
		assertLaneIsFree(connection);
		assertThat(server.executed()).startsWith(options.isEmpty() ? "BEGIN IMMEDIATE" : "BEGIN", "SELECT a",
				"INSERT INTO t VALUES (1)");
	}

}
