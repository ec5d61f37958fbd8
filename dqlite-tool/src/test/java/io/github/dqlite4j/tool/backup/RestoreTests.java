package io.github.dqlite4j.tool.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.testing.Content;
import io.github.dqlite4j.tool.testing.EngineCondition;
import io.github.dqlite4j.tool.testing.TestNode;
import io.github.dqlite4j.tool.testing.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SQLite files go into the cluster and come out of it as they were.
 */
@ExtendWith(EngineCondition.class)
class RestoreTests {

	@RegisterExtension
	static final TestNode node = new TestNode();

	@TempDir
	private Path directory;

	private Tool run(TestInfo test, String command, Path file, String... more) {
		List<String> args = new ArrayList<>(List.of(command, "--nodes", node.address(), "--database",
				test.getTestMethod().orElseThrow().getName(), file.toString()));
		args.addAll(List.of(more));
		return Tool.run(args.toArray(String[]::new));
	}

	private Connection connect(TestInfo test) throws SQLException {
		return node.connect(test.getTestMethod().orElseThrow().getName());
	}

	private void assertRoundTrip(TestInfo test, Path file) throws SQLException {
		run(test, "restore", file).ok();
		Path copy = this.directory.resolve("copy.db");
		run(test, "backup", copy).ok();
		assertThat(Content.of(copy)).isEqualTo(Content.of(file));
		assertThat(Content.query(copy, "PRAGMA integrity_check")).containsExactly("ok");
	}

	@Test
	void schemaOfEveryKindComesBack(TestInfo test) throws SQLException {
		Path file = this.directory.resolve("schema.db");
		Content.create(file, "PRAGMA user_version = 42", "PRAGMA application_id = 7000",
				"CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE)",
				"CREATE TABLE \"odd \"\"name\" (\"a b\" INT, \"select\" REAL, PRIMARY KEY (\"a b\")) WITHOUT ROWID",
				"CREATE TABLE exact (i INT, r REAL, t TEXT, b BLOB, a ANY) STRICT",
				"CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent ON DELETE CASCADE,"
						+ " twice GENERATED ALWAYS AS (parent * 2) VIRTUAL, thrice AS (parent * 3) STORED, note TEXT)",
				"CREATE TABLE log (line TEXT)", "CREATE TABLE rowid_taken (rowid TEXT, value)",
				"CREATE UNIQUE INDEX child_note ON child (lower(note)) WHERE note IS NOT NULL",
				"CREATE VIEW pairs AS SELECT p.name, c.note FROM parent p JOIN child c ON c.parent = p.id",
				"CREATE TRIGGER written AFTER INSERT ON parent BEGIN INSERT INTO log VALUES ('x; END;');"
						+ " SELECT CASE WHEN new.name = '' THEN RAISE(ABORT, 'empty') END; END",
				"CREATE TRIGGER through INSTEAD OF INSERT ON pairs BEGIN INSERT INTO log VALUES (new.note); END",
				"INSERT INTO parent (name) VALUES ('one'), ('two'), ('gone')", "DELETE FROM parent WHERE name = 'gone'",
				"INSERT INTO child (parent, note) VALUES (1, 'first'), (2, NULL)",
				"INSERT INTO \"odd \"\"name\" VALUES (1, 1.0), (2, 0.1)",
				"INSERT INTO exact VALUES (1, 2, '3', x'04', 5.5)", "INSERT INTO rowid_taken VALUES ('r', 1)",
				"INSERT INTO log (rowid, line) VALUES (900, 'kept its row id')", "ANALYZE");
		assertRoundTrip(test, file);
		Path copy = this.directory.resolve("copy.db");
		assertThat(Content.query(copy, "SELECT rowid FROM log WHERE line LIKE 'kept%'")).containsExactly("900");
		assertThat(Content.query(copy, "SELECT count(*) FROM sqlite_stat1"))
			.isEqualTo(Content.query(file, "SELECT count(*) FROM sqlite_stat1"));
		assertThat(Content.query(file, "SELECT seq FROM sqlite_sequence")).containsExactly("3");
	}

	@Test
	void valuesKeepTheirStorageClassAndBytes(TestInfo test) throws SQLException {
		Path file = this.directory.resolve("values.db");
		Content.create(file, "CREATE TABLE v (any, number NUMERIC, flag BOOL)",
				"INSERT INTO v VALUES (9223372036854775807, 1e300, 1), (-9223372036854775808, 9e999, 0)",
				"INSERT INTO v VALUES ('', 'text', NULL), (x'', x'00ff', 'true')",
				"INSERT INTO v VALUES (CAST(x'610062' AS TEXT), CAST(x'ff41' AS TEXT), CAST(x'eda080' AS TEXT))",
				"INSERT INTO v VALUES ('🐘', 0.1 + 0.2, -0.0), (zeroblob(3000000), '1.0', 2.0)");
		assertRoundTrip(test, file);
	}

	@Test
	void manyRowsNeedManyTransactions(TestInfo test) throws SQLException {
		Path file = this.directory.resolve("rows.db");
		Content.create(file, "CREATE TABLE r (id INTEGER PRIMARY KEY, name TEXT UNIQUE, data BLOB)",
				"CREATE INDEX r_data ON r (length(data))",
				"INSERT INTO r WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
						+ " SELECT i, 'name ' || (i * 7919 % 30011), zeroblob(i % 400) FROM n");
		assertRoundTrip(test, file);
	}

	@Test
	void fullTextSearchAndSpatialIndexesComeBack(TestInfo test) throws SQLException {
		Path file = this.directory.resolve("virtual.db");
		Content.create(file, "CREATE TABLE text (id INTEGER PRIMARY KEY, body TEXT)",
				"CREATE VIRTUAL TABLE words USING fts5(body, content='text', content_rowid='id')",
				"CREATE VIRTUAL TABLE own USING fts5(title)", "CREATE VIRTUAL TABLE place USING rtree(id, x1, x2)",
				"INSERT INTO text VALUES (5, 'the raft floats'), (9, 'the log grows')",
				"INSERT INTO words(rowid, body) SELECT id, body FROM text",
				"INSERT INTO own VALUES ('leader election')",
				"INSERT INTO place WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
						+ " SELECT i, i, i + 1 FROM n");
		assertRoundTrip(test, file);
		try (Connection connection = connect(test)) {
			assertThat(Content.query(connection, "SELECT rowid FROM words WHERE words MATCH 'grows'"))
				.containsExactly("9");
			assertThat(Content.query(connection, "SELECT title FROM own WHERE own MATCH 'leader'"))
				.containsExactly("leader election");
			assertThat(Content.query(connection, "SELECT count(*) FROM place WHERE x1 < 100.5")).containsExactly("100");
		}
	}

	@Test
	void typesThatAreDangerousGetAnotherName(TestInfo test) throws SQLException {
		Path file = this.directory.resolve("types.db");
		Content.create(file, "CREATE TABLE t (done BOOLEAN, at TIMESTAMP)", "INSERT INTO t VALUES ('true', 2460000.5)",
				"INSERT INTO t VALUES (NULL, NULL)");
		run(test, "restore", file).ok();
		try (Connection connection = connect(test)) {
			assertThat(Content.query(connection, "SELECT done FROM t")).containsExactly("true", null);
			assertThat(Content.query(connection, "SELECT sql FROM sqlite_schema"))
				.containsExactly("CREATE TABLE t (done BOOL, at TIMESTAMP(9))");
		}
	}

	@Test
	void rowsThatBreakAForeignKeyAreKeptAndCounted(TestInfo test) throws SQLException {
		Path file = this.directory.resolve("orphans.db");
		Content.create(file, "PRAGMA foreign_keys = OFF", "CREATE TABLE child (parent INT REFERENCES parent)",
				"CREATE TABLE parent (id INTEGER PRIMARY KEY)", "INSERT INTO child VALUES (1), (2)",
				"INSERT INTO parent VALUES (2)");
		Tool run = run(test, "restore", file, "--json").ok();
		assertThat(run.json().get("foreign_key_violations").asInt()).isEqualTo(1);
		assertThat(run.json().get("rows").asInt()).isEqualTo(3);
	}

	@Test
	void aDatabaseWithTablesIsOnlyReplacedOnRequest(TestInfo test) throws SQLException {
		Path file = this.directory.resolve("new.db");
		Content.create(file, "CREATE TABLE new (id INT)", "INSERT INTO new VALUES (1)");
		try (Connection connection = connect(test)) {
			Content.execute(connection, "CREATE TABLE old (id INTEGER PRIMARY KEY AUTOINCREMENT)");
			Content.execute(connection, "CREATE TABLE other (id REFERENCES old)");
			Content.execute(connection, "CREATE VIRTUAL TABLE f USING fts5(x)");
			Content.execute(connection, "INSERT INTO old VALUES (1)");
			Content.execute(connection, "INSERT INTO other VALUES (1)");
			run(test, "restore", file).failed(ExitStatus.FAILED, "--force");
			assertThat(Content.query(connection, "SELECT count(*) FROM old")).containsExactly("1");
			run(test, "restore", file, "--force").ok();
			assertThat(Content.query(connection,
					"SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"))
				.containsExactly("new");
		}
	}

	@Test
	void aRestoreThatWasCutOffSaysSoAndCanBeRepeated(TestInfo test) throws Exception {
		Path broken = this.directory.resolve("broken.db");
		Content.create(broken, "CREATE TABLE a (x)", "INSERT INTO a VALUES (1)", "CREATE TABLE b (x CHECK (x > 0))",
				"PRAGMA ignore_check_constraints = ON", "INSERT INTO b VALUES (-1)");
		run(test, "restore", broken, "--no-check").failed(ExitStatus.FAILED, "'b'");
		Path copy = this.directory.resolve("half.db");
		run(test, "backup", copy).failed(ExitStatus.FAILED, "half restored");
		assertThat(copy).doesNotExist();
		run(test, "backup", copy, "--no-check").ok();
		run(test, "restore", copy, "--force").failed(ExitStatus.FAILED, "half restored");
		Path good = this.directory.resolve("good.db");
		Content.create(good, "CREATE TABLE a (x)", "INSERT INTO a VALUES (2)");
		Tool repeated = run(test, "restore", good).ok();
		assertThat(repeated.out()).contains("was cut off").contains("broken.db");
		Files.delete(copy);
		run(test, "backup", copy).ok();
		assertThat(Content.of(copy)).isEqualTo(Content.of(good));
	}

	@Test
	void aFileThatIsNoDatabaseIsRefused(TestInfo test) throws Exception {
		Path file = this.directory.resolve("noise.db");
		byte[] noise = new byte[8192];
		new Random(1).nextBytes(noise);
		Files.write(file, noise);
		run(test, "restore", file).failed(ExitStatus.FAILED, "not a database");
		run(test, "restore", this.directory.resolve("missing.db")).failed(ExitStatus.FAILED, "there is no such file");
	}

	@Test
	void damagedFilesAreRefusedBeforeAnythingIsWritten(TestInfo test) throws Exception {
		Path file = this.directory.resolve("damaged.db");
		Content.create(file, "CREATE TABLE t (x)");
		try (Connection connection = Content.open(file);
				PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (zeroblob(3000))")) {
			for (int i = 0; i < 50; i++) {
				insert.executeUpdate();
			}
		}
		byte[] bytes = Files.readAllBytes(file);
		Arrays.fill(bytes, 4096 * 20, 4096 * 21, (byte) 0x55);
		Files.write(file, bytes);
		run(test, "restore", file).failed(ExitStatus.FAILED, "damaged");
		try (Connection connection = connect(test)) {
			assertThat(Content.query(connection, "SELECT name FROM sqlite_schema")).isEmpty();
		}
	}

	@Test
	void sequencesGoOnBehindTheLastValueOfTheBackup(TestInfo test) throws Exception {
		Path file = this.directory.resolve("app.db");
		try (Connection connection = connect(test)) {
			Content.execute(connection, "CREATE SEQUENCE used START WITH 10 INCREMENT BY 5");
			Content.execute(connection, "CREATE SEQUENCE unused START WITH 70");
			assertThat(Content.query(connection, "SELECT NEXT VALUE FOR used")).containsExactly("10");
			assertThat(Content.query(connection, "SELECT NEXT VALUE FOR used")).containsExactly("15");
			assertThat(run(test, "backup", file).ok().out()).contains("app.db-sequences");
			assertThat(Content.query(connection, "SELECT NEXT VALUE FOR used")).containsExactly("20");
		}
		run(test, "restore", file, "--force").ok();
		Tool elsewhere = Tool.run("restore", "-n", node.address(), "-d", "elsewhere", file.toString(), "--json");
		assertThat(elsewhere.ok().json().get("sequences").asInt()).isEqualTo(2);
		for (String database : List.of(test.getTestMethod().orElseThrow().getName(), "elsewhere")) {
			try (Connection connection = node.connect(database)) {
				assertThat(Content.query(connection, "SELECT NEXT VALUE FOR used")).containsExactly("20");
				assertThat(Content.query(connection, "SELECT NEXT VALUE FOR unused")).containsExactly("70");
			}
		}
		Files.delete(this.directory.resolve("app.db-sequences"));
		run(test, "restore", file, "--force").failed(ExitStatus.FAILED, "app.db-sequences");
		run(test, "restore", file, "--force", "--without-counters").ok();
	}

}
