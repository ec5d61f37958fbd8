package io.github.dqlite4j.jdbc;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scripts cut into statements.
 */
class SqlParserSplittingTests {

	private static List<String> split(String sql) {
		return SqlParser.parse(sql).stream().map(SqlStatement::sql).toList();
	}

	@Test
	void statementsLoseWhatIsAroundThem() {
		assertThat(split("  SELECT 1 ;; ; -- c\n INSERT INTO t VALUES (1) /* x */ ; /* end */ "))
			.containsExactly("SELECT 1", "INSERT INTO t VALUES (1)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ";", ";;;", "-- SELECT 1", "/* SELECT 1; */", "\ufeff", "/* SELECT 1" })
	void textWithoutStatements(String sql) {
		assertThat(SqlParser.parse(sql)).isEmpty();
	}

	@Test
	void byteOrderMarkIsNoPartOfTheStatement() {
		assertThat(split("\ufeffSELECT 1")).containsExactly("SELECT 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT ';'", "SELECT 'a'';'", "SELECT \";\" FROM t", "SELECT [;]", "SELECT `;`",
			"SELECT 1 -- ;\n + 1", "SELECT /* ; */ 1", "SELECT $a(;)", "SELECT x';'" })
	void semicolonsInsideOthersSeparateNothing(String sql) {
		assertThat(split(sql + ";SELECT 2")).containsExactly(sql, "SELECT 2");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "SELECT 'a; SELECT 2", "SELECT \"a; SELECT 2", "SELECT [a; SELECT 2", "SELECT `a; SELECT 2" })
	void whatIsNotClosedReachesToTheEnd(String sql) {
		assertThat(split(sql)).containsExactly(sql);
	}

	@Test
	void unterminatedCommentIsDropped() {
		assertThat(split("SELECT 1 /* ; SELECT 2")).containsExactly("SELECT 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; SELECT 2; END",
			"create temp trigger if not exists a after insert on t begin select 1; end",
			"CREATE TEMPORARY TRIGGER main.a BEFORE UPDATE OF x ON t FOR EACH ROW WHEN new.x > 1 BEGIN SELECT 1; END",
			"CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT CASE WHEN 1 THEN CASE 2 WHEN 3 THEN 4 END ELSE 5 END; END",
			"CREATE TRIGGER a AFTER INSERT ON t BEGIN UPDATE t SET end = 1, \"begin\" = 2 WHERE end > 0; END",
			"CREATE TRIGGER begin AFTER UPDATE OF end ON t BEGIN DELETE FROM t; END",
			"CREATE /* c */ TRIGGER a AFTER INSERT ON t BEGIN SELECT ';END;'; -- END;\n SELECT 1; /* ; */ END",
			"CREATE TRIGGER a AFTER DELETE ON t BEGIN INSERT INTO u VALUES (old.a); ; END",
			"EXPLAIN CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END",
			"EXPLAIN QUERY PLAN CREATE TEMP TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END" })
	void triggerIsOneStatement(String trigger) {
		assertThat(split(trigger)).containsExactly(trigger);
		assertThat(split("SELECT 1;" + trigger + " ; SELECT 2;" + trigger + ";")).containsExactly("SELECT 1", trigger,
				"SELECT 2", trigger);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE trigger (begin, \"end\")", "DROP TRIGGER a", "CREATE INDEX a ON trigger (b)",
			"CREATE TABLE t (a CHECK (CASE WHEN a THEN 1 END))", "SELECT CASE WHEN 1 THEN 2 END",
			"CREATE VIEW v AS SELECT CASE WHEN 1 THEN 2 END", "BEGIN", "END" })
	void wordsOfTriggersElsewhereOpenNothing(String sql) {
		assertThat(split(sql + "; SELECT 2")).containsExactly(sql, "SELECT 2");
	}

	@Test
	void triggerWithoutEndReachesToTheEnd() {
		String sql = "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; SELECT 2; SELECT 3";
		assertThat(split(sql)).containsExactly(sql);
	}

	@Test
	void transactionInAScriptIsThreeStatements() {
		assertThat(split("BEGIN; INSERT INTO t VALUES (1); END;")).containsExactly("BEGIN", "INSERT INTO t VALUES (1)",
				"END");
	}

}
