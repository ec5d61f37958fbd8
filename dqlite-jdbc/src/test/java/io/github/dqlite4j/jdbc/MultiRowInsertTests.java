package io.github.dqlite4j.jdbc;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which statements can have several rows, and how they are written then.
 */
class MultiRowInsertTests {

	private static MultiRowInsert of(String sql) {
		return MultiRowInsert.of(SqlParser.parse(sql).get(0));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '^', delimiter = ';',
			value = { "INSERT INTO t VALUES (?);t;(?);false",
					"insert or ignore into main.t(a, b) values(?,?);t;(?,?);false",
					"REPLACE INTO \"my t\" (\"a\") VALUES (? /* ), */);my t;(? /* ), */);true",
					"INSERT OR REPLACE INTO [t] VALUES (-1, +2.5e-3, NULL, true, 'a''b', x'00');t;"
							+ "(-1, +2.5e-3, NULL, true, 'a''b', x'00');true" })
	void plainInsertions(String sql, String table, String row, boolean replaces) {
		MultiRowInsert insert = of(sql);
		assertThat(insert.table()).isEqualTo(table);
		assertThat(insert.row()).isEqualTo(row);
		assertThat(insert.replaces()).isEqualTo(replaces);
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO t VALUES (?1)", "INSERT INTO t VALUES (:a)", "INSERT INTO t VALUES (-?)",
			"INSERT INTO t VALUES (?), (?)", "INSERT INTO t VALUES ()", "INSERT INTO t VALUES (?,)",
			"INSERT INTO t VALUES (? + 1)", "INSERT INTO t VALUES ((?))", "INSERT INTO t VALUES (f(?))",
			"INSERT INTO t VALUES (CURRENT_TIME)", "INSERT INTO t VALUES (\"a\")", "INSERT INTO t VALUES (?",
			"INSERT INTO t DEFAULT VALUES", "INSERT INTO t SELECT ?", "INSERT INTO t AS n VALUES (?)",
			"INSERT INTO t VALUES (?) ON CONFLICT DO NOTHING", "INSERT INTO t VALUES (?) RETURNING a",
			"INSERT OR ROLLBACK INTO t VALUES (?)", "INSERT INTO \"t\"\"u\" VALUES (?)", "INSERT INTO t (a VALUES (?)",
			"WITH w AS (SELECT 1) INSERT INTO t VALUES (?)", "UPDATE t SET a = ?", "INSERT t VALUES (?)" })
	void otherStatements(String sql) {
		assertThat(of(sql)).isNull();
	}

	@Test
	void rowsAreRepeated() {
		MultiRowInsert insert = of("INSERT INTO t (a, b) VALUES (?, ? -- it\n);");
		SqlStatement three = insert.withRows(3);
		assertThat(three.sql()).isEqualTo("INSERT INTO t (a, b) VALUES (?, ? -- it\n), (?, ? -- it\n), (?, ? -- it\n)");
		assertThat(three).isEqualTo(SqlParser.parse(three.sql()).get(0));
		assertThat(insert.withRows(1)).isSameAs(insert.statement());
	}

}
