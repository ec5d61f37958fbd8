package io.github.dqlite4j.jdbc;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.dqlite4j.engine.EngineUnderTest;
import io.github.dqlite4j.testing.NodeProcess;
import io.github.dqlite4j.testing.Nodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Batches with {@code rewriteBatchedInserts}, compared with the same ones without it. How
 * many rows a statement had is told by {@code changes()}.
 */
class RewrittenBatchTests {

	/**
	 * Tables with the columns id, a, b and c, and what belongs to them.
	 */
	static final List<List<String>> SCHEMAS = List
		.of(List.of("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b TEXT, c REAL)"), List
			.of("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT UNIQUE, b TEXT NOT NULL, c DEFAULT 3)"),
				List.of("CREATE TABLE t (id INT UNIQUE, a INTEGER PRIMARY KEY, b TEXT, c) WITHOUT ROWID"),
				List.of("CREATE TABLE t (id INTEGER, a INT CHECK (a <> 13), b TEXT, c REAL) STRICT"),
				List.of("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT UNIQUE ON CONFLICT REPLACE, b, c)"),
				List.of("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT UNIQUE ON CONFLICT IGNORE, b NOT NULL, c)"),
				List.of("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT UNIQUE ON CONFLICT FAIL, b, c)"),
				List.of("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT UNIQUE ON CONFLICT ROLLBACK, b, c)"),
				List.of("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT REFERENCES t (id), b, c)"),
				List.of("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT UNIQUE, b, c)",
						"CREATE TABLE u (t INT REFERENCES t (a))", "INSERT INTO t VALUES (-1, 5, 5, 5)",
						"INSERT INTO u VALUES (5)"),
				List.of("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT UNIQUE, b, c)", "CREATE TABLE log (rows INT)",
						"CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log SELECT count(*) FROM t; END"),
				List.of("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b, c)",
						"CREATE TRIGGER tr BEFORE INSERT ON t WHEN new.a = 7 BEGIN SELECT RAISE(IGNORE); END"));

	private static final List<String> VERBS = List.of("INSERT", "INSERT", "INSERT", "REPLACE", "INSERT OR IGNORE",
			"INSERT OR REPLACE", "INSERT OR FAIL", "INSERT OR ABORT", "INSERT OR ROLLBACK");

	private static final int RUNS = 24;

	@RegisterExtension
	static final Nodes nodes = new Nodes();

	private static @Nullable NodeProcess node;

	private static int databases;

	private Connection plain;

	private Connection rewriting;

	@BeforeAll
	static void start() {
		node = nodes.single();
	}

	@BeforeEach
	void connect() throws SQLException {
		this.plain = connect("plain", "");
		this.rewriting = connect("rewriting", "?rewriteBatchedInserts=true");
		databases++;
	}

	private static Connection connect(String name, String options) throws SQLException {
		return DriverManager.getConnection("jdbc:dqlite://" + node.address() + "/" + name + databases + options);
	}

	@AfterEach
	void close() throws SQLException {
		this.plain.close();
		this.rewriting.close();
	}

	private void both(String... statements) throws SQLException {
		for (Connection connection : List.of(this.plain, this.rewriting)) {
			for (String sql : statements) {
				try (Statement statement = connection.createStatement()) {
					statement.execute(sql);
				}
			}
		}
	}

	private static List<@Nullable Object[]> rows(Random random, int size) {
		int range = (random.nextInt(3) == 0) ? size * 2 : 1 << 30;
		boolean large = random.nextInt(4) == 0;
		int kinds = random.nextBoolean() ? 200 : 1;
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			Object text = "x".repeat(random.nextInt(large ? 4000 : 12)) + i;
			Object last = switch (random.nextInt(kinds)) {
				case 1 -> null;
				case 2 -> new byte[] { 1, 2 };
				case 3 -> 1.5;
				default -> text;
			};
			rows.add(new Object[] { (long) random.nextInt(range), last });
		}
		return rows;
	}

	/**
	 * Run a batch and return all that a caller can see of it, also the contents of the
	 * tables after a commit or rollback.
	 */
	private static List<String> observe(Connection connection, String sql, List<@Nullable Object[]> rows,
			boolean autoCommit, boolean commits) throws SQLException {
		List<String> seen = new ArrayList<>();
		connection.setAutoCommit(autoCommit);
		if (!autoCommit) {
			seen.add(attempt(connection, "INSERT INTO t (a, b) VALUES (-9, 'before')",
					List.<Object[]>of(new Object[0])));
		}
		seen.add(attempt(connection, sql, rows));
		if (!autoCommit) {
			seen.add(
					attempt(connection, "INSERT INTO t (a, b) VALUES (-8, 'after')", List.<Object[]>of(new Object[0])));
			seen.add(end(connection, commits));
		}
		connection.setAutoCommit(true);
		seen.addAll(contents(connection));
		return seen;
	}

	private static String attempt(Connection connection, String sql, List<@Nullable Object[]> rows) {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (@Nullable
			Object[] row : rows) {
				for (int i = 0; i < row.length; i++) {
					statement.setObject(i + 1, row[i]);
				}
				statement.addBatch();
			}
			return Arrays.toString(statement.executeLargeBatch()) + " last " + lastId(connection);
		}
		catch (BatchUpdateException ex) {
			return Arrays.toString(ex.getLargeUpdateCounts()) + ex.getSQLState() + ex.getErrorCode() + ex.getMessage();
		}
		catch (SQLException ex) {
			return ex.getClass() + ex.getSQLState() + ex.getErrorCode() + ex.getMessage();
		}
	}

	/**
	 * A transaction that an error has ended can't be committed.
	 */
	private static String end(Connection connection, boolean commits) throws SQLException {
		try {
			if (commits) {
				connection.commit();
				return "committed";
			}
		}
		catch (SQLException ex) {
			connection.rollback();
			return ex.getSQLState() + ex.getMessage();
		}
		connection.rollback();
		return "rolled back";
	}

	private static String lastId(Connection connection) throws SQLException {
		return query(connection, "SELECT last_insert_rowid()").toString();
	}

	private static List<String> contents(Connection connection) throws SQLException {
		List<String> contents = new ArrayList<>();
		for (String table : query(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")) {
			contents.add(table);
			contents.addAll(query(connection, "SELECT * FROM " + table));
		}
		return contents;
	}

	private static List<String> query(Connection connection, String sql) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			int columns = result.getMetaData().getColumnCount();
			while (result.next()) {
				StringBuilder row = new StringBuilder(String.valueOf(result.getString(1)));
				for (int i = 2; i <= columns; i++) {
					Object value = result.getObject(i);
					row.append(" | ").append((value instanceof byte[] bytes) ? Arrays.toString(bytes) : value);
				}
				rows.add(row.toString());
			}
		}
		return rows;
	}

	@ParameterizedTest
	@FieldSource("SCHEMAS")
	void whatACallerSeesIsTheSame(List<String> schema) throws SQLException {
		both(schema.toArray(String[]::new));
		Random random = new Random(SCHEMAS.indexOf(schema));
		for (int run = 0; run < RUNS; run++) {
			String sql = VERBS.get(random.nextInt(VERBS.size())) + ((random.nextBoolean())
					? " INTO t (a, b) VALUES (?, ?)" : " INTO \"t\" (id, a, b, c) VALUES (NULL, ?, ?, -1.5)");
			List<@Nullable Object[]> rows = rows(random, 1 + random.nextInt(400));
			boolean autoCommit = random.nextBoolean();
			boolean commits = random.nextInt(4) != 0;
			List<String> expected = observe(this.plain, sql, rows, autoCommit, commits);
			assertThat(observe(this.rewriting, sql, rows, autoCommit, commits)).as(run + ": " + sql)
				.isEqualTo(expected);
		}
	}

	private int rowsOfLastStatement(String sql, int size) throws SQLException {
		try (PreparedStatement statement = this.rewriting.prepareStatement(sql)) {
			for (int i = 0; i < size; i++) {
				statement.setInt(1, i);
				statement.addBatch();
			}
			assertThat(statement.executeBatch()).hasSize(size).containsOnly(1);
		}
		return Integer.parseInt(query(this.rewriting, "SELECT changes()").get(0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO t VALUES (?, 'it''s', -1, NULL)", "insert into main.t(id) values(?)",
			"INSERT OR IGNORE INTO [t] (\"id\", `a`) VALUES (? /* ) */, x'00')",
			"REPLACE INTO T (id, a) VALUES (?, true)" })
	void plainInsertionsHaveSeveralRows(String sql) throws SQLException {
		both("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)");
		assertThat(rowsOfLastStatement(sql, 128)).isGreaterThan(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO t (id) VALUES (?1)", "INSERT INTO t (id) VALUES (:id)",
			"INSERT INTO t (id, a) VALUES (?, random())", "INSERT INTO t (id, a) VALUES (?, CURRENT_TIMESTAMP)",
			"INSERT INTO t (id) VALUES (? + 1000)", "INSERT INTO t (id) SELECT ?",
			"INSERT INTO t (id) VALUES (?) ON CONFLICT DO NOTHING", "INSERT OR ROLLBACK INTO t (id) VALUES (?)",
			"WITH w AS (SELECT 1) INSERT INTO t (id) VALUES (?)", "INSERT INTO t AS n (id) VALUES (?)" })
	void otherInsertionsAreLeftAlone(String sql) throws SQLException {
		both("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)");
		assertThat(rowsOfLastStatement(sql, 128)).isEqualTo(1);
	}

	@Test
	void tablesWithTriggersAreLeftAlone() throws SQLException {
		both("CREATE TABLE t (id INTEGER PRIMARY KEY)",
				"CREATE TEMP TRIGGER tr AFTER INSERT ON t WHEN new.id < 0 BEGIN SELECT 1; END");
		assertThat(rowsOfLastStatement("INSERT INTO t VALUES (?)", 128)).isEqualTo(1);
	}

	@Test
	void aRowThatALaterOneOfTheStatementWouldSatisfyIsRefused() throws SQLException {
		both("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT REFERENCES t)");
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (long i = 0; i < 64; i++) {
			rows.add(new Object[] { i, (i + 1) % 64 });
		}
		String sql = "INSERT INTO t VALUES (?, ?)";
		String expected = attempt(this.plain, sql, rows);
		assertThat(expected).contains("FOREIGN KEY");
		assertThat(attempt(this.rewriting, sql, rows)).isEqualTo(expected);
	}

	@Test
	void rowsThatAreIgnoredAreCountedAsSuch() throws SQLException {
		both("CREATE TABLE t (id INTEGER PRIMARY KEY, a)", "INSERT INTO t VALUES (100, 'before')");
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (long i = 0; i < 128; i++) {
			rows.add(new Object[] { i });
		}
		String sql = "INSERT OR IGNORE INTO t (id) VALUES (?)";
		String expected = attempt(this.plain, sql, rows);
		assertThat(expected).contains("1, 0, 1");
		assertThat(attempt(this.rewriting, sql, rows)).isEqualTo(expected);
		assertThat(contents(this.rewriting)).isEqualTo(contents(this.plain));
	}

	@Test
	void aReplacedRowMustNotBeReferredTo() throws SQLException {
		both("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT UNIQUE)", "CREATE TABLE u (t INT REFERENCES t)",
				"INSERT INTO t VALUES (-1, 0)", "INSERT INTO u VALUES (-1)");
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (long i = 0; i < 63; i++) {
			rows.add(new Object[] { i, i });
		}
		rows.add(new Object[] { -1L, 1000L });
		String sql = "REPLACE INTO t VALUES (?, ?)";
		String expected = attempt(this.plain, sql, rows);
		assertThat(expected).contains("FOREIGN KEY");
		assertThat(attempt(this.rewriting, sql, rows)).isEqualTo(expected);
	}

	@Test
	void whoAsksForKeysGetsThemAll() throws SQLException {
		both("CREATE TABLE t (id INTEGER PRIMARY KEY, a)");
		try (PreparedStatement statement = this.rewriting.prepareStatement("INSERT INTO t (a) VALUES (?)",
				Statement.RETURN_GENERATED_KEYS)) {
			for (int i = 0; i < 128; i++) {
				statement.setInt(1, i);
				statement.addBatch();
			}
			statement.executeBatch();
			try (ResultSet keys = statement.getGeneratedKeys()) {
				int count = 0;
				while (keys.next()) {
					assertThat(keys.getLong(1)).isEqualTo(++count);
				}
				assertThat(count).isEqualTo(128);
			}
		}
	}

	@Test
	void manyColumnsStayBelowTheLimitOfTheEngine() throws SQLException {
		String columns = "c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11";
		both("CREATE TABLE t (" + columns + ")");
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (long i = 0; i < 256; i++) {
			Object[] row = new Object[12];
			Arrays.fill(row, i);
			rows.add(row);
		}
		String sql = "INSERT INTO t VALUES (" + "?, ".repeat(11) + "?)";
		assertThat(attempt(this.rewriting, sql, rows)).isEqualTo(attempt(this.plain, sql, rows));
		assertThat(query(this.rewriting, "SELECT changes()"))
			.containsExactly(EngineUnderTest.generation().supportsManyParameters() ? "128" : "16");
		assertThat(contents(this.rewriting)).isEqualTo(contents(this.plain));
	}

}
