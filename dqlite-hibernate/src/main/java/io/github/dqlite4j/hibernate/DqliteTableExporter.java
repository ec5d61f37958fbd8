package io.github.dqlite4j.hibernate;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.internal.StandardTableExporter;

/**
 * Creates and drops tables.
 * <p>
 * Beyond the standard: foreign keys are part of {@code create table} (SQLite cannot add
 * them later), and an identity column carries its primary key itself.
 */
final class DqliteTableExporter extends StandardTableExporter {

	static final String FOREIGN_KEYS_OFF = "PRAGMA foreign_keys=off";

	static final String FOREIGN_KEYS_ON = "PRAGMA foreign_keys=on";

	private final ForeignKeyClauses foreignKeys;

	DqliteTableExporter(Dialect dialect) {
		super(dialect);
		this.foreignKeys = new ForeignKeyClauses(dialect);
	}

	@Override
	public String[] getSqlCreateStrings(Table table, Metadata metadata, SqlStringGenerationContext context) {
		String[] commands = super.getSqlCreateStrings(table, metadata, context);
		if (!table.isView() && table.hasPrimaryKey() && hasIdentityColumn(table)) {
			commands[0] = commands[0].replace(", " + primaryKeyString(table.getPrimaryKey()), "");
		}
		return commands;
	}

	private static boolean hasIdentityColumn(Table table) {
		PrimaryKey primaryKey = table.getPrimaryKey();
		return primaryKey.getColumnSpan() == 1 && table.getColumns()
			.stream()
			.filter(Column::isIdentity)
			.anyMatch((column) -> column.getCanonicalName().equals(primaryKey.getColumn(0).getCanonicalName()));
	}

	@Override
	protected void applyTableCheck(Table table, StringBuilder buf) {
		super.applyTableCheck(table, buf);
		buf.append(this.foreignKeys.tableConstraints(table));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Dropping a table deletes its rows first, which rows of other tables may forbid, and
	 * with circular foreign keys no order of dropping helps. So enforcement is suspended
	 * around the drop of a table that another one references. That takes autocommit,
	 * which Hibernate's schema tools use: within a transaction SQLite ignores the PRAGMA.
	 */
	@Override
	public String[] getSqlDropStrings(Table table, Metadata metadata, SqlStringGenerationContext context) {
		String[] commands = super.getSqlDropStrings(table, metadata, context);
		if (table.isView() || !isReferencedByOthers(table, metadata)) {
			return commands;
		}
		return new String[] { FOREIGN_KEYS_OFF, commands[0], FOREIGN_KEYS_ON };
	}

	private static boolean isReferencedByOthers(Table table, Metadata metadata) {
		return metadata.collectTableMappings()
			.stream()
			.filter((other) -> other != table)
			.flatMap(ForeignKeyClauses::physicalKeys)
			.anyMatch((key) -> key.getReferencedTable() == table);
	}

}
