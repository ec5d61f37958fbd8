package io.github.dqlite4j.sequence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements of the tests, in short.
 */
final class Sql {

	private Sql() {
	}

	static void run(Connection connection, String... statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	static long number(Connection connection, String sql, Object... parameters) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setObject(i + 1, parameters[i]);
			}
			try (ResultSet rows = statement.executeQuery()) {
				if (!rows.next()) {
					throw new AssertionError("no row: " + sql);
				}
				return rows.getLong(1);
			}
		}
	}

	static long next(Connection connection, String sequence) throws SQLException {
		return number(connection, "select nextval(?)", sequence);
	}

	static List<Long> next(Connection connection, String sequence, int count) throws SQLException {
		List<Long> values = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			values.add(next(connection, sequence));
		}
		return values;
	}

}
