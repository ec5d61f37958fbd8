package io.github.dqlite4j.hibernate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Renders foreign keys for {@code create table} and {@code alter table … add column}, the
 * only two places where SQLite accepts them. The referenced table need not exist yet:
 * SQLite resolves it when rows are written.
 */
final class ForeignKeyClauses {

	private final Dialect dialect;

	ForeignKeyClauses(Dialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * The foreign keys of a table that exist in the database.
	 * @param table the referencing table
	 * @return the foreign keys, in mapping order
	 */
	static Stream<ForeignKey> physicalKeys(Table table) {
		return table.getForeignKeyCollection()
			.stream()
			.filter((key) -> key.isPhysicalConstraint() && key.isCreationEnabled());
	}

	/**
	 * The table constraints for all foreign keys of a table.
	 * @param table the referencing table
	 * @return text to be put behind the column list, each constraint with a leading
	 * comma; empty if there are none
	 */
	String tableConstraints(Table table) {
		return physicalKeys(table)
			.map((key) -> ", constraint " + this.dialect.quote(key.getName()) + " "
					+ ((key.getKeyDefinition() != null) ? key.getKeyDefinition() : definition(key)))
			.collect(Collectors.joining());
	}

	/**
	 * The column constraint for a column that alone makes up a foreign key.
	 * @param table the referencing table
	 * @param column the column to be added
	 * @return the {@code references} clause, or {@code null} if the column is no such key
	 */
	@Nullable String columnConstraint(Table table, Column column) {
		return physicalKeys(table).filter((key) -> key.getKeyDefinition() == null && isOnly(key, column))
			.map((key) -> "constraint " + this.dialect.quote(key.getName()) + " " + references(key))
			.findFirst()
			.orElse(null);
	}

	private static boolean isOnly(ForeignKey key, Column column) {
		return key.getColumnSpan() == 1 && key.getColumn(0).getCanonicalName().equals(column.getCanonicalName());
	}

	private String definition(ForeignKey key) {
		return "foreign key (" + names(key.getColumns()) + ") " + references(key);
	}

	private String references(ForeignKey key) {
		Table referenced = key.getReferencedTable();
		List<Column> columns = key.isReferenceToPrimaryKey() ? referenced.getPrimaryKey().getColumns()
				: key.getReferencedColumns();
		StringBuilder clause = new StringBuilder("references ").append(referenced.getQuotedName(this.dialect))
			.append(" (")
			.append(names(columns))
			.append(')');
		OnDeleteAction onDelete = key.getOnDeleteAction();
		if (onDelete != null && onDelete != OnDeleteAction.NO_ACTION) {
			clause.append(" on delete ").append(onDelete.toSqlString());
		}
		if (key.getOptions() != null && !key.getOptions().isBlank()) {
			clause.append(' ').append(key.getOptions());
		}
		return clause.toString();
	}

	private String names(List<Column> columns) {
		return columns.stream().map((column) -> column.getQuotedName(this.dialect)).collect(Collectors.joining(", "));
	}

}
