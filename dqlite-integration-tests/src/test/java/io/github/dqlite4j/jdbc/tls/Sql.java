package io.github.dqlite4j.jdbc.tls;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * The shortest way to the database and back.
 */
final class Sql {

	/**
	 * A leader timeout that no test survives: whoever waits for it is found by the
	 * timeout of the test.
	 */
	static final String ENDLESS = "leaderTimeout=1h";

	private Sql() {
	}

	static Connection connect(String address, String options) throws SQLException {
		return DriverManager.getConnection(url(address, options));
	}

	static Connection connect(String address, String options, String... properties) throws SQLException {
		Properties info = new Properties();
		for (int i = 0; i < properties.length; i += 2) {
			info.setProperty(properties[i], properties[i + 1]);
		}
		return DriverManager.getConnection(url(address, options), info);
	}

	static String url(String address, String options) {
		return "jdbc:dqlite://" + address + "/app" + (options.isEmpty() ? "" : "?" + options);
	}

	static int one(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT 1")) {
			result.next();
			return result.getInt(1);
		}
	}

}
