package io.github.dqlite4j.tool.sql;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Prints a line for each value, and an empty one between rows.
 */
final class LinePrinter implements ResultPrinter {

	@Override
	public long print(ResultSet rows, SqlSettings settings, PrintWriter out) throws SQLException {
		List<String> labels = ResultPrinter.labels(rows);
		int width = labels.stream().mapToInt(String::length).max().orElse(0);
		long count = 0;
		while (rows.next()) {
			if (count > 0) {
				out.println();
			}
			for (int i = 0; i < labels.size(); i++) {
				String label = labels.get(i);
				out.println(" ".repeat(width - label.length()) + label + " = "
						+ CellFormat.printable(rows.getObject(i + 1), settings.nullText()));
			}
			count++;
		}
		return count;
	}

}
