package io.github.dqlite4j.jdbc;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A foreign key while it is put together. One that is declared without a name gets one in
 * the form {@code table_column_fkey}: readers such as Hibernate tell the keys of a table
 * apart by their names alone.
 */
final class CatalogForeignKey {

	private final String childTable;

	private final String parentTable;

	private final int updateRule;

	private final int deleteRule;

	private final CatalogTableDdl.@Nullable ForeignKey declaration;

	private final CatalogTableDdl parent;

	private final List<String> childColumns = new ArrayList<>();

	private final List<@Nullable String> parentColumns = new ArrayList<>();

	private String name = "";

	CatalogForeignKey(String childTable, String parentTable, int updateRule, int deleteRule,
			CatalogTableDdl.@Nullable ForeignKey declaration, CatalogTableDdl parent) {
		this.childTable = childTable;
		this.parentTable = parentTable;
		this.updateRule = updateRule;
		this.deleteRule = deleteRule;
		this.declaration = declaration;
		this.parent = parent;
	}

	/**
	 * Add a pair of columns.
	 * @param parentColumn the column of the parent; {@code null} if the parent is gone
	 */
	void add(String childColumn, @Nullable String parentColumn) {
		this.childColumns.add(childColumn);
		this.parentColumns.add(parentColumn);
	}

	/**
	 * Set the name when all columns are known.
	 * @param used how often each name that was made up is used
	 */
	void ensureName(Map<String, Integer> used) {
		if (this.declaration != null && this.declaration.name() != null) {
			this.name = this.declaration.name();
			return;
		}
		String base = this.childTable + "_" + String.join("_", this.childColumns) + "_fkey";
		int count = used.merge(base, 1, Integer::sum);
		this.name = (count == 1) ? base : base + (count - 1);
	}

	String childTable() {
		return this.childTable;
	}

	String parentTable() {
		return this.parentTable;
	}

	String name() {
		return this.name;
	}

	void addTo(CatalogRows rows) {
		String keyName = this.parentColumns.contains(null) ? null : this.parent.keyName(this.parentColumns);
		for (int i = 0; i < this.childColumns.size(); i++) {
			rows.add(null, null, this.parentTable, this.parentColumns.get(i), null, null, this.childTable,
					this.childColumns.get(i), i + 1, this.updateRule, this.deleteRule, this.name, keyName,
					deferrability());
		}
	}

	private int deferrability() {
		if (this.declaration == null || !this.declaration.deferrable()) {
			return DatabaseMetaData.importedKeyNotDeferrable;
		}
		return this.declaration.deferred() ? DatabaseMetaData.importedKeyInitiallyDeferred
				: DatabaseMetaData.importedKeyInitiallyImmediate;
	}

}
