package io.github.dqlite4j.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetadataTablesTests extends AbstractMetadataTests {

	@BeforeEach
	void createTables() throws SQLException {
		execute("create table Person(id integer primary key)", "create table person_team(id integer primary key)",
				"create table personXteam(id integer primary key)", "create table \"100% [Ä*]\"(x)",
				"create view people as select * from person", "create virtual table texts using fts5(body)",
				"create temp table scratch(x)");
	}

	@Test
	void listsTablesByType() throws SQLException {
		assertThat(tables(null)).containsExactly("LOCAL TEMPORARY|scratch", "SYSTEM TABLE|sqlite_schema",
				"SYSTEM TABLE|sqlite_temp_schema", "SYSTEM TABLE|texts_config", "SYSTEM TABLE|texts_content",
				"SYSTEM TABLE|texts_data", "SYSTEM TABLE|texts_docsize", "SYSTEM TABLE|texts_idx", "TABLE|100% [Ä*]",
				"TABLE|Person", "TABLE|personXteam", "TABLE|person_team", "TABLE|texts", "VIEW|people");
		assertThat(tables("%", "VIEW", "LOCAL TEMPORARY")).containsExactly("LOCAL TEMPORARY|scratch", "VIEW|people");
		assertThat(tables("%", new String[0])).isEmpty();
		assertThat(tables("%", "NO SUCH TYPE")).isEmpty();
		assertThat(rows(this.metadata.getTableTypes(), "TABLE_TYPE")).containsExactly("LOCAL TEMPORARY", "SYSTEM TABLE",
				"TABLE", "VIEW");
	}

	@Test
	void findsTablesByPattern() throws SQLException {
		assertThat(tables("person_team", "TABLE")).containsExactly("TABLE|personXteam", "TABLE|person_team");
		assertThat(tables("person\\_team", "TABLE")).containsExactly("TABLE|person_team");
		assertThat(tables("PERSON", "TABLE")).containsExactly("TABLE|Person");
		assertThat(tables("100\\% [Ä*]")).containsExactly("TABLE|100% [Ä*]");
		assertThat(tables("100\\% [ä*]")).isEmpty();
		assertThat(tables("%*%")).containsExactly("TABLE|100% [Ä*]");
		assertThat(tables("p%", "VIEW")).containsExactly("VIEW|people");
	}

	@Test
	void findsTablesByPatternWhenLikeIsCaseSensitive() throws SQLException {
		execute("pragma case_sensitive_like = on");
		assertThat(tables("PERSON", "TABLE")).containsExactly("TABLE|Person");
	}

	@Test
	void hasNeitherCatalogsNorSchemas() throws SQLException {
		assertThat(rows(this.metadata.getCatalogs(), "TABLE_CAT")).isEmpty();
		assertThat(rows(this.metadata.getSchemas(), "TABLE_SCHEM")).isEmpty();
		assertThat(rows(this.metadata.getSchemas(null, "%"), "TABLE_SCHEM")).isEmpty();
		assertThat(rows(this.metadata.getTables("", "", "person", null), "TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME"))
			.containsExactly("null|null|Person");
		assertThat(rows(this.metadata.getTables(null, "%", "person", null), "TABLE_NAME")).hasSize(1);
		assertThat(rows(this.metadata.getTables(null, "main", "person", null), "TABLE_NAME")).hasSize(1);
		assertThat(rows(this.metadata.getTables(null, "temp", "person", null), "TABLE_NAME")).isEmpty();
		assertThat(rows(this.metadata.getTables(null, "public", "%", null), "TABLE_NAME")).isEmpty();
		assertThat(rows(this.metadata.getTables("app", null, "%", null), "TABLE_NAME")).isEmpty();
	}

	@Test
	void showsTheTemporaryTableThatHidesAnother() throws SQLException {
		execute("create temp table PERSON(other text)");
		assertThat(tables("person")).containsExactly("LOCAL TEMPORARY|PERSON");
		assertThat(rows(this.metadata.getColumns(null, null, "person", "%"), "COLUMN_NAME")).containsExactly("other");
	}

	@Test
	void closesTheStatementWithTheResult() throws SQLException {
		ResultSet result = this.metadata.getTables(null, null, "%", null);
		Statement statement = result.getStatement();
		assertThat(statement.isClosed()).isFalse();
		result.close();
		assertThat(statement.isClosed()).isTrue();
	}

	@Test
	void answersWhileAnotherResultIsOpen() throws SQLException {
		int tables = 0;
		try (ResultSet result = this.metadata.getTables(null, null, "%", new String[] { "TABLE" })) {
			while (result.next()) {
				assertThat(
						rows(this.metadata.getColumns(null, null, result.getString("TABLE_NAME"), "%"), "TABLE_NAME"))
					.isNotEmpty();
				tables++;
			}
		}
		assertThat(tables).isEqualTo(5);
	}

	@Test
	void tellsOfTheRowid() throws SQLException {
		execute("create table keyed(k text primary key) without rowid");
		assertThat(rows(this.metadata.getPseudoColumns(null, null, "%person%", "%"), "TABLE_NAME", "COLUMN_NAME"))
			.containsExactly("Person|rowid", "personXteam|rowid", "person_team|rowid");
		assertThat(rows(this.metadata.getPseudoColumns(null, null, "keyed", "%"), "TABLE_NAME")).isEmpty();
		assertThat(rows(this.metadata.getPseudoColumns(null, null, "person", "ctid"), "TABLE_NAME")).isEmpty();
	}

	private List<String> tables(String pattern, String... types) throws SQLException {
		String[] wanted = (types.length > 0 || (pattern != null && pattern.equals("%"))) ? types : null;
		return rows(this.metadata.getTables(null, null, pattern, wanted), "TABLE_TYPE", "TABLE_NAME");
	}

}
