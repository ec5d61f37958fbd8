package io.github.dqlite4j.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names that have to be quoted.
 */
class MetadataNamesTests extends AbstractMetadataTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "select", "two words", "Bücher & Œuvres", "日本語", "we\"ird", "it's", "back`tick", "br]acket",
					"per%cent_x", "back\\slash", "new\nline", "semi;colon -- no comment", "\ud83d\ude80", "sqlite" })
	void everyNameIsFoundAndToldAsItIs(String name) throws SQLException {
		String quoted = '"' + name.replace("\"", "\"\"") + '"';
		execute("create table %1$s (%1$s integer primary key, b int)".formatted(quoted),
				"create table \"child of %2$s (%1$s int constraint %1$s references %1$s (%1$s) on delete set null on update "
					.formatted(quoted, quoted.substring(1)) + "restrict)",
				"create unique index \"index of %2$s on %1$s (b, %1$s desc) where b > 0".formatted(quoted,
						quoted.substring(1)));
		String pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
		assertThat(rows(this.metadata.getTables(null, null, pattern, null), "TABLE_NAME")).containsExactly(name);
		assertThat(rows(this.metadata.getColumns(null, null, pattern, pattern), "TABLE_NAME", "COLUMN_NAME"))
			.containsExactly(name + "|" + name);
		assertThat(rows(this.metadata.getPrimaryKeys(null, null, name), "COLUMN_NAME")).containsExactly(name);
		String[] key = { "PKTABLE_NAME", "PKCOLUMN_NAME", "FKTABLE_NAME", "FKCOLUMN_NAME", "FK_NAME", "DELETE_RULE",
				"UPDATE_RULE" };
		String expected = String.join("|", name, name, "child of " + name, name, name, "2", "1");
		assertThat(rows(this.metadata.getImportedKeys(null, null, "child of " + name), key)).containsExactly(expected);
		assertThat(rows(this.metadata.getExportedKeys(null, null, name), key)).containsExactly(expected);
		assertThat(rows(this.metadata.getIndexInfo(null, null, name, true, false), "INDEX_NAME", "COLUMN_NAME",
				"ASC_OR_DESC"))
			.containsExactly("index of " + name + "|b|A", "index of " + name + "|" + name + "|D");
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select %1$s from %1$s".formatted(quoted))) {
			assertThat(rows.getMetaData().getTableName(1)).isEqualTo(name);
			assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo(name);
			assertThat(rows.findColumn(name)).isOne();
		}
	}

}
