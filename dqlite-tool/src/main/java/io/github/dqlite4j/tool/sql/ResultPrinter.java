package io.github.dqlite4j.tool.sql;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints a result while it comes in, however large it is.
 */
@FunctionalInterface
interface ResultPrinter {

	/**
	 * Print a result.
	 * @param rows the result, before its first row
	 * @param settings how
	 * @param out where to
	 * @return how many rows it had
	 */
	long print(ResultSet rows, SqlSettings settings, PrintWriter out) throws SQLException;

	/**
	 * Return the names of the columns.
	 */
	static List<String> labels(ResultSet rows) throws SQLException {
		ResultSetMetaData metaData = rows.getMetaData();
		List<String> labels = new ArrayList<>();
		for (int i = 1; i <= metaData.getColumnCount(); i++) {
			labels.add(metaData.getColumnLabel(i));
		}
		return labels;
	}

}
