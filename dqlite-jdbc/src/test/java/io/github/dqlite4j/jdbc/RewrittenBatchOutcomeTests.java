package io.github.dqlite4j.jdbc;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches of three statements of 128 rows, of which the second fails.
 */
class RewrittenBatchOutcomeTests extends ScriptedTests {

	private static final String INSERT = "INSERT INTO t VALUES (?)";

	private static final int ROWS = 128;

	private static final int SIZE = 3 * ROWS;

	private static final Answer INSERTED = Answer.result(ROWS, ROWS);

	private static int[] run(DqliteConnection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
			for (int i = 0; i < SIZE; i++) {
				statement.setInt(1, i);
				statement.addBatch();
			}
			return statement.executeBatch();
		}
	}

	private ScriptedServer scripted() throws Exception {
		return server(EngineGeneration.OLD).always("SELECT EXISTS", Answer.rows(0)).always("WITH s", Answer.rows(1));
	}

	private DqliteConnection connectRewriting(ScriptedServer server) throws SQLException {
		DqliteConnection connection = connect(server, "&busyTimeout=20s&rewriteBatchedInserts=true");
		connection.setNetworkTimeout(null, SHORT_MILLIS);
		return connection;
	}

	@Test
	void batchIsOneTransactionOfFewStatements() throws Exception {
		ScriptedServer server = scripted().on(INSERT, INSERTED, INSERTED, INSERTED);
		assertThat(run(connectRewriting(server))).hasSize(SIZE).containsOnly(1);
		assertThat(server.count(INSERT)).isEqualTo(3);
		assertThat(server.count("ROLLBACK")).isZero();
		assertThat(server.executed()).startsWith("BEGIN IMMEDIATE").last().isEqualTo("COMMIT");
	}

	@ParameterizedTest
	@CsvSource({ "NOT_LEADER,40001", "LEADERSHIP_LOST,40001", "STALE_SNAPSHOT,40001", "FULL,53100" })
	void whatEndsTheTransactionIsNotRepeated(Fault fault, String state) throws Exception {
		ScriptedServer server = scripted().on(INSERT, INSERTED, fault.answer(), INSERTED);
		DqliteConnection connection = connectRewriting(server);
		int[] counts = new int[SIZE];
		Arrays.fill(counts, Statement.EXECUTE_FAILED);
		Arrays.fill(counts, 0, ROWS, 1);
		assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(() -> run(connection))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo(state))
			.satisfies((ex) -> assertThat(ex.getUpdateCounts()).isEqualTo(counts))
			.withMessageStartingWith("Execution 129 of 384 in the batch failed: ");
		assertThat(server.count(INSERT)).isEqualTo(3);
		assertThat(server.count("COMMIT")).isZero();
		assertLaneIsFree(connection);
	}

	@ParameterizedTest
	@CsvSource({ "CUT,08006", "NONSENSE,08006", "SILENCE,57014", "DRIP,57014" })
	void brokenConnectionRollsTheBatchBack(Fault fault, String state) throws Exception {
		ScriptedServer server = scripted().on(INSERT, INSERTED, fault.answer());
		DqliteConnection connection = connectRewriting(server);
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(connection))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo(state));
		assertThat(server.count("COMMIT")).isZero();
		assertThat(server.count(INSERT)).isLessThanOrEqualTo(3);
		assertLaneIsFree(connection);
		awaitClosed(server, 0);
	}

	@Test
	void rowsAreInsertedOneByOneWhereAStatementFails() throws Exception {
		ScriptedServer server = scripted().on(INSERT, INSERTED, Fault.UNIQUE.answer(), INSERTED)
			.on("BEGIN;", Answer.failure(1, "cannot start a transaction within a transaction"));
		assertThat(run(connectRewriting(server))).hasSize(SIZE).containsOnly(1);
		assertThat(server.count("ROLLBACK TO")).isEqualTo(1);
		assertThat(server.count("RELEASE")).isEqualTo(1);
		assertThat(server.count(INSERT)).isEqualTo(3 + SIZE);
		assertThat(server.count("COMMIT")).isEqualTo(1);
	}

	@Test
	void rowsAreInsertedOneByOneWhereOneIsMissing() throws Exception {
		ScriptedServer server = scripted().on(INSERT, INSERTED, Answer.result(ROWS, ROWS - 1), INSERTED);
		assertThat(run(connectRewriting(server))).hasSize(SIZE).containsOnly(1);
		assertThat(server.count("ROLLBACK TO")).isEqualTo(1);
		assertThat(server.count(INSERT)).isEqualTo(3 + SIZE);
	}

}
