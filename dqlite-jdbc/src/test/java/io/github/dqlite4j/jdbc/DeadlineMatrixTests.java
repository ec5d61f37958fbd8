package io.github.dqlite4j.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.Reply;
import io.github.dqlite4j.client.ScriptedServer;
import io.github.dqlite4j.client.ServerKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Every timeout, met by every {@link Hesitation} of a node, in plain text and by TLS. All
 * other timeouts are longer than the tests may take. Whatever ended, its socket is never
 * used again, and no thread, no socket and no right to write is left.
 */
class DeadlineMatrixTests extends ScriptedTests {

	@TempDir
	static Path directory;

	private static final int LONGEST_MILLIS = 60_000;

	private static ServerKeys keys;

	/** Only the request that hesitates has to end within it. */
	private static final int STALL_MILLIS = 150;

	private static Leftovers before;

	/**
	 * The short timeout of this test, in milliseconds.
	 */
	private int patience = STALL_MILLIS;

	@BeforeAll
	static void makeKeys() throws Exception {
		keys = ServerKeys.make(directory);
		before = Leftovers.none();
	}

	/**
	 * Idle threads end a few seconds later, which is not waited for after every test: one
	 * that hangs is still there at the end.
	 */
	@AfterAll
	static void awaitThreads() {
		before.awaitNoMore();
	}

	static Stream<Arguments> cells() {
		return Arrays.stream(Hesitation.values())
			.flatMap((hesitation) -> Stream.of(Transport.values())
				.map((transport) -> Arguments.of(hesitation, transport)));
	}

	@ParameterizedTest
	@MethodSource("cells")
	void connectTimeout(Hesitation hesitation, Transport transport) throws Exception {
		check(transport, (server) -> {
			server.on("LEADER", hesitation.answer());
			try (Connection connection = connect(server, transport, "connectTimeout=400ms&leaderTimeout=1h")) {
				assertThat(read(connection, "SELECT a")).containsExactly(1L);
				assertThat(server.accepted()).as("connections").isGreaterThan(1);
				awaitClosed(server, 1);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("cells")
	void leaderTimeout(Hesitation hesitation, Transport transport) throws Exception {
		check(transport, (server) -> {
			server.always("LEADER", hesitation.answer());
			assertOutcome("08001 SQLTransientConnectionException",
					() -> connect(server, transport, "connectTimeout=1h&leaderTimeout=200ms"));
		});
	}

	@ParameterizedTest
	@EnumSource
	void connectTimeoutInTheHandshake(Hesitation hesitation) throws Exception {
		check(Transport.TLS, (server) -> {
			server.on("HANDSHAKE", hesitation.handshake());
			try (Connection connection = connect(server, Transport.TLS, "connectTimeout=1s&leaderTimeout=1h")) {
				assertThat(read(connection, "SELECT a")).containsExactly(1L);
				assertThat(server.count("HANDSHAKE")).as("handshakes").isGreaterThan(1);
				awaitClosed(server, 1);
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void leaderTimeoutInTheHandshake(Hesitation hesitation) throws Exception {
		check(Transport.TLS, (server) -> {
			server.always("HANDSHAKE", hesitation.handshake());
			assertOutcome("08001 SQLTransientConnectionException",
					() -> connect(server, Transport.TLS, "connectTimeout=1h&leaderTimeout=200ms"));
			assertThat(server.count("LEADER")).as("questions").isZero();
		});
	}

	@ParameterizedTest
	@MethodSource("cells")
	void readTimeoutOfAQuery(Hesitation hesitation, Transport transport) throws Exception {
		checkConnected(transport, (server, connection) -> {
			connection.setNetworkTimeout(null, this.patience);
			server.on("SELECT a", hesitation.answer());
			assertEnds(server, connection, "SELECT a", "57014 SQLTimeoutException", () -> read(connection, "SELECT a"));
		});
	}

	@ParameterizedTest
	@MethodSource("cells")
	void readTimeoutAmongRows(Hesitation hesitation, Transport transport) throws Exception {
		checkConnected(transport, (server, connection) -> {
			connection.setNetworkTimeout(null, this.patience);
			server.on("SELECT a", (call) -> {
				call.send(Reply.rows(false, "a", 1));
				hesitation.answer().run(call);
			});
			assertEnds(server, connection, "SELECT a", "57014 SQLTimeoutException", () -> read(connection, "SELECT a"));
		});
	}

	@ParameterizedTest
	@MethodSource("cells")
	void readTimeoutOfAWrite(Hesitation hesitation, Transport transport) throws Exception {
		checkConnected(transport, (server, connection) -> {
			connection.setNetworkTimeout(null, this.patience);
			server.on("INSERT", hesitation.answer());
			assertEnds(server, connection, "INSERT", "08007 SQLNonTransientConnectionException",
					() -> execute(connection, "INSERT INTO t VALUES (1)"));
		});
	}

	@ParameterizedTest
	@MethodSource("cells")
	void readTimeoutOfACommit(Hesitation hesitation, Transport transport) throws Exception {
		checkConnected(transport, (server, connection) -> {
			connection.setAutoCommit(false);
			execute(connection, "INSERT INTO t VALUES (1)");
			connection.setNetworkTimeout(null, this.patience);
			server.on("COMMIT", hesitation.answer());
			assertEnds(server, connection, "COMMIT", "08007 SQLNonTransientConnectionException", connection::commit);
		});
	}

	@ParameterizedTest
	@MethodSource("cells")
	void queryTimeout(Hesitation hesitation, Transport transport) throws Exception {
		checkConnected(transport, (server, connection) -> {
			server.on("SELECT a", hesitation.answer());
			try (Statement statement = connection.createStatement()) {
				statement.setQueryTimeout(Math.max(1, this.patience / 1000));
				assertEnds(server, connection, "SELECT a", "57014 SQLTimeoutException",
						() -> statement.executeQuery("SELECT a"));
			}
		});
	}

	/**
	 * The session is closed, which rolls back as well as the request would have.
	 */
	@ParameterizedTest
	@MethodSource("cells")
	void readTimeoutOfARollback(Hesitation hesitation, Transport transport) throws Exception {
		checkConnected(transport, (server, connection) -> {
			connection.setAutoCommit(false);
			execute(connection, "INSERT INTO t VALUES (1)");
			connection.setNetworkTimeout(null, this.patience);
			server.on("ROLLBACK", hesitation.answer());
			assertEnds(server, connection, "ROLLBACK", "OK", connection::rollback);
		});
	}

	@ParameterizedTest
	@MethodSource("cells")
	void readTimeoutOfAResultThatIsClosed(Hesitation hesitation, Transport transport) throws Exception {
		checkConnected(transport, (server, connection) -> {
			server.on("SELECT a", (call) -> {
				call.send(Reply.rows(false, "a", 1));
				hesitation.answer().run(call);
			});
			try (Statement statement = connection.createStatement()) {
				ResultSet rows = statement.executeQuery("SELECT a");
				assertThat(rows.next()).isTrue();
				connection.setNetworkTimeout(null, this.patience);
				assertEnds(server, connection, "SELECT a", "57014 SQLTimeoutException", rows::close);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("cells")
	void closingWaitsForNoAnswer(Hesitation hesitation, Transport transport) throws Exception {
		checkConnected(transport, (server, connection) -> {
			connection.setAutoCommit(false);
			execute(connection, "INSERT INTO t VALUES (1)");
			server.on("SELECT a", (call) -> {
				call.send(Reply.rows(false, "a", 1));
				hesitation.answer().run(call);
			});
			try (Statement statement = connection.createStatement()) {
				assertThat(statement.executeQuery("SELECT a").next()).isTrue();
				connection.close();
			}
		});
	}

	private Connection connect(ScriptedServer server, Transport transport, String options) throws SQLException {
		return DriverManager.getConnection("jdbc:dqlite://" + server.address() + "/app?declaredTypeGuard=false&"
				+ options + ((transport == Transport.TLS) ? "&" + keys.clientOption() : ""));
	}

	/**
	 * Let a request end, and see that the next one comes on another connection.
	 */
	private static void assertEnds(ScriptedServer server, DqliteConnection connection, String subject, String outcome,
			ThrowingCallable action) throws Exception {
		Throwable thrown = catchThrowable(action);
		if (server.count(subject) == 0) {
			throw new NotReceivedException();
		}
		assertOutcome(outcome, () -> {
			if (thrown != null) {
				throw thrown;
			}
		});
		assertThat(server.count(subject)).as("requests").isEqualTo(1);
		assertLaneIsFree(connection);
		awaitClosed(server, 0);
		int accepted = server.accepted();
		connection.setNetworkTimeout(null, 0);
		assertThat(read(connection, "SELECT 2")).containsExactly(1L);
		// a node that takes long to confirm that it leads is dialled once more
		assertThat(server.accepted()).as("connections").isGreaterThan(accepted);
	}

	/**
	 * Check with short timeouts, and with longer ones where a busy machine does not get
	 * the request to the server in that time.
	 */
	private void checkConnected(Transport transport, ConnectedCheck check) throws Exception {
		while (true) {
			try {
				checkConnectedOnce(transport, check);
				return;
			}
			catch (NotReceivedException ex) {
				this.patience *= 4;
				assertThat(this.patience).as("milliseconds in which a request is not even received")
					.isLessThan(LONGEST_MILLIS);
			}
		}
	}

	private void checkConnectedOnce(Transport transport, ConnectedCheck check) throws Exception {
		check(transport, (server) -> {
			DqliteConnection connection = connect(server, transport,
					"connectTimeout=1h&leaderTimeout=1h&readTimeout=1h&busyTimeout=1h")
				.unwrap(DqliteConnection.class);
			try (connection) {
				check.run(server, connection);
			}
			assertThat(Leftovers.permits(Cluster.shared(connection.options()))).as("permits of the lane").isEqualTo(1);
		});
	}

	private void check(Transport transport, ServerCheck check) throws Exception {
		Leftovers atFirst = Leftovers.count();
		try (ScriptedServer server = ScriptedServer.start(EngineGeneration.OLD,
				(transport == Transport.TLS) ? keys : null)) {
			check.run(server);
			awaitClosed(server, 0);
		}
		atFirst.awaitNoMoreSockets();
	}

	/**
	 * How the bytes travel.
	 */
	enum Transport {

		PLAIN, TLS

	}

	/**
	 * What is done with a server.
	 */
	@FunctionalInterface
	private interface ServerCheck {

		void run(ScriptedServer server) throws Exception;

	}

	/**
	 * What is done with a server and a connection to it.
	 */
	@FunctionalInterface
	private interface ConnectedCheck {

		void run(ScriptedServer server, DqliteConnection connection) throws Exception;

	}

	/**
	 * The timeout was over before the server had the request, which shows nothing.
	 */
	private static final class NotReceivedException extends Exception {

		private static final long serialVersionUID = 1L;

	}

}
