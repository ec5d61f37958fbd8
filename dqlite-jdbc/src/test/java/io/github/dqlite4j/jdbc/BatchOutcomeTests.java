package io.github.dqlite4j.jdbc;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches in which something fails: all or nothing in auto-commit mode, and no execution
 * is sent twice.
 */
class BatchOutcomeTests extends ScriptedTests {

	private static final String INSERT = "INSERT INTO t VALUES (?)";

	private static int[] run(DqliteConnection connection, int size) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
			for (int i = 0; i < size; i++) {
				statement.setInt(1, i);
				statement.addBatch();
			}
			return statement.executeBatch();
		}
	}

	private ScriptedServer scripted() throws Exception {
		return server(EngineGeneration.OLD).always("SELECT EXISTS", Answer.rows(0));
	}

	@Test
	void batchIsOneTransaction() throws Exception {
		ScriptedServer server = scripted();
		assertThat(run(connect(server), 10)).hasSize(10).containsOnly(1);
		assertThat(server.count("BEGIN IMMEDIATE")).isEqualTo(1);
		assertThat(server.count(INSERT)).isEqualTo(10);
		assertThat(server.count("COMMIT")).isEqualTo(1);
		assertThat(server.executed()).first().isEqualTo("BEGIN IMMEDIATE");
		assertThat(server.executed()).last().isEqualTo("COMMIT");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NOT_LEADER      | 40001
			LEADERSHIP_LOST | 40001
			STALE_SNAPSHOT  | 40001
			FULL            | 53100
			UNIQUE          | 23505
			NO_TABLE        | 42000
			""")
	void failedExecutionRollsTheBatchBack(Fault fault, String state) throws Exception {
		ScriptedServer server = scripted();
		DqliteConnection connection = connect(server);
		server.on(INSERT, Answer.result(1, 1), Answer.result(2, 1), fault.answer())
			.on("BEGIN;", Answer.failure(1, "cannot start a transaction within a transaction"));
		assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(() -> run(connection, 10))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo(state))
			.satisfies((ex) -> assertThat(ex.getUpdateCounts()).hasSize(10).startsWith(1, 1, Statement.EXECUTE_FAILED))
			.withMessageStartingWith("Execution 3 of 10 in the batch failed: ");
		assertThat(server.count(INSERT)).isEqualTo(10);
		assertThat(server.count("COMMIT")).isZero();
		assertLaneIsFree(connection);
		assertThat(run(connection, 3)).containsOnly(1);
	}

	@ParameterizedTest
	@CsvSource({ "CUT,08006", "CUT_IN_ANSWER,08006", "NONSENSE,08006", "OTHER_ANSWER,08006", "SILENCE,57014",
			"DRIP,57014" })
	void brokenConnectionRollsTheBatchBack(Fault fault, String state) throws Exception {
		ScriptedServer server = scripted();
		DqliteConnection connection = connect(server);
		server.on(INSERT, Answer.result(1, 1), Answer.result(2, 1), fault.answer());
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(connection, 10))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo(state));
		assertThat(server.count("COMMIT")).isZero();
		assertLaneIsFree(connection);
		awaitClosed(server, 0);
		assertThat(run(connection, 3)).containsOnly(1);
	}

	@ParameterizedTest
	@CsvSource({ "NOT_LEADER,40001", "LEADERSHIP_LOST,08007", "CUT,08007", "SILENCE,08007" })
	void commitOfTheBatch(Fault fault, String state) throws Exception {
		ScriptedServer server = scripted();
		DqliteConnection connection = connect(server);
		server.on("COMMIT", fault.answer());
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(connection, 10))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo(state));
		assertThat(server.count(INSERT)).isEqualTo(10);
		assertThat(server.count("COMMIT")).isEqualTo(1);
		assertLaneIsFree(connection);
	}

	@Test
	void beginOfTheBatchIsRepeated() throws Exception {
		ScriptedServer server = scripted();
		DqliteConnection connection = connect(server);
		server.on("BEGIN", Fault.NOT_LEADER.answer(), Fault.CUT.answer(), Fault.BUSY.answer());
		assertThat(run(connection, 10)).hasSize(10);
		assertThat(server.count(INSERT)).isEqualTo(10);
	}

	@Test
	void valueThatCannotBeSentRollsTheBatchBack() throws Exception {
		ScriptedServer server = scripted();
		DqliteConnection connection = connect(server);
		try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
			for (String value : new String[] { "a", "b", "c\0", "d" }) {
				statement.setString(1, value);
				statement.addBatch();
			}
			assertOutcome("22021 SQLDataException", statement::executeBatch);
		}
		assertThat(server.count("COMMIT")).isZero();
		assertThat(server.executed()).last().isEqualTo("ROLLBACK");
		assertLaneIsFree(connection);
		assertThat(run(connection, 3)).containsOnly(1);
	}

	@Test
	void brokenConnectionInTheTransactionOfTheCallerBreaksThat() throws Exception {
		ScriptedServer server = scripted();
		DqliteConnection connection = connect(server);
		connection.setAutoCommit(false);
		execute(connection, "INSERT INTO u VALUES (1)");
		server.on(INSERT, Answer.result(1, 1), Answer.cut());
		assertOutcome("08006 SQLRecoverableException", () -> run(connection, 10));
		assertOutcome("25P02 SQLException", () -> execute(connection, "INSERT INTO u VALUES (2)"));
		connection.rollback();
		assertThat(server.count("COMMIT")).isZero();
		assertLaneIsFree(connection);
	}

}
