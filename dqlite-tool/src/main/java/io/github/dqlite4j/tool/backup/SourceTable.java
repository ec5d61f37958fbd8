package io.github.dqlite4j.tool.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are copied.
 *
 * @param name its name
 * @param columns the columns that have values of their own, so not the generated ones
 * @param rowId a name for the row id that is no column's, or {@code null} if there is
 * none
 * @param rows how many rows it has
 * @param shadow whether a virtual table keeps its data in it: it comes with some rows
 * then
 */
record SourceTable(String name, List<String> columns, @Nullable String rowId, long rows, boolean shadow) {

	/**
	 * What is read and written for each row, the row id first: rows that nothing but it
	 * identifies (in an index of FTS, or in an application that counts on it) stay what
	 * they are.
	 */
	List<String> values() {
		List<String> values = new ArrayList<>();
		if (this.rowId != null) {
			values.add(this.rowId);
		}
		this.columns.forEach((column) -> values.add(SchemaObject.quote(column)));
		return values;
	}

	String selectSql() {
		return "SELECT " + String.join(", ", values()) + " FROM " + SchemaObject.quote(this.name);
	}

	/**
	 * Return the statement that writes one row.
	 * @param castToText for each value, whether it is text that is sent as bytes
	 */
	String insertSql(boolean[] castToText) {
		List<String> placeholders = new ArrayList<>();
		for (boolean cast : castToText) {
			placeholders.add(cast ? "CAST(? AS TEXT)" : "?");
		}
		return "INSERT INTO " + SchemaObject.quote(this.name)
				+ values().stream().collect(Collectors.joining(", ", " (", ")"))
				+ placeholders.stream().collect(Collectors.joining(", ", " VALUES (", ")"));
	}

}
