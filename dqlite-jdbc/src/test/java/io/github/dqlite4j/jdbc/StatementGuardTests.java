package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.client.EngineGeneration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Statements that must not reach the engine, by its generation.
 */
class StatementGuardTests {

	private static void check(String sql, EngineGeneration generation) throws SQLException {
		List<SqlStatement> statements = SqlParser.parse(sql);
		assertThat(statements).as(sql).hasSize(1);
		StatementGuard.check(statements.get(0), generation);
	}

	private static Set<EngineGeneration> refusing(String sql) {
		Set<EngineGeneration> refusing = EnumSet.noneOf(EngineGeneration.class);
		for (EngineGeneration generation : EngineGeneration.values()) {
			try {
				check(sql, generation);
			}
			catch (SQLFeatureNotSupportedException ex) {
				assertThat(ex.getMessage()).startsWith("'").contains("' is refused: ");
				assertThat(ex.getSQLState()).as("0A000 would cost a pooled connection").isNull();
				refusing.add(generation);
			}
			catch (SQLException ex) {
				throw new AssertionError(sql, ex);
			}
		}
		return refusing;
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA page_size=1024", "PRAGMA page_size(1024)", "PRAGMA wal_checkpoint",
			"PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA wal_checkpoint=FULL", "PRAGMA wal_autocheckpoint",
			"PRAGMA wal_autocheckpoint=1", "PRAGMA locking_mode=EXCLUSIVE", "PRAGMA locking_mode",
			"PRAGMA synchronous=FULL", "PRAGMA read_uncommitted=1", "PRAGMA busy_timeout=1000", "PRAGMA busy_timeout",
			"PRAGMA journal_mode=DELETE", "PRAGMA journal_mode(memory)", "PRAGMA journal_mode='off'",
			"PRAGMA journal_mode=\"delete\"", "ATTACH 'x' AS y", "ATTACH DATABASE ':memory:' AS y", "DETACH y",
			"EXPLAIN PRAGMA page_size=1024", "EXPLAIN QUERY PLAN PRAGMA wal_checkpoint", "EXPLAIN VACUUM",
			"EXPLAIN ATTACH 'x' AS y", "PRAGMA count_changes=1", "PRAGMA main.count_changes(on)",
			"EXPLAIN PRAGMA user_version", "EXPLAIN QUERY PLAN DETACH y" })
	void refusedByAllGenerations(String sql) {
		assertThat(refusing(sql)).as(sql).containsExactlyInAnyOrder(EngineGeneration.values());
	}

	@ParameterizedTest
	@ValueSource(strings = { "pragma PAGE_SIZE = 1024", "PRAGMA/**/page_size/**/=/**/1024",
			"PRAGMA -- page_size\n main.page_size = 1024", "PRAGMA main . page_size = 1024",
			"PRAGMA \"main\".page_size=1024", "PRAGMA \"main\".\"page_size\"=1024", "PRAGMA 'main'.'page_size'=1024",
			"PRAGMA [main].[page_size](1024)", "PRAGMA `main`.`PAGE_SIZE`=1024", "PRAGMA temp.\"Page_Size\" = 1024",
			"\ufeffPRAGMA page_size=1024", " ;; /* x */ ; PRAGMA page_size=1024 ; ; -- end", "PRAGMA\tpage_size\n=1024",
			"PRAGMA \"wal_checkpoint\"", "PRAGMA \"main\".wal_checkpoint", "PRAGMA[wal_checkpoint]",
			"PRAGMA'wal_checkpoint'", "PRAGMA \"journal_mode\" = delete", "PRAGMA wal.journal_mode(delete)",
			"PRAGMA journal_mode = /* WAL */ delete", "PRAGMA journal_mode = delete -- WAL", "explain/**/pragma x",
			"EXPLAIN /* QUERY PLAN */ PRAGMA page_size=1", "explain query\nplan\tvacuum", "attach/**/'x' as y" })
	void attemptsToGetAroundTheGuard(String sql) {
		assertThat(refusing(sql)).as(sql).containsExactlyInAnyOrder(EngineGeneration.values());
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 1", "PRAGMA page_size", "PRAGMA main.\"page_size\"", "PRAGMA count_changes",
			"PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys", "PRAGMA user_version=7", "PRAGMA table_info(page_size)",
			"PRAGMA table_info('wal_checkpoint')", "PRAGMA integrity_check", "SELECT 'PRAGMA page_size=1024'",
			"INSERT INTO attach VALUES (1)", "SELECT 1 -- PRAGMA page_size=1024", "EXPLAIN SELECT 1",
			"EXPLAIN QUERY PLAN SELECT 1", "EXPLAIN WITH a AS (SELECT 1) SELECT * FROM a", "EXPLAIN VALUES (1)",
			"EXPLAIN SELECT * FROM vacuum", "CREATE TABLE vacuum (attach, pragma)", "BEGIN", "COMMIT",
			"INSERT INTO t VALUES ('x') -- RETURNING id" })
	void allowedByAllGenerations(String sql) {
		assertThat(refusing(sql)).as(sql).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			VACUUM                                  | OLD, MID
			vacuum main                             | OLD, MID
			INSERT INTO t VALUES (1) RETURNING id   | MID
			WITH a AS (SELECT 1) DELETE FROM t RETURNING b | MID
			UPDATE t SET a = 1 RETURNING *          | MID
			EXPLAIN INSERT INTO pragma VALUES (1)   | MID
			EXPLAIN QUERY PLAN DELETE FROM t        | MID
			EXPLAIN WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a | MID
			EXPLAIN CREATE TABLE t (a)              | MID
			PRAGMA journal_mode                     | MID
			PRAGMA journal_mode=WAL                 | MID
			""")
	void refusedByWhoCannot(String sql, String generations) {
		assertThat(refusing(sql)).extracting(Enum::name).containsExactly(generations.split(", "));
	}

	@Test
	void moreThan255ParametersAreRefusedByOldEngines() {
		String sql = "SELECT " + String.join(",", Collections.nCopies(255, "?"));
		assertThat(refusing(sql)).isEmpty();
		assertThat(refusing(sql + ",?")).containsExactly(EngineGeneration.OLD);
		assertThat(refusing("SELECT ?256")).containsExactly(EngineGeneration.OLD);
	}

	@Test
	void messagesSayWhatWhyAndWhatToDo() {
		assertMessage("PRAGMA busy_timeout = 5", EngineGeneration.NEW,
				"'PRAGMA busy_timeout = 5' is refused: the driver waits for other writers: set busyTimeout in the "
						+ "JDBC URL");
		assertMessage("DELETE FROM t RETURNING a", EngineGeneration.MID,
				"'DELETE FROM t RETURNING a' is refused: engines 1.15 to 1.18.1 can't run a statement with RETURNING; "
						+ "ask for generated keys instead, or upgrade the engine");
		assertMessage("ATTACH '" + "x".repeat(200) + "' AS y", EngineGeneration.NEW, "'ATTACH '" + "x".repeat(92)
				+ "…' is refused: changes to an attached database are not replicated; open a second data source "
				+ "instead");
	}

	private static void assertMessage(String sql, EngineGeneration generation, String message) {
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(() -> check(sql, generation))
			.withMessage(message);
	}

}
