package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * Rows that were computed here and become a result of the engine: they travel as one JSON
 * parameter, so their number is not bound by the number of parameters or terms that a
 * statement may have.
 */
final class CatalogRows {

	private final String[] columns;

	private final StringJoiner rows = new StringJoiner(",", "[", "]");

	CatalogRows(String... columns) {
		this.columns = columns;
	}

	/**
	 * Add a row.
	 * @param values strings, whole numbers, booleans (which become 0 and 1) and nulls,
	 * one for each column
	 */
	void add(@Nullable Object... values) {
		if (values.length != this.columns.length) {
			throw new IllegalArgumentException(values.length + " values for " + this.columns.length + " columns");
		}
		StringJoiner row = new StringJoiner(",", "[", "]");
		for (Object value : values) {
			row.add(encode(value));
		}
		this.rows.add(row.toString());
	}

	ResultSet toResultSet(Connection connection) throws SQLException {
		StringJoiner select = new StringJoiner(", ", "select ", " from json_each(?)");
		for (int i = 0; i < this.columns.length; i++) {
			select.add("json_extract(value, '$[" + i + "]') as \"" + this.columns[i] + '"');
		}
		return new CatalogQuery(select.toString()).parameter(this.rows.toString()).execute(connection);
	}

	private static String encode(@Nullable Object value) {
		if (value == null) {
			return "null";
		}
		if (value instanceof Boolean bool) {
			return bool ? "1" : "0";
		}
		return (value instanceof Number) ? value.toString() : quote(value.toString());
	}

	private static String quote(String text) {
		StringBuilder json = new StringBuilder(text.length() + 2).append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				json.append('\\').append(c);
			}
			else if (c < ' ') {
				json.append(String.format("\\u%04x", (int) c));
			}
			else {
				json.append(c);
			}
		}
		return json.append('"').toString();
	}

}
