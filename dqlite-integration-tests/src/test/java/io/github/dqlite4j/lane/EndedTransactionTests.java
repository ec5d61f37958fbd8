package io.github.dqlite4j.lane;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;

import io.github.dqlite4j.engine.EngineUnderTest;
import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * An error that ends the transaction at the server, which does not tell: the next
 * statement would commit by itself.
 */
class EndedTransactionTests {

	private static final String TABLE = "CREATE TABLE t (a PRIMARY KEY)";

	private static final String RAISE = "BEFORE INSERT ON t WHEN new.a = 13 BEGIN SELECT RAISE(ROLLBACK, 'no'); END";

	@RegisterExtension
	static final Nodes nodes = new Nodes();

	private static String address;

	private static int databases;

	private Connection connection;

	private Connection observer;

	@BeforeAll
	static void startNode() {
		address = nodes.single().address();
	}

	@BeforeEach
	void connect() throws SQLException {
		String url = "jdbc:dqlite://" + address + "/db" + databases++;
		this.connection = DriverManager.getConnection(url);
		this.observer = DriverManager.getConnection(url);
	}

	@AfterEach
	void disconnect() throws SQLException {
		this.connection.close();
		this.observer.close();
	}

	/**
	 * Schemas and statements that end the transaction for the value 13.
	 */
	static Arguments[] endings() {
		return new Arguments[] {
				arguments(TABLE + "; INSERT INTO t VALUES (13)", "INSERT OR ROLLBACK INTO t VALUES (?)"),
				arguments("CREATE TABLE t (a PRIMARY KEY ON CONFLICT ROLLBACK); INSERT INTO t VALUES (13)",
						"INSERT INTO t VALUES (?)"),
				arguments("CREATE TABLE t (a NOT NULL ON CONFLICT ROLLBACK)", "INSERT INTO t VALUES (nullif(?, 13))"),
				arguments(TABLE + "; CREATE TRIGGER r " + RAISE, "INSERT INTO t VALUES (?)"),
				arguments(TABLE + "; CREATE TEMP TRIGGER r " + RAISE, "INSERT INTO t VALUES (?)"),
				arguments(
						TABLE + "; CREATE VIEW v AS SELECT a FROM t; CREATE TRIGGER r INSTEAD OF INSERT ON v BEGIN "
								+ "SELECT RAISE(ROLLBACK, 'no') WHERE new.a = 13; INSERT INTO t VALUES (new.a); END",
						"INSERT INTO v VALUES (?)") };
	}

	@ParameterizedTest
	@MethodSource("endings")
	void nothingBehindItIsCommitted(String schema, String insert) throws SQLException {
		long before = prepare(schema);
		try (PreparedStatement statement = this.connection.prepareStatement(insert)) {
			for (int i = 0; i < 3; i++) {
				insert(statement, 1);
				insert(statement, 2);
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> insert(statement, 13));
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> insert(statement, 3))
					.withMessageContaining("must be rolled back")
					.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("25P02"));
				assertThatExceptionOfType(SQLTransactionRollbackException.class).isThrownBy(this.connection::commit);
				assertThat(count(this.observer)).isEqualTo(before);
			}
			insert(statement, 4);
			this.connection.commit();
			assertThat(count(this.observer)).isEqualTo(before + 1);
		}
	}

	@ParameterizedTest
	@MethodSource("endings")
	void nothingBehindItInABatchIsCommitted(String schema, String insert) throws SQLException {
		long before = prepare(schema);
		for (boolean autoCommit : new boolean[] { false, true }) {
			this.connection.setAutoCommit(autoCommit);
			try (PreparedStatement statement = this.connection.prepareStatement(insert)) {
				for (int value = 1; value < 200; value++) {
					statement.setInt(1, value);
					statement.addBatch();
				}
				assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(statement::executeBatch);
				if (!autoCommit) {
					assertThatExceptionOfType(SQLException.class).isThrownBy(() -> insert(statement, 1000));
					this.connection.rollback();
				}
			}
			assertThat(count(this.observer)).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@MethodSource("endings")
	void nothingBehindItInABatchOfTextsIsCommitted(String schema, String insert) throws SQLException {
		long before = prepare(schema);
		for (boolean autoCommit : new boolean[] { false, true }) {
			this.connection.setAutoCommit(autoCommit);
			try (Statement statement = this.connection.createStatement()) {
				for (int value : new int[] { 1, 2, 13, 3, 4 }) {
					statement.addBatch(insert.replace("?", Integer.toString(value)));
				}
				assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(statement::executeBatch);
				if (!autoCommit) {
					this.connection.rollback();
				}
			}
			assertThat(count(this.observer)).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@MethodSource("endings")
	void nothingBehindItInAScriptIsCommitted(String schema, String insert) throws SQLException {
		long before = prepare(schema);
		String failing = insert.replace("?", "13");
		String harmless = insert.replace("?", "5");
		try (Statement statement = this.connection.createStatement()) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute(harmless + ";" + failing + ";" + insert.replace("?", "6")));
			this.connection.rollback();
			assertThat(count(this.observer)).isEqualTo(before);
			this.connection.setAutoCommit(true);
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute("BEGIN; " + harmless + ";" + failing));
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeUpdate(harmless));
			statement.execute("ROLLBACK");
			assertThat(count(this.observer)).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@MethodSource("endings")
	void nothingBehindAWriteThatYieldsRowsIsCommitted(String schema, String insert) throws SQLException {
		assumeThat(EngineUnderTest.generation().supportsReturning()).isTrue();
		long before = prepare(schema);
		try (Statement statement = this.connection.createStatement()) {
			statement.executeUpdate(insert.replace("?", "5"));
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.executeQuery(insert.replace("?", "13") + " RETURNING a").next());
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.executeUpdate(insert.replace("?", "6")));
			this.connection.rollback();
			assertThat(count(this.observer)).isEqualTo(before);
		}
	}

	/**
	 * The engine refuses the write and leaves the transaction open, but it can never
	 * write any more.
	 */
	@Test
	void nothingBehindAStaleSnapshotIsCommitted() throws SQLException {
		long before = prepare(TABLE);
		this.connection.setAutoCommit(true);
		try (Statement statement = this.connection.createStatement();
				Statement others = this.observer.createStatement()) {
			statement.execute("BEGIN DEFERRED");
			assertThat(count(this.connection)).isEqualTo(before);
			others.executeUpdate("INSERT INTO t VALUES (1)");
			assertThatExceptionOfType(SQLTransactionRollbackException.class)
				.isThrownBy(() -> statement.executeUpdate("INSERT INTO t VALUES (2)"))
				.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(517))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("40001"));
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.executeUpdate("INSERT INTO t VALUES (3)"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("25P02"));
			statement.execute("ROLLBACK");
			assertThat(count(this.observer)).isEqualTo(before + 1);
			statement.executeUpdate("INSERT INTO t VALUES (4)");
			assertThat(count(this.observer)).isEqualTo(before + 2);
		}
	}

	private long prepare(String schema) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(schema);
		}
		this.connection.setAutoCommit(false);
		return count(this.observer);
	}

	private static void insert(PreparedStatement statement, int value) throws SQLException {
		statement.setInt(1, value);
		statement.executeUpdate();
	}

	private static long count(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
			rows.next();
			return rows.getLong(1);
		}
	}

}
