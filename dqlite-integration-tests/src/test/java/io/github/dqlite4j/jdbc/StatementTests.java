package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.engine.RefusedBy;
import io.github.dqlite4j.testing.InProcessNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Statements on a real node.
 */
class StatementTests {

	@RegisterExtension
	static final InProcessNode node = new InProcessNode();

	private Connection connection;

	@BeforeEach
	void connect() throws SQLException {
		this.connection = node.connect();
	}

	@Test
	void insertsAndReads() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("create table t (id integer primary key, name text not null unique)");
			assertThat(statement.executeUpdate("insert into t (name) values ('a'), ('b')")).isEqualTo(2);
			assertThat(statement.getGeneratedKeys().next()).isFalse();
			try (ResultSet rows = statement.executeQuery("select id, name from t order by id")) {
				List<String> names = new ArrayList<>();
				while (rows.next()) {
					names.add(rows.getLong("id") + rows.getString("name"));
				}
				assertThat(names).containsExactly("1a", "2b");
			}
		}
	}

	@Test
	void preparedStatementIsRunAgain() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("create table t (id integer primary key, name text)");
		}
		try (PreparedStatement insert = this.connection.prepareStatement("insert into t (name) values (?)",
				Statement.RETURN_GENERATED_KEYS)) {
			for (int i = 1; i <= 5; i++) {
				insert.setString(1, "n" + i);
				assertThat(insert.executeUpdate()).isEqualTo(1);
				try (ResultSet keys = insert.getGeneratedKeys()) {
					assertThat(keys.next()).isTrue();
					assertThat(keys.getInt(1)).isEqualTo(i);
				}
			}
		}
	}

	@Test
	@RefusedBy(value = EngineGeneration.MID, saying = "can't run a statement with RETURNING")
	void returningIsReplicatedAndLeavesTheNodeAlive() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("create table t (id integer primary key, name text)");
			try (ResultSet rows = statement.executeQuery("insert into t (name) values ('x') returning id, name")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getString(2)).isEqualTo("x");
			}
			statement.executeUpdate("insert into t (name) values ('y')");
			try (ResultSet rows = statement.executeQuery("select count(*) from t")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getInt(1)).isEqualTo(2);
			}
		}
	}

	@Test
	void transactionRollsBack() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("create table t (id integer primary key, name text unique)");
			this.connection.setAutoCommit(false);
			statement.executeUpdate("insert into t (name) values ('x')");
			assertThatExceptionOfType(SQLIntegrityConstraintViolationException.class)
				.isThrownBy(() -> statement.executeUpdate("insert into t (name) values ('x')"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("23505"));
			this.connection.rollback();
			try (ResultSet rows = statement.executeQuery("select count(*) from t")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getInt(1)).isZero();
			}
			this.connection.commit();
		}
	}

	@Test
	void batchIsOneTransaction() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("create table t (id integer primary key, name text unique)");
		}
		try (PreparedStatement insert = this.connection.prepareStatement("insert into t (name) values (?)")) {
			for (int i = 0; i < 1000; i++) {
				insert.setString(1, "n" + i);
				insert.addBatch();
			}
			assertThat(insert.executeBatch()).hasSize(1000).containsOnly(1);
		}
	}

	@Test
	void largeResultIsStreamedWhileAnotherStatementRuns() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				Statement other = this.connection.createStatement()) {
			ResultSet rows = statement.executeQuery(
					"with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) select i, 'row ' || i from n");
			assertThat(rows.next()).isTrue();
			try (ResultSet one = other.executeQuery("select 42")) {
				assertThat(one.next()).isTrue();
				assertThat(one.getInt(1)).isEqualTo(42);
			}
			int count = 1;
			while (rows.next()) {
				count++;
				assertThat(rows.getString(2)).isEqualTo("row " + rows.getInt(1));
			}
			assertThat(count).isEqualTo(20000);
		}
	}

	@Test
	void scrollableResultMovesInAnyDirection() throws SQLException {
		try (Statement statement = this.connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE,
				ResultSet.CONCUR_READ_ONLY)) {
			ResultSet rows = statement.executeQuery(
					"with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) select i, 'row ' || i from n");
			assertThat(rows.last()).isTrue();
			assertThat(rows.getRow()).isEqualTo(5000);
			assertThat(rows.getString(2)).isEqualTo("row 5000");
			assertThat(rows.absolute(17)).isTrue();
			assertThat(rows.getInt(1)).isEqualTo(17);
			assertThat(rows.relative(-16)).isTrue();
			assertThat(rows.isFirst()).isTrue();
			assertThat(rows.previous()).isFalse();
			assertThat(rows.isBeforeFirst()).isTrue();
			assertThat(rows.absolute(-1)).isTrue();
			assertThat(rows.getInt(1)).isEqualTo(5000);
			assertThat(rows.next()).isFalse();
			assertThat(rows.isAfterLast()).isTrue();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> rows.getInt(1));
		}
	}

	@Test
	void metadataTakesNoLockWithoutAutoCommit() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("create table t (id integer primary key)");
			this.connection.setAutoCommit(false);
			try (ResultSet tables = this.connection.getMetaData().getTables(null, null, "t", null)) {
				assertThat(tables.next()).isTrue();
			}
			assertThat(((DqliteConnection) this.connection).executor().transaction().isActive()).isFalse();
			statement.execute("insert into t values (1)");
			assertThat(((DqliteConnection) this.connection).executor().transaction().isActive()).isTrue();
		}
	}

	@Test
	void escapesAreReplaced() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			try (ResultSet rows = statement
				.executeQuery("select {fn ucase({fn lcase('Ab')})}, '{fn x}', {d '2026-11-21'}")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getString(1)).isEqualTo("AB");
				assertThat(rows.getString(2)).isEqualTo("{fn x}");
				assertThat(rows.getObject(3, java.time.LocalDate.class)).isEqualTo("2026-11-21");
			}
		}
	}

	@Test
	void cancelEndsAQueryThatRunsForLong() throws Exception {
		try (Statement statement = this.connection.createStatement()) {
			Thread canceller = new Thread(() -> {
				try {
					while (!Thread.currentThread().isInterrupted()) {
						statement.cancel();
						Thread.onSpinWait();
					}
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			canceller.start();
			try {
				assertThatExceptionOfType(java.sql.SQLTimeoutException.class).isThrownBy(() -> {
					try (ResultSet rows = statement.executeQuery(
							"with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select count(*) from n")) {
						rows.next();
					}
				});
			}
			finally {
				canceller.interrupt();
				canceller.join();
			}
			try (ResultSet rows = statement.executeQuery("select 1")) {
				assertThat(rows.next()).isTrue();
			}
		}
	}

}
