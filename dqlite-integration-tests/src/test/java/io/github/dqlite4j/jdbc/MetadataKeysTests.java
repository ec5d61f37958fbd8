package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetadataKeysTests extends AbstractMetadataTests {

	@Test
	void readsPrimaryKeysWithTheirNames() throws SQLException {
		execute("create table a(id integer constraint pk_a primary key)",
				"create table b(x int, y int, constraint /* in, between */ [pk (b)] primary key (y, x desc))",
				"create table c(id text primary key) without rowid", "create table d(x int)",
				"create table e(\"primary\" int, k text default 'constraint f primary key', check (k <> ')'), "
						+ "constraint u unique (k), primary key(\"primary\", k))");
		assertThat(primaryKeys("A")).containsExactly("a|id|1|pk_a");
		assertThat(primaryKeys("b")).containsExactly("b|x|2|pk (b)", "b|y|1|pk (b)");
		assertThat(primaryKeys("c")).containsExactly("c|id|1|null");
		assertThat(primaryKeys("d")).isEmpty();
		assertThat(primaryKeys("e")).containsExactly("e|k|2|null", "e|primary|1|null");
		assertThat(primaryKeys(null)).hasSize(6);
	}

	@Test
	void readsForeignKeysWithNamesActionsAndDeferrability() throws SQLException {
		execute("create table parent(id integer constraint pk_parent primary key, code text, region text, "
				+ "constraint uq_code unique (region, code))", """
						create table child(
							id integer primary key,
							a integer constraint fk_a references parent(id) on delete cascade on update restrict,
							b integer references Parent deferrable initially deferred,
							c integer not null references parent (id) match full on delete set null not deferrable,
							code text, region text, -- not, constraint x foreign key
							constraint fk_code foreign key (code, region) references parent(code, region)
								on delete set default on update no action deferrable initially immediate,
							foreign key (a) references parent(id) deferrable
						)""");
		assertThat(rows(this.metadata.getImportedKeys(null, null, "child"), "FK_NAME", "PKTABLE_NAME", "PKCOLUMN_NAME",
				"FKTABLE_NAME", "FKCOLUMN_NAME", "KEY_SEQ", "UPDATE_RULE", "DELETE_RULE", "PK_NAME", "DEFERRABILITY"))
			.containsExactly("child_a_fkey|parent|id|child|a|1|3|3|pk_parent|6",
					"child_b_fkey|parent|id|child|b|1|3|3|pk_parent|5",
					"child_c_fkey|parent|id|child|c|1|3|2|pk_parent|7", "fk_a|parent|id|child|a|1|1|0|pk_parent|7",
					"fk_code|parent|code|child|code|1|3|4|uq_code|6",
					"fk_code|parent|region|child|region|2|3|4|uq_code|6");
	}

	@Test
	void readsForeignKeysOfAddedColumns() throws SQLException {
		execute("create table parent(id integer primary key)",
				"create table child(a int, constraint fk_a foreign key (a) references parent)",
				"alter table child add column b int constraint fk_b references parent(id) on delete cascade");
		assertThat(rows(this.metadata.getImportedKeys(null, null, "child"), "FK_NAME", "FKCOLUMN_NAME", "DELETE_RULE"))
			.containsExactly("fk_a|a|3", "fk_b|b|0");
	}

	@Test
	void tellsKeysWithoutNamesApart() throws SQLException {
		execute("create table p(id integer primary key)", "create table q(id integer primary key)",
				"create table child(a int references p, foreign key (a) references q)");
		assertThat(rows(this.metadata.getImportedKeys(null, null, "child"), "FK_NAME", "PKTABLE_NAME"))
			.containsExactly("child_a_fkey|p", "child_a_fkey1|q");
	}

	@Test
	void readsForeignKeysFromTheOtherEnd() throws SQLException {
		execute("create table \"Par ent\"(id integer primary key)",
				"create table \"one\"(p int constraint fk_one references \"Par ent\")",
				"create table two(p int constraint fk_two references [par ENT](id), o int)",
				"create table self(id integer primary key, up int references self)");
		assertThat(
				rows(this.metadata.getExportedKeys(null, null, "par ent"), "PKTABLE_NAME", "FKTABLE_NAME", "FK_NAME"))
			.containsExactly("Par ent|one|fk_one", "Par ent|two|fk_two");
		assertThat(rows(this.metadata.getCrossReference(null, null, "Par ent", null, null, "two"), "FK_NAME",
				"PKCOLUMN_NAME"))
			.containsExactly("fk_two|id");
		assertThat(rows(this.metadata.getCrossReference(null, null, "one", null, null, "two"), "FK_NAME")).isEmpty();
		assertThat(rows(this.metadata.getExportedKeys(null, null, "self"), "FKTABLE_NAME", "FKCOLUMN_NAME"))
			.containsExactly("self|up");
	}

	@Test
	void readsForeignKeysToTablesThatAreMissing() throws SQLException {
		execute("create table child(a int references nowhere, b int references nowhere(x))");
		assertThat(rows(this.metadata.getImportedKeys(null, null, "child"), "PKTABLE_NAME", "PKCOLUMN_NAME", "PK_NAME"))
			.containsExactly("nowhere|null|null", "nowhere|x|null");
	}

	@Test
	void namesTheColumnsOfTheResultsAsJdbcSays() throws SQLException {
		assertThat(labels(this.metadata.getPrimaryKeys(null, null, "x"))).containsExactly("TABLE_CAT", "TABLE_SCHEM",
				"TABLE_NAME", "COLUMN_NAME", "KEY_SEQ", "PK_NAME");
		assertThat(labels(this.metadata.getImportedKeys(null, null, "x"))).containsExactly("PKTABLE_CAT",
				"PKTABLE_SCHEM", "PKTABLE_NAME", "PKCOLUMN_NAME", "FKTABLE_CAT", "FKTABLE_SCHEM", "FKTABLE_NAME",
				"FKCOLUMN_NAME", "KEY_SEQ", "UPDATE_RULE", "DELETE_RULE", "FK_NAME", "PK_NAME", "DEFERRABILITY");
	}

	private List<String> primaryKeys(String table) throws SQLException {
		return rows(this.metadata.getPrimaryKeys(null, null, table), "TABLE_NAME", "COLUMN_NAME", "KEY_SEQ", "PK_NAME");
	}

}
