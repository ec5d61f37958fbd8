package io.github.dqlite4j.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.dqlite4j.protocol.ExecSqlRequest;
import io.github.dqlite4j.protocol.LeaderRequest;
import io.github.dqlite4j.protocol.Parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * One connection: its deadlines, and that it is closed by whatever interrupts an
 * exchange.
 */
@Timeout(60)
class NodeConnectionTests {

	private static final int LIMIT = 64 * 1024 * 1024;

	private static final Duration SHORT = Duration.ofMillis(150);

	private ScriptedServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = ScriptedServer.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.server.close();
	}

	private NodeConnection connect() throws IOException {
		return new NodeConnector(LIMIT, null).connect(this.server.address(), TestClusters.ample());
	}

	private void assertClosedForGood(NodeConnection connection) {
		assertThat(connection.isClosed()).isTrue();
		assertThatExceptionOfType(UnsentException.class)
			.isThrownBy(() -> connection.exchange(new LeaderRequest(), TestClusters.ample()))
			.withMessage("The connection to " + this.server.address() + " is closed");
		Await.until("the socket is closed", () -> this.server.openConnections() == 0);
	}

	static List<Answer> silentAnswers() {
		byte[] message = Reply.leader(1, "127.0.0.1:9001");
		return List.of(Answer.stall(), Answer.drip(100, message), Answer.stallAfter(1, message),
				Answer.stallAfter(8, message), Answer.stallAfter(message.length - 1, message));
	}

	@ParameterizedTest
	@MethodSource("silentAnswers")
	void deadlineHoldsForTheWholeExchange(Answer answer) throws IOException {
		this.server.always("LEADER", answer);
		NodeConnection connection = connect();
		assertThatExceptionOfType(SocketTimeoutException.class)
			.isThrownBy(() -> connection.exchange(new LeaderRequest(), Deadline.after(SHORT)))
			.withMessage("The node " + this.server.address() + " did not answer in time")
			.withCauseInstanceOf(IOException.class);
		assertClosedForGood(connection);
	}

	@Test
	void deadlineHoldsForWriting() throws IOException {
		try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			NodeConnection connection = new NodeConnector(LIMIT, null)
				.connect(new NodeAddress("127.0.0.1", deaf.getLocalPort()), TestClusters.ample());
			connection.append(new ExecSqlRequest("INSERT ?", Parameters.of((Object) new byte[32 * 1024 * 1024])));
			assertThatExceptionOfType(SocketTimeoutException.class)
				.isThrownBy(() -> connection.send(Deadline.after(SHORT)));
			assertThat(connection.isClosed()).isTrue();
		}
	}

	@Test
	void deadlineHoldsForConnecting() throws IOException {
		try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			NodeAddress address = new NodeAddress("127.0.0.1", full.getLocalPort());
			List<Socket> queue = fillBacklog(address);
			try {
				assertThatExceptionOfType(SocketTimeoutException.class)
					.isThrownBy(() -> new NodeConnector(LIMIT, null).connect(address, Deadline.after(SHORT)));
			}
			finally {
				for (Socket socket : queue) {
					socket.close();
				}
			}
		}
	}

	private static List<Socket> fillBacklog(NodeAddress address) throws IOException {
		List<Socket> queue = new ArrayList<>();
		try {
			while (true) {
				Socket socket = new Socket();
				queue.add(socket);
				socket.connect(new InetSocketAddress(address.host(), address.port()), 300);
			}
		}
		catch (SocketTimeoutException ex) {
			return queue;
		}
	}

	@Test
	void deadlineThatIsOverIsNotTriedFor() {
		assertThatExceptionOfType(SocketTimeoutException.class)
			.isThrownBy(() -> new NodeConnector(LIMIT, null).connect(this.server.address(),
					Deadline.after(Duration.ofMillis(-1))))
			.withMessage("no time left to connect to " + this.server.address());
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void connectionThatIsClosedByAnotherThreadEndsTheExchange() throws Exception {
		this.server.always("LEADER", Answer.stall());
		NodeConnection connection = connect();
		List<Throwable> failures = new ArrayList<>();
		Thread waiting = new Thread(() -> {
			try {
				connection.exchange(new LeaderRequest(), Deadline.NEVER);
			}
			catch (IOException ex) {
				failures.add(ex);
			}
		});
		waiting.start();
		Await.until("the request was received", () -> this.server.count("LEADER") == 1);
		connection.close();
		waiting.join();
		assertThat(failures).hasSize(1);
		assertThat(failures.get(0)).isNotInstanceOf(SocketTimeoutException.class)
			.isNotInstanceOf(UnsentException.class);
		assertClosedForGood(connection);
	}

	@Test
	void errorOfAnyKindInAnExchangeClosesTheConnection() throws IOException {
		this.server.always("LEADER", Answer.rows(1));
		NodeConnection connection = connect();
		connection.append(new LeaderRequest());
		connection.send(TestClusters.ample());
		assertThatExceptionOfType(NullPointerException.class)
			.isThrownBy(() -> connection.receiveFollowing(null, TestClusters.ample()));
		assertClosedForGood(connection);
	}

	@Test
	void messageAboveTheLimitClosesTheConnection() throws IOException {
		this.server.always("LEADER", (call) -> call.send(new byte[] { 0, 0, 0, 1, 1, 0, 0, 0 }));
		NodeConnection connection = connect();
		assertThatIOException().isThrownBy(() -> connection.exchange(new LeaderRequest(), TestClusters.ample()))
			.withMessageStartingWith("a message of 134217728 bytes is larger than the limit of 67108864 bytes");
		assertClosedForGood(connection);
	}

	@Test
	void answerInTimeLeavesTheConnectionOpen() throws Exception {
		try (NodeConnection connection = connect()) {
			Deadline past = Deadline.after(Duration.ofSeconds(1));
			connection.exchange(new LeaderRequest(), past);
			Await.until("the deadline has passed", past::isOver);
			for (int i = 0; i < 5; i++) {
				connection.exchange(new LeaderRequest(), TestClusters.ample());
			}
			assertThat(connection.isClosed()).isFalse();
		}
	}

}
