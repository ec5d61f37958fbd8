package io.github.dqlite4j.jdbc;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a statement does, found out from its text: taking a statement that yields rows for
 * one that does not can end the server's process.
 */
class SqlParserKindTests {

	private static SqlStatement parse(String sql) {
		assertThat(SqlParser.parse(sql)).as(sql).hasSize(1);
		return SqlParser.parse(sql).get(0);
	}

	private static StatementKind kind(String sql) {
		return parse(sql).kind();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			SELECT 1                                                        | QUERY
			select/**/1                                                     | QUERY
			SELECT replace(a, 'b', 'c') FROM t                              | QUERY
			VALUES (1), (2)                                                 | QUERY
			EXPLAIN INSERT INTO t VALUES (1)                                | QUERY
			EXPLAIN QUERY PLAN SELECT 1                                     | QUERY
			WITH a AS (SELECT 1) SELECT * FROM a                            | QUERY
			WITH a AS (DELETE FROM t) VALUES (1)                            | QUERY
			WITH RECURSIVE a(b) AS (SELECT 1 UNION SELECT b FROM a) SELECT b FROM a | QUERY
			WITH a AS NOT MATERIALIZED (SELECT 1), b(x) AS (VALUES (2)) SELECT replace(x, 1, 2) FROM b | QUERY
			WITH replace AS (SELECT 1 x) SELECT x FROM replace              | QUERY
			WITH a AS (SELECT 1), replace(z) AS (VALUES (1)) SELECT 1       | QUERY
			INSERT INTO t VALUES (1)                                        | INSERT
			insert or replace into t default values                         | INSERT
			INSERT INTO t SELECT * FROM u                                   | INSERT
			INSERT INTO t(a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2 | INSERT
			REPLACE INTO t VALUES (1)                                       | INSERT
			WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a              | INSERT
			WITH a AS (SELECT 1) REPLACE INTO t SELECT * FROM a             | INSERT
			UPDATE t SET a = replace(a, 'b', 'c')                           | UPDATE
			DELETE FROM t                                                   | UPDATE
			WITH a AS (SELECT 1) UPDATE t SET b = (SELECT * FROM a)         | UPDATE
			WITH replace(z) AS (VALUES (1)) DELETE FROM t                   | UPDATE
			WITH a AS (SELECT 1) DELETE FROM t                              | UPDATE
			CREATE TABLE t (a)                                              | DEFINITION
			CREATE TABLE t AS SELECT 1                                      | DEFINITION
			CREATE VIEW v AS SELECT 1                                       | DEFINITION
			ALTER TABLE t ADD COLUMN returning                              | DEFINITION
			DROP TABLE t                                                    | DEFINITION
			ANALYZE                                                         | DEFINITION
			REINDEX t                                                       | DEFINITION
			VACUUM                                                          | DEFINITION
			BEGIN                                                           | BEGIN
			BEGIN IMMEDIATE TRANSACTION                                     | BEGIN
			COMMIT                                                          | COMMIT
			END TRANSACTION                                                 | COMMIT
			ROLLBACK                                                        | ROLLBACK
			ROLLBACK TRANSACTION                                            | ROLLBACK
			ROLLBACK TO a                                                   | SAVEPOINT
			ROLLBACK TRANSACTION TO SAVEPOINT a                             | SAVEPOINT
			SAVEPOINT a                                                     | SAVEPOINT
			RELEASE a                                                       | SAVEPOINT
			ATTACH 'a' AS b                                                 | OTHER
			DETACH b                                                        | OTHER
			nonsense                                                        | OTHER
			(SELECT 1)                                                      | OTHER
			"SELECT" 1                                                      | OTHER
			""")
	void kinds(String sql, StatementKind kind) {
		assertThat(kind(sql)).isEqualTo(kind);
		assertThat(kind("\ufeff ;-- c\n/* d */" + sql + " ;")).isEqualTo(kind);
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO t VALUES (1) RETURNING id", "insert into t values (1)returning*",
			"UPDATE t SET a = 1 RETURNING a", "DELETE FROM t WHERE a IN (SELECT 1) RETURNING *",
			"REPLACE INTO t VALUES (1) RETURNING a", "INSERT INTO t DEFAULT VALUES /* c */ RETURNING -- d\n a",
			"WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a RETURNING id",
			"WITH replace AS (SELECT 1) DELETE FROM t RETURNING a",
			"INSERT INTO t VALUES ('it''s') ON CONFLICT DO NOTHING RETURNING (a)" })
	void returningYieldsRows(String sql) {
		assertThat(kind(sql)).isEqualTo(StatementKind.RETURNING);
		assertThat(kind(sql).yieldsRows()).isTrue();
		assertThat(kind(sql).writes()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO t VALUES (' RETURNING id')", "INSERT INTO t VALUES (1) -- RETURNING id",
			"INSERT INTO t VALUES (1) /* RETURNING id */", "INSERT INTO t(\"RETURNING\") VALUES (1)",
			"INSERT INTO \"RETURNING\" VALUES (1)", "INSERT INTO [RETURNING] VALUES (1)",
			"INSERT INTO `RETURNING` VALUES (1)", "INSERT INTO t_returning VALUES (1)",
			"INSERT INTO t VALUES (:returning)", "INSERT INTO t SELECT a FROM (SELECT 1 AS \"returning\")" })
	void returningElsewhereYieldsNoRows(String sql) {
		assertThat(kind(sql)).isEqualTo(StatementKind.INSERT);
		assertThat(kind(sql).yieldsRows()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA user_version", "PRAGMA main.user_version", "PRAGMA \"main\".\"user_version\"",
			"PRAGMA 'user_version'", "PRAGMA table_info(t)", "PRAGMA main.table_info('t')", "PRAGMA TABLE_INFO=t",
			"PRAGMA [table_info] (\"t\")", "pragma/**/foreign_key_list(`t`)", "PRAGMA integrity_check(10)",
			"PRAGMA foreign_keys", "PRAGMA journal_mode=WAL", "PRAGMA unknown" })
	void pragmaThatYieldsRows(String sql) {
		assertThat(kind(sql)).isEqualTo(StatementKind.PRAGMA_QUERY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA foreign_keys=ON", "PRAGMA foreign_keys(0)", "PRAGMA \"foreign_keys\" = off",
			"PRAGMA recursive_triggers = 1", "PRAGMA case_sensitive_like=1", "PRAGMA shrink_memory",
			"PRAGMA unknown=1" })
	void pragmaThatSetsTheSession(String sql) {
		assertThat(kind(sql)).isEqualTo(StatementKind.PRAGMA_SETTING);
		assertThat(parse(sql).changesSession()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRAGMA user_version=3", "PRAGMA main.user_version = 3", "PRAGMA application_id(7)",
			"PRAGMA \"user_version\"=3", "PRAGMA optimize", "PRAGMA optimize(0xfffe)", "PRAGMA incremental_vacuum" })
	void pragmaThatWritesTheDatabase(String sql) {
		assertThat(kind(sql)).isEqualTo(StatementKind.PRAGMA_WRITE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TEMP TABLE t (a)", "CREATE TEMPORARY VIEW v AS SELECT 1",
			"create temp trigger a after insert on t begin select 1; end", "CREATE TABLE temp.t (a)",
			"CREATE TABLE IF NOT EXISTS temp.t (a)" })
	void temporaryObjectsChangeTheSession(String sql) {
		assertThat(parse(sql).changesSession()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (a)", "CREATE TABLE t (temp)", "INSERT INTO t VALUES (1)", "SELECT 1",
			"PRAGMA user_version = 1", "PRAGMA foreign_keys" })
	void othersDoNotChangeTheSession(String sql) {
		assertThat(parse(sql).changesSession()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT * FROM t", "select/**/*from t", "SELECT ALL * FROM t", "SELECT DISTINCT *FROM t",
			"SELECT a, * FROM t", "SELECT t.* FROM t", "SELECT a, \"t\" . * FROM t", "DELETE FROM t RETURNING *",
			"WITH c AS (SELECT * FROM t) SELECT * FROM c", "SELECT 1 AS a UNION SELECT * FROM t" })
	void starForColumns(String sql) {
		assertThat(parse(sql).traits()).contains(SqlStatement.Trait.STAR);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT a * b FROM t", "SELECT 2*3", "SELECT count(*) FROM t", "SELECT (1) * 2",
			"SELECT a FROM t WHERE EXISTS (SELECT * FROM u)", "SELECT '*'", "SELECT ? * 2", "SELECT 1 /* , * */",
			"SELECT a FROM (SELECT * FROM t)", "DELETE FROM t RETURNING a" })
	void noStarForColumns(String sql) {
		assertThat(parse(sql).traits()).doesNotContain(SqlStatement.Trait.STAR);
	}

	@Test
	void rollbackClauseIsNoticed() {
		assertThat(parse("INSERT OR ROLLBACK INTO t VALUES (1)").traits()).contains(SqlStatement.Trait.MAY_ROLL_BACK);
		assertThat(parse("update or rollback t set a = 1").traits()).contains(SqlStatement.Trait.MAY_ROLL_BACK);
		assertThat(parse("INSERT INTO t VALUES ('OR ROLLBACK')").traits())
			.doesNotContain(SqlStatement.Trait.MAY_ROLL_BACK);
		assertThat(parse("ROLLBACK").traits()).doesNotContain(SqlStatement.Trait.MAY_ROLL_BACK);
	}

}
