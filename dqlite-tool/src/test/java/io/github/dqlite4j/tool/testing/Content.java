package io.github.dqlite4j.tool.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is in a SQLite file, as text.
 */
public final class Content {

	private Content() {
	}

	public static Connection open(Path file) throws SQLException {
		return DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
	}

	/**
	 * Fills a new file.
	 */
	public static void create(Path file, String... statements) throws SQLException {
		try (Connection connection = open(file)) {
			for (String sql : statements) {
				execute(connection, sql);
			}
		}
	}

	public static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Returns the first column of a query.
	 */
	public static List<String> query(Connection connection, String sql) throws SQLException {
		List<String> values = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				values.add(rows.getString(1));
			}
		}
		return values;
	}

	public static List<String> query(Path file, String sql) throws SQLException {
		try (Connection connection = open(file)) {
			return query(connection, sql);
		}
	}

	/**
	 * Returns the schema, and every value of every row with its storage class, in an
	 * order of its own.
	 */
	public static List<String> of(Path file) throws SQLException {
		List<String> lines = new ArrayList<>();
		try (Connection connection = open(file)) {
			lines.addAll(query(connection, "SELECT type || ' ' || name || ': ' || sql FROM sqlite_schema"
					+ " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY type, name"));
			for (String pragma : List.of("user_version", "application_id")) {
				lines.add(pragma + " " + query(connection, "PRAGMA " + pragma));
			}
			for (String table : query(connection,
					"SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
							+ " AND name NOT LIKE 'sqlite\\_s%' ESCAPE '\\' ORDER BY name")) {
				lines.addAll(rows(connection, table));
			}
			if (!query(connection, "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").isEmpty()) {
				lines.addAll(rows(connection, "sqlite_sequence"));
			}
		}
		return lines;
	}

	private static List<String> rows(Connection connection, String table) throws SQLException {
		String quoted = '"' + table.replace("\"", "\"\"") + '"';
		List<String> columns = query(connection, "SELECT name FROM pragma_table_xinfo(" + quoted + ")");
		String values = columns.stream()
			.map((column) -> "typeof(\"%1$s\") || ' ' || coalesce(hex(\"%1$s\") || '/' || quote(\"%1$s\"), '')"
				.formatted(column))
			.reduce((one, other) -> one + " || ', ' || " + other)
			.orElseThrow();
		return query(connection, "SELECT '" + table + ": ' || " + values + " FROM " + quoted + " ORDER BY 1");
	}

}
