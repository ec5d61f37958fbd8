package io.github.dqlite4j.tool.sql;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints CSV. NULL is nothing at all, and the empty text two quotes, so that they can be
 * told apart.
 */
final class CsvPrinter implements ResultPrinter {

	@Override
	public long print(ResultSet rows, SqlSettings settings, PrintWriter out) throws SQLException {
		List<String> labels = ResultPrinter.labels(rows);
		if (settings.headers()) {
			out.println(labels.stream().map(CsvPrinter::quote).collect(Collectors.joining(",")));
		}
		long count = 0;
		while (rows.next()) {
			List<String> cells = new ArrayList<>();
			for (int i = 1; i <= labels.size(); i++) {
				Object value = rows.getObject(i);
				cells.add((value != null) ? quote(CellFormat.text(value)) : "");
			}
			out.println(String.join(",", cells));
			count++;
		}
		return count;
	}

	private static String quote(String text) {
		boolean plain = !text.isEmpty()
				&& text.chars().noneMatch((c) -> c == ',' || c == '"' || c == '\n' || c == '\r');
		return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
	}

}
