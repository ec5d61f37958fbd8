package io.github.dqlite4j.tool.sql;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jline.utils.AttributedString;

/**
 * Prints columns of equal width, numbers to the right. The first rows decide how wide: a
 * result need not fit in memory.
 */
final class TablePrinter implements ResultPrinter {

	private static final int MEASURED_ROWS = 1_000;

	@Override
	public long print(ResultSet rows, SqlSettings settings, PrintWriter out) throws SQLException {
		List<String> labels = ResultPrinter.labels(rows);
		int[] widths = labels.stream().mapToInt(settings.headers() ? TablePrinter::width : (label) -> 0).toArray();
		List<List<Cell>> measured = new ArrayList<>();
		boolean more = rows.next();
		while (more && measured.size() < MEASURED_ROWS) {
			List<Cell> row = cells(rows, labels.size(), settings);
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], width(row.get(i).text()));
			}
			measured.add(row);
			more = rows.next();
		}
		if (settings.headers()) {
			printHeader(labels, widths, out);
		}
		measured.forEach((row) -> print(row, widths, out));
		long count = measured.size();
		while (more) {
			print(cells(rows, labels.size(), settings), widths, out);
			count++;
			more = rows.next();
		}
		out.println((count == 1) ? "(1 row)" : "(" + count + " rows)");
		return count;
	}

	private static void printHeader(List<String> labels, int[] widths, PrintWriter out) {
		print(labels.stream().map((label) -> new Cell(label, false)).toList(), widths, out);
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < widths.length; i++) {
			line.append((i > 0) ? "-+-" : "").append("-".repeat(widths[i]));
		}
		out.println(line);
	}

	private static List<Cell> cells(ResultSet rows, int columns, SqlSettings settings) throws SQLException {
		List<Cell> cells = new ArrayList<>(columns);
		for (int i = 1; i <= columns; i++) {
			Object value = rows.getObject(i);
			cells.add(new Cell(CellFormat.printable(value, settings.nullText()), value instanceof Number));
		}
		return cells;
	}

	private static void print(List<Cell> row, int[] widths, PrintWriter out) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < widths.length; i++) {
			Cell cell = row.get(i);
			String padding = " ".repeat(Math.max(widths[i] - width(cell.text()), 0));
			line.append((i > 0) ? " | " : "");
			line.append(cell.toTheRight() ? padding + cell.text() : cell.text() + padding);
		}
		out.println(line.toString().stripTrailing());
	}

	/**
	 * How many columns of a terminal a text takes: some characters take two, some none.
	 */
	private static int width(String text) {
		return new AttributedString(text).columnLength();
	}

	private record Cell(String text, boolean toTheRight) {

	}

}
