package io.github.dqlite4j.guard;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.dqlite4j.engine.EngineUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Things that are dangerous when they are sent the obvious way, and that work because the
 * driver sends them another way.
 */
class SafeRequestTests {

	@RegisterExtension
	static final GuardedNode node = new GuardedNode();

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO t VALUES (7) RETURNING a",
			"insert into t values (7) /* x */ returning a -- y", "REPLACE INTO t VALUES (7) RETURNING a",
			"UPDATE t SET a = 7 WHERE a = 1 RETURNING a",
			"WITH n(i) AS (SELECT 7) INSERT INTO t SELECT i FROM n RETURNING a",
			"INSERT INTO t VALUES (7) ON CONFLICT DO NOTHING RETURNING a", "INSERT INTO t SELECT 7 RETURNING *" })
	void writesThatYieldRowsAreReplicatedAndYieldThem(String sql) throws SQLException {
		assumeThat(EngineUnderTest.generation().supportsReturning()).isTrue();
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("CREATE TABLE t (a)");
				statement.executeUpdate("INSERT INTO t VALUES (1)");
				expectSeven(statement.executeQuery(sql));
				assertThat(statement.execute(sql.replace("= 1", "= 7"))).isTrue();
				expectSeven(statement.getResultSet());
				statement.executeUpdate("INSERT INTO t VALUES (2)");
				connection.setAutoCommit(false);
				expectSeven(statement.executeQuery(sql.replace("= 1", "= 7")));
				connection.commit();
				connection.setAutoCommit(true);
			}
			try (PreparedStatement prepared = connection.prepareStatement(sql.replace("= 1", "= 7"))) {
				for (int i = 0; i < 3; i++) {
					expectSeven(prepared.executeQuery());
				}
				assertThatExceptionOfType(SQLException.class).isThrownBy(prepared::executeUpdate)
					.withMessageContaining("executeUpdate takes no statement that yields rows");
				prepared.addBatch();
				assertThatExceptionOfType(SQLException.class).isThrownBy(prepared::executeBatch)
					.withMessageContaining("executeUpdate takes no statement that yields rows");
			}
			assertThat(number(connection, "SELECT count(*) FROM t WHERE a = 7")).isPositive();
		});
	}

	private static void expectSeven(ResultSet rows) throws SQLException {
		try (rows) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getInt("a")).isEqualTo(7);
		}
	}

	@Test
	void rowsOfAWriteMayBeLeftUnread() throws SQLException {
		assumeThat(EngineUnderTest.generation().supportsReturning()).isTrue();
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("CREATE TABLE t (a)");
				statement.executeQuery(
						"INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) "
								+ "SELECT i FROM n RETURNING a, 'some text'")
					.next();
			}
			assertThat(number(connection, "SELECT count(*) FROM t")).isEqualTo(9000);
		});
	}

	/**
	 * The engine clears the header of a row before it makes room for it. What it hits
	 * depends on the number of columns and the length of their names.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 11 })
	void wideRows(int nameLength) throws SQLException {
		node.attempt((connection) -> {
			for (int columns = 30; columns < 2000; columns += (columns < 250) ? 3 : 250) {
				String sql = wideSelect(columns, nameLength);
				try (Connection fresh = DriverManager.getConnection(connection.getMetaData().getURL());
						Statement statement = fresh.createStatement()) {
					if (columns * (nameLength + 9) < 4000) {
						for (int i = 0; i < 2; i++) {
							assertThat(sumOfLastColumn(statement, sql, columns)).isEqualTo(3L * columns);
						}
					}
				}
			}
		});
	}

	private static long sumOfLastColumn(Statement statement, String sql, int columns) throws SQLException {
		long sum = 0;
		try (ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				sum += rows.getInt(columns);
			}
		}
		return sum;
	}

	static String wideSelect(int columns, int nameLength) {
		return IntStream.rangeClosed(1, columns)
			.mapToObj((i) -> i + " AS " + "c".repeat(nameLength) + i)
			.collect(Collectors.joining(", ", "SELECT ", " FROM (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3)"));
	}

	@Test
	void namesOfColumnsThatTakeTooMuchRoomAreAnError() throws SQLException {
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement()) {
				assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> statement.executeQuery(wideSelect(600, 1)).next())
					.withStackTraceContaining("select fewer columns or give them shorter names");
			}
			assertThat(number(connection, "SELECT 1")).isOne();
		});
	}

	@Test
	void scriptsAreSentOneStatementAtATime() throws SQLException {
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2) ; -- x\n SELECT a FROM t; ;");
				assertThat(statement.getMoreResults()).isFalse();
				assertThat(statement.getUpdateCount()).isEqualTo(2);
				assertThat(statement.getMoreResults()).isTrue();
				assertThat(statement.executeUpdate("INSERT INTO t VALUES (3) ; /* x */ -- y")).isOne();
				assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> statement.execute("INSERT INTO t VALUES (4); oops; INSERT INTO t VALUES (5)"));
				assertThat(number(connection, "SELECT max(a) FROM t")).isEqualTo(4);
			}
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> connection.prepareStatement("INSERT INTO t VALUES (?); INSERT INTO t VALUES (?)"))
				.withMessageContaining("takes one statement and this text has 2");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ";", "-- nothing", "/* nothing", ";;/**/;" })
	void textsWithoutAStatementDoNothing(String sql) throws SQLException {
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement()) {
				assertThat(statement.execute(sql)).isFalse();
				assertThat(statement.executeUpdate(sql)).isZero();
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.executeQuery(sql));
			}
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connection.prepareStatement(sql));
		});
	}

	@Test
	void countsAndKeysOfAnEarlierStatementAreNotRepeated() throws SQLException {
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("CREATE TABLE t (id INTEGER PRIMARY KEY, a)");
				assertThat(statement.executeUpdate("INSERT INTO t (a) VALUES (1), (2), (3)")).isEqualTo(3);
				assertThat(statement.executeUpdate("CREATE TABLE u (a)")).isZero();
				assertThat(statement.executeUpdate("PRAGMA user_version = 5")).isZero();
				assertThat(statement.executeUpdate("UPDATE t SET a = 0 WHERE a > 99")).isZero();
				try (ResultSet keys = statement.getGeneratedKeys()) {
					assertThat(keys.next()).isFalse();
				}
				assertThat(statement.executeUpdate("DELETE FROM t")).isEqualTo(3);
			}
		});
	}

	@Test
	void parametersThatOldEnginesCannotCountAreRefusedThere() throws SQLException {
		node.attempt((connection) -> {
			for (int count : new int[] { 255, 256, 300 }) {
				String sql = "SELECT " + "?+".repeat(count - 1) + "?";
				try (PreparedStatement statement = connection.prepareStatement(sql)) {
					for (int i = 1; i <= count; i++) {
						statement.setInt(i, 1);
					}
					try (ResultSet rows = statement.executeQuery()) {
						assertThat(rows.next()).isTrue();
						assertThat(rows.getInt(1)).isEqualTo(count);
					}
				}
				catch (SQLFeatureNotSupportedException ex) {
					assertThat(count).isGreaterThan(255);
					assertThat(ex.getMessage()).contains("at most 255 parameters");
				}
			}
		});
	}

	@Test
	void valuesKeepTheirPlacesWhenOneIsMissing() throws SQLException {
		node.attempt((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement("SELECT ?, ?3")) {
				statement.setInt(1, 1);
				statement.setInt(3, 3);
				assertThatExceptionOfType(SQLException.class).isThrownBy(statement::executeQuery)
					.withMessageContaining("parameter 2 of 3 has no value");
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.setInt(4, 4));
			}
		});
	}

	@Test
	void textThatIsNotUtf8CanBeRead() throws SQLException {
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement
						.executeQuery("SELECT CAST(x'61ff62' AS TEXT), 'a' || char(0) || 'b', 1")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getString(1)).isEqualTo("a\ufffdb");
				assertThat(rows.getString(2)).startsWith("a");
				assertThat(rows.getInt(3)).isOne();
			}
		});
	}

	/**
	 * The engine sends such a failure behind the columns that it had already written.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			SELECT load_extension('x')                                | not authorized (1)
			SELECT json('{'), 1 AS a_long_name                        | malformed JSON (1)
			SELECT 1, 'x' UNION ALL SELECT abs(-9223372036854775808), 'y' | integer overflow (1)
			""")
	void queriesThatFailWhileTheyRunSayWhy(String sql, String message) throws SQLException {
		node.attempt((connection) -> {
			for (boolean autoCommit : new boolean[] { true, false }) {
				connection.setAutoCommit(autoCommit);
				assertThatExceptionOfType(SQLSyntaxErrorException.class).isThrownBy(() -> number(connection, sql))
					.withMessage(message);
				assertThat(number(connection, "SELECT 1")).isOne();
			}
			connection.commit();
		});
	}

	@Test
	void queriesThatFailAfterManyRowsYieldThemFirst() throws SQLException {
		node.attempt((connection) -> {
			String sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) "
					+ "SELECT i, json(iif(i = 8000, '{', '1')) FROM n";
			try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
				while (rows.getRow() < 7000) {
					assertThat(rows.next()).isTrue();
				}
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> {
					while (rows.next()) {
						assertThat(rows.getInt(1)).isLessThan(8000);
					}
				}).withMessageContaining("malformed JSON");
			}
			assertThat(number(connection, "SELECT 1")).isOne();
		});
	}

	/**
	 * Settings that are not refused: whatever they do, the node lives and the database
	 * can be read and written, also after a restart.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "encoding='UTF-16le'", "auto_vacuum=FULL", "auto_vacuum=INCREMENTAL", "cache_size=-10",
			"cache_spill=1", "temp_store=MEMORY", "temp_store=FILE", "mmap_size=1000000000", "secure_delete=1",
			"recursive_triggers=1", "legacy_alter_table=1", "legacy_file_format=1", "journal_size_limit=0", "threads=4",
			"cell_size_check=1", "checkpoint_fullfsync=1", "fullfsync=1", "reverse_unordered_selects=1",
			"trusted_schema=0", "query_only=1", "ignore_check_constraints=1", "defer_foreign_keys=1", "foreign_keys=0",
			"full_column_names=1", "short_column_names=0", "empty_result_callbacks=1", "case_sensitive_like=1",
			"analysis_limit=10", "optimize", "incremental_vacuum(5)", "shrink_memory", "user_version=7",
			"application_id=7", "schema_version=900", "automatic_index=0", "data_version", "integrity_check",
			"freelist_count", "page_count", "compile_options", "database_list", "no_such_pragma=1" })
	void settingsThatAreLetThroughHarmNobody(String pragma) throws SQLException {
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.execute("PRAGMA " + pragma);
				statement.execute("PRAGMA query_only=0");
				statement.executeUpdate("CREATE TABLE t (a TEXT)");
				statement.executeUpdate("INSERT INTO t VALUES ('ä'), (zeroblob(50000))");
				statement.executeUpdate("DELETE FROM t WHERE typeof(a) = 'blob'");
				assertThat(statement.execute("SELECT a FROM t")).isTrue();
				try (ResultSet rows = statement.getResultSet()) {
					assertThat(rows.next()).isTrue();
					assertThat(rows.getString(1)).isEqualTo("ä");
				}
			}
			assertThat(number(connection, "SELECT count(*) FROM t")).isOne();
			try (Connection other = DriverManager.getConnection(connection.getMetaData().getURL());
					Statement statement = other.createStatement()) {
				statement.executeUpdate("INSERT INTO t VALUES ('b')");
				assertThat(number(other, "SELECT count(*) FROM t")).isEqualTo(2);
				assertThat(number(other, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"))
					.isOne();
			}
		});
	}

	private static long number(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			assertThat(rows.next()).isTrue();
			return rows.getLong(1);
		}
	}

}
