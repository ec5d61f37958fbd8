package io.github.dqlite4j.guard;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values of the wrong kind in columns of the four types that the engine makes promises
 * about.
 */
class DeclaredTypeTests {

	@RegisterExtension
	static final GuardedNode node = new GuardedNode();

	static Stream<Arguments> valuesInColumns() {
		return Stream
			.of("BOOLEAN", "date", "DateTime", "TIMESTAMP", "\"boolean\"", "[DATE]", "`timestamp`", "'datetime'")
			.flatMap((type) -> Stream
				.of(1.5, "true", "", new byte[] { 0, 1 }, new byte[0], 42L, Double.NEGATIVE_INFINITY)
				.map((value) -> Arguments.of(type, value)));
	}

	@ParameterizedTest
	@MethodSource("valuesInColumns")
	void anyValueIsKeptAndRead(String type, Object value) throws SQLException {
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("CREATE TABLE t (id INTEGER PRIMARY KEY, a " + type + ")");
				statement.executeUpdate("ALTER TABLE t ADD COLUMN b " + type);
				statement.executeUpdate("CREATE TEMP TABLE u (a " + type + ", b)");
				statement.executeUpdate("CREATE VIEW v (x, y) AS SELECT a, b FROM (SELECT * FROM t)");
			}
			try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t (a, b) VALUES (?, ?)")) {
				insert.setObject(1, value);
				insert.setObject(2, value);
				insert.executeUpdate();
			}
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("INSERT INTO u SELECT a, b FROM t");
				statement.executeUpdate("CREATE TABLE c AS SELECT * FROM t");
			}
			for (String query : List.of("SELECT a, b FROM t", "SELECT a, b FROM u", "SELECT x, y FROM v",
					"SELECT a, b FROM c", "SELECT a AS x, b AS y FROM (SELECT * FROM t)",
					"SELECT CAST(a AS BOOLEAN), CAST(b AS DATE) FROM t WHERE 0", "SELECT max(a), min(b) FROM t")) {
				readAll(connection, query, value);
			}
		});
	}

	private static void readAll(Connection connection, String query, Object value) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			while (rows.next()) {
				for (int column = 1; column <= 2; column++) {
					if (value instanceof byte[] bytes) {
						assertThat(rows.getBytes(column)).isEqualTo(bytes);
					}
					else if (value instanceof Double number) {
						assertThat(rows.getObject(column)).isEqualTo(number);
					}
					else {
						assertThat(rows.getString(column)).isEqualTo(value.toString());
					}
				}
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "BOOLEAN, BOOL", "DATE, DATE", "DATETIME, DATETIME", "TIMESTAMP, TIMESTAMP" })
	void nullIsNullAndTheMetadataKeepsTheType(String declared, String reported) throws SQLException {
		int jdbcType = switch (declared) {
			case "BOOLEAN" -> Types.BOOLEAN;
			case "DATE" -> Types.DATE;
			default -> Types.TIMESTAMP;
		};
		node.attempt((connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("CREATE TABLE t (a " + declared + ")");
				statement.executeUpdate("INSERT INTO t VALUES (NULL)");
				try (ResultSet rows = statement.executeQuery("SELECT a FROM t")) {
					assertThat(rows.next()).isTrue();
					assertThat(rows.getObject(1)).isNull();
					assertThat(rows.getBoolean(1)).isFalse();
					assertThat(rows.wasNull()).isTrue();
				}
			}
			try (ResultSet columns = connection.getMetaData().getColumns(null, null, "t", "a")) {
				assertThat(columns.next()).isTrue();
				assertThat(columns.getInt("DATA_TYPE")).isEqualTo(jdbcType);
				assertThat(columns.getString("TYPE_NAME")).isEqualTo(reported);
			}
		});
	}

	@Test
	void affinityStaysNumeric() throws SQLException {
		node.attempt((connection) -> {
			for (String type : List.of("BOOLEAN", "DATE", "DATETIME", "TIMESTAMP")) {
				try (Statement statement = connection.createStatement()) {
					statement.executeUpdate("CREATE TABLE t (a " + type + ")");
					statement.executeUpdate("INSERT INTO t VALUES ('2024'), ('1.50'), (1), ('2024-01-01')");
					try (ResultSet rows = statement.executeQuery("SELECT group_concat(typeof(a)) FROM t")) {
						assertThat(rows.next()).isTrue();
						assertThat(rows.getString(1)).isEqualTo("integer,real,integer,text");
					}
					statement.executeUpdate("DROP TABLE t");
				}
			}
		});
	}

	@Test
	void theGuardCanBeSwitchedOff() throws SQLException {
		node.attempt((connection) -> {
			String url = connection.getMetaData().getURL();
			try (Connection unguarded = DriverManager.getConnection(url + "?declaredTypeGuard=false");
					Statement statement = unguarded.createStatement()) {
				statement.executeUpdate("CREATE TABLE t (a BOOLEAN)");
				statement.executeUpdate("INSERT INTO t VALUES (1)");
				try (ResultSet rows = statement.executeQuery("SELECT type FROM pragma_table_info('t')")) {
					assertThat(rows.next()).isTrue();
					assertThat(rows.getString(1)).isEqualTo("BOOLEAN");
				}
				try (ResultSet rows = statement.executeQuery("SELECT a FROM t")) {
					assertThat(rows.next()).isTrue();
					assertThat(rows.getObject(1)).isEqualTo(true);
				}
			}
		});
	}

	@Test
	void columnsMadeElsewhereAreWarnedOfOnce() throws SQLException {
		node.attempt((connection) -> {
			String url = connection.getMetaData().getURL();
			try (Connection unguarded = DriverManager.getConnection(url + "?declaredTypeGuard=false");
					Statement statement = unguarded.createStatement()) {
				statement.executeUpdate("CREATE TABLE t (a int, b boolean, c DATE, d DATE(10))");
			}
			// Options of its own make it the first connection of its kind.
			String other = url + "?connectTimeout=6s";
			try (WarningsOfTheDriver warnings = new WarningsOfTheDriver();
					Connection first = DriverManager.getConnection(other);
					Connection second = DriverManager.getConnection(other)) {
				assertThat(first.isValid(1)).isTrue();
				assertThat(second.isValid(1)).isTrue();
				assertThat(warnings.messages()).singleElement()
					.asString()
					.contains("[t.b BOOLEAN, t.c DATE]", "INSERT INTO new SELECT * FROM old");
			}
		});
	}

	/**
	 * What the driver logs meanwhile.
	 */
	private static final class WarningsOfTheDriver implements AutoCloseable {

		private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.dqlite4j.jdbc");

		private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

		WarningsOfTheDriver() {
			this.appender.start();
			this.logger.addAppender(this.appender);
		}

		List<String> messages() {
			return this.appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
		}

		@Override
		public void close() {
			this.logger.detachAppender(this.appender);
		}

	}

}
