package io.github.dqlite4j.lane;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.dqlite4j.testing.Nodes;
import io.github.dqlite4j.testing.SimultaneousWrites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writers that had to wait and commit together: nobody can tell, but by the time. The
 * first one of them that waits runs the others, unless it can't.
 */
class GroupCommitTests {

	private static final int WRITERS = 12;

	@RegisterExtension
	static final Nodes nodes = new Nodes();

	private static String address;

	private static int databases;

	private final List<Connection> connections = new ArrayList<>();

	private String url;

	private Connection blocker;

	@BeforeAll
	static void startNode() {
		address = nodes.single().address();
	}

	@BeforeEach
	void connect() throws SQLException {
		this.url = "jdbc:dqlite://" + address + "/group" + databases++;
		this.blocker = open();
		execute(this.blocker, "CREATE TABLE t (id INTEGER PRIMARY KEY, writer INTEGER UNIQUE, note TEXT)");
		execute(this.blocker, "CREATE TABLE blocks (a)");
	}

	private Connection open() throws SQLException {
		Connection connection = DriverManager.getConnection(this.url);
		this.connections.add(connection);
		return connection;
	}

	private List<Connection> open(int count) throws SQLException {
		List<Connection> opened = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			opened.add(open());
			read(opened.get(i), "SELECT count(*) FROM t");
		}
		return opened;
	}

	@AfterEach
	void disconnect() throws SQLException {
		for (Connection connection : this.connections) {
			connection.close();
		}
	}

	@Test
	void eachGetsTheKeyAndTheCountOfItsOwn() throws Exception {
		List<Connection> writers = open(WRITERS);
		for (int round = 0; round < 3; round++) {
			int first = round * WRITERS;
			List<Long> keys = together(writers, (connection, number) -> {
				try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t (writer) VALUES (?)",
						Statement.RETURN_GENERATED_KEYS)) {
					insert.setInt(1, first + number);
					assertThat(insert.executeUpdate()).isEqualTo(1);
					ResultSet key = insert.getGeneratedKeys();
					key.next();
					return key.getLong(1);
				}
			});
			Map<Long, Integer> found = new TreeMap<>();
			Map<Long, Integer> expected = new TreeMap<>();
			for (int i = 0; i < WRITERS; i++) {
				expected.put(keys.get(i), first + i);
				found.put(keys.get(i), (int) read(this.blocker, "SELECT writer FROM t WHERE id = " + keys.get(i)));
			}
			assertThat(found).isEqualTo(expected).hasSize(WRITERS);
		}
		List<Long> counts = together(writers, (connection, number) -> (long) update(connection,
				"UPDATE t SET note = 'x' WHERE writer % " + WRITERS + " < " + number));
		for (int i = 0; i < WRITERS; i++) {
			assertThat(counts.get(i)).isEqualTo(3L * i);
		}
	}

	@Test
	void whoBreaksAConstraintFailsAlone() throws Exception {
		execute(this.blocker, "INSERT INTO t (writer) VALUES (3), (5)");
		List<Long> states = together(open(WRITERS), (connection, number) -> {
			try {
				return (long) update(connection, "INSERT INTO t (writer, note) VALUES (" + number + ", 'new')");
			}
			catch (SQLException ex) {
				assertThat(ex.getSQLState()).as(ex::getMessage).isEqualTo("23505");
				assertThat(ex.getMessage()).contains("t.writer");
				return -1L;
			}
		});
		for (int i = 0; i < WRITERS; i++) {
			assertThat(states.get(i)).isEqualTo((i == 3 || i == 5) ? -1 : 1);
		}
		assertThat(read(this.blocker, "SELECT count(*) FROM t WHERE note = 'new'")).isEqualTo(WRITERS - 2);
	}

	@Test
	void whoWritesNonsenseFailsAlone() throws Exception {
		List<Long> results = together(open(WRITERS), (connection, number) -> {
			try {
				return (long) update(connection, "INSERT INTO t (writer, note) SELECT " + number
						+ ", json(value) FROM (SELECT '1' AS value, 1 AS place UNION ALL SELECT '"
						+ ((number == 4) ? "{" : "2") + "', 2 ORDER BY place) LIMIT " + ((number == 4) ? 2 : 1));
			}
			catch (SQLException ex) {
				assertThat(ex.getMessage()).contains("malformed JSON");
				return -1L;
			}
		});
		assertThat(results).filteredOn((result) -> result == -1).hasSize(1);
		assertThat(read(this.blocker, "SELECT count(*) FROM t")).isEqualTo(WRITERS - 1);
	}

	/**
	 * What would behave otherwise in a transaction with others: all but the fourth one
	 * write nevertheless.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					CREATE TRIGGER r BEFORE INSERT ON t WHEN new.writer = 3 BEGIN SELECT RAISE(ROLLBACK, 'no'); END | no | 0
					CREATE TRIGGER r AFTER INSERT ON t WHEN new.writer = 3 BEGIN SELECT RAISE(FAIL, 'no'); END      | no | 1
					CREATE TABLE d (a, CHECK (a <> 3) ON CONFLICT ROLLBACK)                                         | d  | 0
					CREATE TABLE d (a NOT NULL ON CONFLICT ROLLBACK)                                                | d  | 0
					CREATE TABLE d (a REFERENCES one (id) DEFERRABLE INITIALLY DEFERRED)                              | FOREIGN KEY | 0
					""")
	void schemaThatCanTellThemApart(String schema, String message, long kept) throws Exception {
		execute(this.blocker, "CREATE TABLE one (id INTEGER PRIMARY KEY)");
		execute(this.blocker, "INSERT INTO one VALUES (1)");
		execute(this.blocker, schema);
		boolean trigger = schema.startsWith("CREATE TRIGGER");
		List<Long> results = together(open(WRITERS), (connection, number) -> {
			try {
				return (long) update(connection,
						trigger ? "INSERT INTO t (writer) VALUES (" + number + ")" : "INSERT INTO d (a) VALUES ("
								+ ((number != 3) ? "1" : schema.contains("NOT NULL") ? "NULL" : "3") + ")");
			}
			catch (SQLException ex) {
				assertThat(ex.getMessage()).contains(message);
				return -1L;
			}
		});
		for (int i = 0; i < WRITERS; i++) {
			assertThat(results.get(i)).isEqualTo((i == 3) ? -1 : 1);
		}
		assertThat(read(this.blocker, "SELECT count(*) FROM " + (trigger ? "t" : "d"))).isEqualTo(WRITERS - 1 + kept);
	}

	@Test
	void countersOfAConnectionAreItsOwn() throws Exception {
		execute(this.blocker, "CREATE TABLE child (a)");
		List<Connection> writers = open(WRITERS);
		together(writers, (connection, number) -> (long) update(connection,
				"INSERT INTO t (id, writer) VALUES (" + (1000 + number) + ", " + number + ")"));
		for (int i = 0; i < WRITERS; i++) {
			assertThat(read(writers.get(i), "SELECT last_insert_rowid()")).as("writer %d", i).isEqualTo(1000 + i);
			assertThat(read(writers.get(i), "select Changes ( ) + 1")).isEqualTo(2);
		}
		together(writers,
				(connection, number) -> (long) update(connection, "UPDATE t SET note = 'y' WHERE writer < " + number));
		for (int i = 0; i < WRITERS; i++) {
			assertThat(read(writers.get(i), "SELECT changes()")).isEqualTo(i);
			assertThat(read(writers.get(i), "SELECT \"last_insert_rowid\"()")).isEqualTo(1000 + i);
		}
		try (Statement statement = writers.get(1).createStatement();
				ResultSet rows = statement.executeQuery("SELECT last_insert_rowid(), changes() AS n, changes() * 2")) {
			assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("last_insert_rowid()");
			assertThat(rows.getMetaData().getColumnLabel(2)).isEqualTo("n");
			assertThat(rows.getMetaData().getColumnLabel(3)).isEqualTo("changes() * 2");
			rows.next();
			assertThat(rows.getLong("last_insert_rowid()")).isEqualTo(1001);
		}
		execute(writers.get(2), "INSERT INTO child VALUES (last_insert_rowid())");
		assertThat(read(writers.get(2), "SELECT a FROM child")).isEqualTo(1002);
		assertThat(read(writers.get(2), "SELECT last_insert_rowid()")).isEqualTo(1);
	}

	@Test
	void totalOfChangesIsThatOfTheConnection() throws Exception {
		List<Connection> writers = open(WRITERS);
		List<Long> before = new ArrayList<>();
		for (Connection writer : writers) {
			before.add(read(writer, "SELECT total_changes()"));
		}
		together(writers, (connection, number) -> (long) update(connection, "INSERT INTO t DEFAULT VALUES"));
		for (int i = 0; i < WRITERS; i++) {
			assertThat(read(writers.get(i), "SELECT total_changes()")).isEqualTo(before.get(i) + 1);
		}
	}

	@Test
	void connectionWithTablesOfItsOwnWritesAlone() throws Exception {
		List<Connection> writers = open(WRITERS);
		for (int i = 0; i < WRITERS; i += 2) {
			execute(writers.get(i), "CREATE TEMP TABLE t (writer, note)");
		}
		together(writers,
				(connection, number) -> (long) update(connection, "INSERT INTO t (writer) VALUES (" + number + ")"));
		for (int i = 0; i < WRITERS; i++) {
			assertThat(read(writers.get(i), "SELECT count(*) FROM t")).isEqualTo((i % 2 == 0) ? 1 : WRITERS / 2);
		}
	}

	@Test
	void clauseThatKeepsAPartKeepsItOnce() throws Exception {
		List<Connection> writers = open(WRITERS);
		execute(this.blocker, "INSERT INTO t (writer) VALUES (1)");
		together(writers, (connection, number) -> {
			try {
				return (long) update(connection, (number == 4)
						? "INSERT OR FAIL INTO t (writer, note) VALUES (NULL, 'part'), (1, 'part'), (NULL, 'part')"
						: "INSERT INTO t (writer) VALUES (" + (10 + number) + ")");
			}
			catch (SQLException ex) {
				return -1L;
			}
		});
		assertThat(read(this.blocker, "SELECT count(*) FROM t WHERE note = 'part'")).isEqualTo(1);
		assertThat(read(this.blocker, "SELECT count(*) FROM t")).isEqualTo(WRITERS + 1);
	}

	private List<Long> together(List<Connection> writers, SimultaneousWrites.Write write) throws Exception {
		return SimultaneousWrites.run(this.blocker, "INSERT INTO blocks VALUES (1)", writers, write);
	}

	private static int update(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			return statement.executeUpdate(sql);
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static long read(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getLong(1);
		}
	}

}
