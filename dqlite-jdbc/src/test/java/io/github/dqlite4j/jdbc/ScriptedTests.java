package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

import io.github.dqlite4j.client.Await;
import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.ScriptedServer;
import io.github.dqlite4j.client.ServerKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What tests over a {@link ScriptedServer} share.
 */
@Timeout(120)
abstract class ScriptedTests {

	/**
	 * How long the driver waits for an answer that does not come. All others have to come
	 * within that time as well.
	 */
	static final int SHORT_MILLIS = 500;

	private final List<AutoCloseable> resources = new ArrayList<>();

	@AfterEach
	void closeAll() throws Exception {
		for (int i = this.resources.size() - 1; i >= 0; i--) {
			this.resources.get(i).close();
		}
	}

	final ScriptedServer server(EngineGeneration generation) throws IOException {
		return server(generation, null);
	}

	/**
	 * Start a server.
	 * @param keys the certificate by which it speaks TLS, or {@code null} for plain text
	 */
	final ScriptedServer server(EngineGeneration generation, @Nullable ServerKeys keys) throws IOException {
		ScriptedServer server = ScriptedServer.start(generation, keys);
		this.resources.add(server);
		return server;
	}

	/**
	 * Connect, with ample time for everything.
	 * @param options further options
	 */
	final DqliteConnection connect(ScriptedServer server, String options) throws SQLException {
		Connection connection = DriverManager.getConnection("jdbc:dqlite://" + server.address()
				+ "/app?connectTimeout=20s&leaderTimeout=20s&declaredTypeGuard=false" + options);
		this.resources.add(connection);
		return connection.unwrap(DqliteConnection.class);
	}

	/**
	 * Connect, and from then on wait for no answer longer than {@link #SHORT_MILLIS}.
	 */
	final DqliteConnection connect(ScriptedServer server) throws SQLException {
		DqliteConnection connection = connect(server, "&busyTimeout=20s");
		connection.setNetworkTimeout(null, SHORT_MILLIS);
		return connection;
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	static List<Long> read(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			List<Long> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getLong(1));
			}
			return values;
		}
	}

	/**
	 * Assert that an action ends as a table says.
	 * @param expected an SQLState and the class of an exception, or OK
	 */
	static void assertOutcome(String expected, ThrowingCallable action) {
		Throwable thrown = catchThrowable(action);
		if (thrown == null) {
			assertThat("OK").isEqualTo(expected);
			return;
		}
		assertThat(thrown).isInstanceOf(SQLException.class);
		SQLException ex = (SQLException) thrown;
		assertThat(ex.getSQLState() + " " + ex.getClass().getSimpleName()).as(ex::getMessage).isEqualTo(expected);
	}

	/**
	 * Assert that nobody holds the right to write.
	 */
	static void assertLaneIsFree(DqliteConnection connection) throws Exception {
		Cluster.shared(connection.options()).writeLane().acquire(Deadline.after(Duration.ofMillis(1))).close();
	}

	static void awaitClosed(ScriptedServer server, int connections) {
		Await.until("only " + connections + " connections are open", () -> server.openConnections() == connections);
	}

}
