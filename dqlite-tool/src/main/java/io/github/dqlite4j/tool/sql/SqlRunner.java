package io.github.dqlite4j.tool.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs statements and prints what they yield.
 */
final class SqlRunner {

	private final Connection connection;

	private final SqlSettings settings;

	private final PrintWriter out;

	private final boolean talkative;

	/**
	 * Create a runner.
	 * @param connection the connection
	 * @param settings how results are printed
	 * @param out where to
	 * @param talkative whether to say how many rows were changed: to people, not to
	 * programs
	 */
	SqlRunner(Connection connection, SqlSettings settings, PrintWriter out, boolean talkative) {
		this.connection = connection;
		this.settings = settings;
		this.out = out;
		this.talkative = talkative;
	}

	SqlSettings settings() {
		return this.settings;
	}

	PrintWriter out() {
		return this.out;
	}

	/**
	 * Run one statement.
	 */
	void run(String sql) throws SQLException {
		long start = System.nanoTime();
		try (Statement statement = this.connection.createStatement()) {
			if (statement.execute(sql)) {
				try (ResultSet rows = statement.getResultSet()) {
					this.settings.mode().printer().print(rows, this.settings, this.out);
				}
			}
			else if (this.talkative && this.settings.mode() == ResultMode.TABLE) {
				this.out.println((statement.getUpdateCount() == 1) ? "1 row changed"
						: statement.getUpdateCount() + " rows changed");
			}
		}
		finally {
			if (this.settings.timer()) {
				this.out.printf(Locale.ROOT, "%.1f ms%n",
						(System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1));
			}
			this.out.flush();
		}
	}

	/**
	 * Return the first column of a query.
	 */
	List<String> texts(String sql, String... parameters) throws SQLException {
		List<String> texts = new ArrayList<>();
		try (var statement = this.connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setString(i + 1, parameters[i]);
			}
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					texts.add(rows.getString(1));
				}
			}
		}
		return texts;
	}

	/**
	 * Return what names can be completed: those of tables, views and their columns.
	 */
	List<String> names() throws SQLException {
		List<String> names = texts("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')");
		names.addAll(texts("SELECT DISTINCT c.name FROM sqlite_schema t, pragma_table_info(t.name) c"
				+ " WHERE t.type IN ('table', 'view')"));
		return names;
	}

}
