package io.github.dqlite4j.hibernate;

import java.util.stream.Collectors;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.unique.UniqueDelegate;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

/**
 * Renders every unique key as a named unique index.
 * <p>
 * SQLite cannot add a constraint to an existing table, and one declared in
 * {@code create table} loses its name (the index behind it is
 * {@code sqlite_autoindex_…}). A unique index enforces the same, may be the target of
 * foreign keys and of {@code on conflict}, keeps its name, and looks the same whether a
 * table was created or updated.
 */
final class UniqueIndexDelegate implements UniqueDelegate {

	private final Dialect dialect;

	UniqueIndexDelegate(Dialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public String getColumnDefinitionUniquenessFragment(Column column, SqlStringGenerationContext context) {
		return "";
	}

	@Override
	public String getTableCreationUniqueConstraintsFragment(Table table, SqlStringGenerationContext context) {
		return "";
	}

	@Override
	public String getAlterTableToAddUniqueKeyCommand(UniqueKey uniqueKey, Metadata metadata,
			SqlStringGenerationContext context) {
		return "create unique index " + this.dialect.quote(uniqueKey.getName()) + " on "
				+ context.format(uniqueKey.getTable().getQualifiedTableName()) + " (" + columns(uniqueKey) + ")";
	}

	@Override
	public String getAlterTableToDropUniqueKeyCommand(UniqueKey uniqueKey, Metadata metadata,
			SqlStringGenerationContext context) {
		return "drop index if exists " + this.dialect.quote(uniqueKey.getName());
	}

	private String columns(UniqueKey uniqueKey) {
		return uniqueKey.getColumns()
			.stream()
			.map((column) -> column.getQuotedName(this.dialect) + order(uniqueKey, column))
			.collect(Collectors.joining(", "));
	}

	private static String order(UniqueKey uniqueKey, Column column) {
		String order = uniqueKey.getColumnOrderMap().get(column);
		return (order != null) ? " " + order : "";
	}

}
