package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MetadataColumnsTests extends AbstractMetadataTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', nullValues = "-", value = {
			// declared; type; name; size; digits; radix; octets
			// (the engine writes the names of its own types in upper case)
			"integer; 4; INTEGER; 10; 0; 10; -", "INT; 4; INT; 10; 0; 10; -", "bigint; -5; bigint; 19; 0; 10; -",
			"smallint; 5; smallint; 5; 0; 10; -", "tinyint(1); -6; tinyint; 3; 0; 10; -",
			"unsigned big int; -5; unsigned big int; 19; 0; 10; -", "int unsigned; 4; int unsigned; 10; 0; 10; -",
			"boolean; 16; boolean; 1; -; -; -", "bool; 16; bool; 1; -; -; -",
			"decimal(10, 2); 3; decimal; 10; 2; 10; -", "NUMERIC(12); 2; NUMERIC; 12; 0; 10; -",
			"numeric; 2; numeric; 15; -; 10; -", "real; 8; REAL; 15; -; 10; -",
			"double precision; 8; double precision; 15; -; 10; -", "float; 6; float; 15; -; 10; -",
			"varchar(255); 12; varchar; 255; -; -; 255", "character varying(20); 12; character varying; 20; -; -; 20",
			"char(3); 1; char; 3; -; -; 3", "nvarchar(7); -9; nvarchar; 7; -; -; 7",
			"text; 12; TEXT; 1000000000; -; -; 1000000000", "clob; -1; clob; 1000000000; -; -; 1000000000",
			"json; 12; json; 1000000000; -; -; 1000000000", "blob; 2004; BLOB; 1000000000; -; -; 1000000000",
			"varbinary(16); -3; varbinary; 16; -; -; 16", "date; 91; date; 10; -; -; -", "time; 92; time; 15; 6; -; -",
			"timestamp; 93; timestamp; 26; 6; -; -", "timestamp(3); 93; timestamp; 26; 3; -; -",
			"datetime; 93; datetime; 26; 6; -; -", "timestamptz; 2014; timestamptz; 32; 6; -; -",
			"timestamp with time zone; 2014; timestamp with time zone; 32; 6; -; -",
			"uuid; 1111; uuid; 1000000000; -; -; -", "my_int_type; 4; my_int_type; 10; 0; 10; -",
			"longvarchary; 12; longvarchary; 1000000000; -; -; 1000000000", "whatever(3); 2; whatever; 3; 0; 10; -" })
	void derivesTheTypeFromTheDeclaration(String declared, int type, String name, int size, String digits, String radix,
			String octets) throws SQLException {
		execute("create table t(c " + declared + ")");
		assertThat(columns("t", "DATA_TYPE", "TYPE_NAME", "COLUMN_SIZE", "DECIMAL_DIGITS", "NUM_PREC_RADIX",
				"CHAR_OCTET_LENGTH"))
			.containsExactly(type + "|" + name + "|" + size + "|" + digits + "|" + radix + "|" + octets);
	}

	@Test
	void leavesColumnsWithoutATypeOpen() throws SQLException {
		execute("create table t(a, b any)", "create view v as select b, 1 + 1 as two from t");
		assertThat(columns("t", "DATA_TYPE", "TYPE_NAME")).containsExactly(Types.OTHER + "|", Types.OTHER + "|ANY");
		assertThat(columns("v", "COLUMN_NAME", "DATA_TYPE")).containsExactly("b|" + Types.OTHER, "two|" + Types.OTHER);
	}

	@Test
	void tellsNullabilityDefaultsAndOrder() throws SQLException {
		execute("create table t(id integer primary key, a text not null default 'it''s', b int default (1 + 2), "
				+ "c text default null, d timestamp default current_timestamp)");
		assertThat(columns("t", "ORDINAL_POSITION", "COLUMN_NAME", "NULLABLE", "IS_NULLABLE", "COLUMN_DEF"))
			.containsExactly("1|id|0|NO|null", "2|a|0|NO|'it''s'", "3|b|1|YES|1 + 2", "4|c|1|YES|null",
					"5|d|1|YES|current_timestamp");
	}

	@Test
	void knowsWhichColumnsFillThemselves() throws SQLException {
		execute("create table a(id integer primary key)", "create table b(id integer primary key autoincrement)",
				"create table c(id int primary key)", "create table d(id integer primary key desc)",
				"create table e(id integer primary key) without rowid",
				"create table f(x integer, id integer, " + "primary key (id))",
				"create table g(x integer, y integer, primary key (x, y))", "create table h(id integer)");
		assertThat(
				rows(this.metadata.getColumns(null, null, "%", "%"), "TABLE_NAME", "COLUMN_NAME", "IS_AUTOINCREMENT"))
			.filteredOn((row) -> row.endsWith("|YES"))
			.containsExactly("a|id|YES", "b|id|YES", "f|id|YES");
	}

	@Test
	void marksGeneratedColumns() throws SQLException {
		execute("create table t(a int, b int generated always as (a * 2) stored, c int as (a + 1), d int)");
		assertThat(columns("t", "COLUMN_NAME", "IS_GENERATEDCOLUMN", "ORDINAL_POSITION")).containsExactly("a|NO|1",
				"b|YES|2", "c|YES|3", "d|NO|4");
	}

	@Test
	void leavesOutHiddenColumns() throws SQLException {
		execute("create virtual table t using fts5(title, body)");
		assertThat(columns("t", "COLUMN_NAME")).containsExactly("title", "body");
	}

	@Test
	void readsStrictTables() throws SQLException {
		execute("create table t(id int primary key, a any, b text) strict");
		assertThat(columns("t", "COLUMN_NAME", "DATA_TYPE", "IS_NULLABLE")).containsExactly("id|4|NO",
				"a|" + Types.OTHER + "|YES", "b|12|YES");
	}

	@Test
	void passesOverViewsThatAreBroken() throws SQLException {
		execute("create table t(a int)", "create view v as select b from t", "create view w as select a from t");
		assertThat(rows(this.metadata.getColumns(null, null, "%", "%"), "TABLE_NAME"))
			.filteredOn((name) -> !name.startsWith("sqlite_"))
			.containsExactly("t", "w");
	}

	@Test
	void findsColumnsByPattern() throws SQLException {
		execute("create table \"a\"\"b\"(first_name text, firstXname text, \"Größe\" int)");
		assertThat(rows(this.metadata.getColumns(null, null, "a\"b", "first\\_NAME"), "COLUMN_NAME"))
			.containsExactly("first_name");
		assertThat(rows(this.metadata.getColumns(null, null, "a%", "Gr__e"), "COLUMN_NAME")).containsExactly("Größe");
	}

	@Test
	void namesTheColumnsOfTheResultAsJdbcSays() throws SQLException {
		assertThat(labels(this.metadata.getColumns(null, null, "%", "%"))).containsExactly("TABLE_CAT", "TABLE_SCHEM",
				"TABLE_NAME", "COLUMN_NAME", "DATA_TYPE", "TYPE_NAME", "COLUMN_SIZE", "BUFFER_LENGTH", "DECIMAL_DIGITS",
				"NUM_PREC_RADIX", "NULLABLE", "REMARKS", "COLUMN_DEF", "SQL_DATA_TYPE", "SQL_DATETIME_SUB",
				"CHAR_OCTET_LENGTH", "ORDINAL_POSITION", "IS_NULLABLE", "SCOPE_CATALOG", "SCOPE_SCHEMA", "SCOPE_TABLE",
				"SOURCE_DATA_TYPE", "IS_AUTOINCREMENT", "IS_GENERATEDCOLUMN");
	}

	@Test
	void answersForTablesOfManyColumns() throws SQLException {
		StringBuilder sql = new StringBuilder("create table wide(c0 int");
		for (int i = 1; i < 500; i++) {
			sql.append(", c").append(i).append(" varchar(").append(i).append(") default 'value ").append(i).append("'");
		}
		execute(sql.append(")").toString());
		assertThat(columns("wide", "COLUMN_SIZE")).hasSize(500).last().isEqualTo("499");
	}

	@Test
	void tellsWhatIdentifiesARow() throws SQLException {
		execute("create table a(x int, id integer primary key)", "create table b(x text, y int, primary key (y, x))",
				"create table c(x int)", "create view v as select * from c");
		assertThat(identifier("a", true)).containsExactly("2|id|4|1");
		assertThat(identifier("b", true)).containsExactly("2|y|4|1", "2|x|12|1");
		assertThat(identifier("b", false)).isEmpty();
		assertThat(identifier("c", false)).containsExactly("1|rowid|-5|2");
		assertThat(identifier("v", true)).isEmpty();
	}

	private List<String> identifier(String table, boolean nullable) throws SQLException {
		return rows(this.metadata.getBestRowIdentifier(null, null, table, 0, nullable), "SCOPE", "COLUMN_NAME",
				"DATA_TYPE", "PSEUDO_COLUMN");
	}

	private List<String> columns(String table, String... labels) throws SQLException {
		return rows(this.metadata.getColumns(null, null, table, "%"), labels);
	}

}
