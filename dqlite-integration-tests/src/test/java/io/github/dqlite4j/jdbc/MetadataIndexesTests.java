package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetadataIndexesTests extends AbstractMetadataTests {

	@Test
	void readsIndexes() throws SQLException {
		execute("create table t(id integer primary key, a text, b int, \"c d\" int)",
				"create unique index u on t(b, a desc)", "create index i on T(\"c d\" collate nocase)");
		assertThat(indexes("t", false)).containsExactly("t|u|0|1|b|A|null", "t|u|0|2|a|D|null", "t|i|1|1|c d|A|null");
		assertThat(indexes("t", true)).containsExactly("t|u|0|1|b|A|null", "t|u|0|2|a|D|null");
	}

	@Test
	void showsExpressionsAndConditions() throws SQLException {
		execute("create table t(a text, b int)", """
				create index [i, (x)] on t (
					lower(a) collate nocase desc, -- a comment, with (signs
					b + 1, b, coalesce(a, 'x)', ',') asc
				) where b > 3 and a <> ';'""");
		assertThat(indexes("t", false)).containsExactly("t|i, (x)|1|1|lower(a)|D|b > 3 and a <> ';'",
				"t|i, (x)|1|2|b + 1|A|b > 3 and a <> ';'", "t|i, (x)|1|3|b|A|b > 3 and a <> ';'",
				"t|i, (x)|1|4|coalesce(a, 'x)', ',')|A|b > 3 and a <> ';'");
	}

	@Test
	void namesTheIndexesOfConstraintsAfterThem() throws SQLException {
		execute("create table t(k text, a int, b int unique, constraint pk_t primary key (k), "
				+ "constraint uq_ab unique (a, b))");
		assertThat(indexes("t", true)).containsExactly("t|pk_t|0|1|k|A|null", "t|sqlite_autoindex_t_1|0|1|b|A|null",
				"t|uq_ab|0|1|a|A|null", "t|uq_ab|0|2|b|A|null");
	}

	@Test
	void readsTheIndexesOfAllTables() throws SQLException {
		execute("create table s(a int unique)", "create table t(a int)", "create index i on t(a)");
		assertThat(indexes(null, false)).containsExactly("s|sqlite_autoindex_s_1|0|1|a|A|null", "t|i|1|1|a|A|null");
	}

	private List<String> indexes(String table, boolean unique) throws SQLException {
		return rows(this.metadata.getIndexInfo(null, null, table, unique, true), "TABLE_NAME", "INDEX_NAME",
				"NON_UNIQUE", "ORDINAL_POSITION", "COLUMN_NAME", "ASC_OR_DESC", "FILTER_CONDITION");
	}

}
