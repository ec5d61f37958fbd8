package io.github.dqlite4j.tool.sql;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.tool.cli.Output;

/**
 * Prints an array with an object for each row. Columns of the same name get a number.
 */
final class JsonPrinter implements ResultPrinter {

	@Override
	public long print(ResultSet rows, SqlSettings settings, PrintWriter out) throws SQLException {
		List<String> labels = ResultPrinter.labels(rows);
		long count = 0;
		out.print('[');
		while (rows.next()) {
			Map<String, @Nullable Object> row = new LinkedHashMap<>();
			for (int i = 0; i < labels.size(); i++) {
				row.put(unique(labels.get(i), row), value(rows.getObject(i + 1)));
			}
			out.print((count == 0) ? "" : ",\n");
			out.print(Output.toJson(row));
			count++;
		}
		out.println(']');
		return count;
	}

	private static String unique(String label, Map<String, @Nullable Object> row) {
		String name = label;
		for (int i = 2; row.containsKey(name); i++) {
			name = label + "_" + i;
		}
		return name;
	}

	private static @Nullable Object value(@Nullable Object value) {
		if (value == null || value instanceof Long || value instanceof Boolean) {
			return value;
		}
		if (value instanceof Double number && Double.isFinite(number)) {
			return number;
		}
		return CellFormat.text(value);
	}

}
