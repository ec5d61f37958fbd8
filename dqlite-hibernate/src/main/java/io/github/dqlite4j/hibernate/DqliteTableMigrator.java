package io.github.dqlite4j.hibernate;

import java.util.Arrays;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.extract.spi.TableInformation;
import org.hibernate.tool.schema.internal.StandardTableMigrator;

/**
 * Adds columns that an existing table lacks, each with its foreign key: SQLite can add a
 * constraint to an existing table only together with a column.
 */
final class DqliteTableMigrator extends StandardTableMigrator {

	private final ForeignKeyClauses foreignKeys;

	DqliteTableMigrator(Dialect dialect) {
		super(dialect);
		this.foreignKeys = new ForeignKeyClauses(dialect);
	}

	@Override
	public String[] getSqlAlterStrings(Table table, Metadata metadata, TableInformation tableInfo,
			SqlStringGenerationContext context) {
		String[] commands = super.getSqlAlterStrings(table, metadata, tableInfo, context);
		return Arrays.stream(commands).map((command) -> withForeignKey(command, table)).toArray(String[]::new);
	}

	private String withForeignKey(String command, Table table) {
		for (Column column : table.getColumns()) {
			String name = column.getQuotedName(this.dialect);
			String constraint = this.foreignKeys.columnConstraint(table, column);
			if (constraint != null && command.contains(" " + this.dialect.getAddColumnString() + " " + name + " ")) {
				return command + " " + constraint;
			}
		}
		return command;
	}

}
