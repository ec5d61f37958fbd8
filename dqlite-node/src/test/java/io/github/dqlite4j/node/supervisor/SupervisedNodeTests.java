package io.github.dqlite4j.node.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.Awaiting;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.EngineUnderTest;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.node.RealEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A node in a process of its own comes back whatever ends it, and goes with the
 * application.
 */
@RealEngine
class SupervisedNodeTests {

	private static final int TIMEOUT_MILLIS = 60_000;

	@TempDir
	private Path directory;

	@Test
	void comesBackWithItsDataWhenItsProcessAborts() throws Exception {
		try (SupervisedNode node = start()) {
			write(node);
			long pid = node.state().pid();
			assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
			signal(pid, "ABRT");
			awaitRestart(node);
			assertThat(node.state().problem()).contains("process " + pid, "by signal 6");
			assertThat(node.state().pid()).isNotEqualTo(pid);
			assertThat(rows(node)).isOne();
		}
	}

	@Test
	void comesBackWithItsDataWhenARequestAbortsTheEngine() throws Exception {
		try (SupervisedNode node = start()) {
			write(node);
			describeInAFormatThatDoesNotExist(node);
			awaitRestart(node);
			assertThat(rows(node)).isOne();
		}
	}

	@Test
	void isThereUntilTheApplicationLetsItGoAndEndsThen() throws Exception {
		SupervisedNode node = start();
		ProcessHandle process = ProcessHandle.of(node.state().pid()).orElseThrow();
		try (node) {
			write(node);
			// as a service manager does, to all processes of an application
			signal(process.pid(), "TERM");
			for (int i = 0; i < 20; i++) {
				assertThat(rows(node)).isOne();
			}
		}
		assertThat(process.isAlive()).isFalse();
		assertThat(node.state().restarts()).isZero();
		assertThat(node.state().running()).isFalse();
		DqliteNode.builder(this.directory).start().close();
	}

	@Test
	void endsWhenTheApplicationIsKilled() throws Exception {
		Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", System.getProperty("java.class.path"), "-Ddqlite.engine.java=" + EngineUnderTest.java(),
				SupervisingMain.class.getName(), this.directory.toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (BufferedReader output = application.inputReader(StandardCharsets.UTF_8)) {
			ProcessHandle process = ProcessHandle.of(Long.parseLong(value(output, "pid "))).orElseThrow();
			String address = value(output, "address ");
			application.destroyForcibly().waitFor();
			Awaiting.until("the node has ended", () -> !process.isAlive());
			try (SupervisedNode next = start()) {
				assertThat(next.address()).isEqualTo(address);
			}
		}
		finally {
			application.destroyForcibly();
		}
	}

	private static String value(BufferedReader output, String name) throws IOException {
		String line = output.readLine();
		while (line != null && !line.startsWith(name)) {
			line = output.readLine();
		}
		assertThat(line).as("line with " + name).isNotNull();
		return line.substring(name.length());
	}

	@Test
	void followsAPredecessorThatIsAboutToEnd() throws Exception {
		DqliteNode predecessor = DqliteNode.builder(this.directory).start();
		Thread end = new Thread(predecessor::close);
		try (predecessor) {
			SupervisedNodeBuilder builder = builder();
			end.start();
			builder.start().close();
		}
		end.join();
	}

	@Test
	void failsToStartForTheReasonsOfANodeInThisProcess() throws Exception {
		try (DqliteNode other = DqliteNode.builder(this.directory.resolve("other")).start()) {
			NodeStartException here = startException(
					() -> DqliteNode.builder(this.directory.resolve("node")).address(other.address()).start());
			NodeStartException there = startException(() -> SupervisedNode.builder(this.directory.resolve("node"))
				.java(EngineUnderTest.java())
				.address(other.address())
				.start());
			assertThat(there.reason()).isEqualTo(here.reason());
			assertThat(there.problem()).isEqualTo(here.problem());
			assertThat(there.remedy()).isEqualTo(here.remedy());
			assertThat(there).hasRootCauseMessage(there.getCause().getMessage())
				.cause()
				.hasMessageContaining("NodeStartup");
		}
	}

	@Test
	void saysSoWhenThereIsNoProgramToStartIt() {
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> builder().java(this.directory.resolve("no-java")).start())
			.withMessageContaining("no-java");
	}

	private static NodeStartException startException(Start start) throws Exception {
		try {
			start.run().close();
		}
		catch (NodeStartException ex) {
			return ex;
		}
		throw new AssertionError("The node has started");
	}

	private SupervisedNodeBuilder builder() {
		return SupervisedNode.builder(this.directory).java(EngineUnderTest.java());
	}

	private SupervisedNode start() throws NodeStartException {
		return builder().start();
	}

	private static void awaitRestart(SupervisedNode node) throws Exception {
		Awaiting.until("the node is started again", () -> node.state().restarts() == 1 && node.state().running());
	}

	private static void write(SupervisedNode node) throws SQLException {
		try (Connection connection = connect(node); Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE t (a)");
			statement.execute("INSERT INTO t VALUES (1)");
		}
	}

	private static int rows(SupervisedNode node) throws SQLException {
		try (Connection connection = connect(node);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
			rows.next();
			return rows.getInt(1);
		}
	}

	private static Connection connect(SupervisedNode node) throws SQLException {
		return DriverManager.getConnection("jdbc:dqlite://" + node.address() + "/db");
	}

	private static void signal(long pid, String signal) throws IOException, InterruptedException {
		List<String> command = List.of("sh", "-c", "kill -" + signal + " " + pid);
		assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
	}

	/**
	 * Ends every known engine: DESCRIBE (18) with a format other than 0.
	 */
	private static void describeInAFormatThatDoesNotExist(SupervisedNode node) throws IOException {
		NodeAddress address = NodeAddress.parse(node.address());
		ByteBuffer request = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
		request.putLong(1).putInt(1).put((byte) 18).put(new byte[3]).putLong(1);
		try (Socket socket = new Socket(address.host(), address.port())) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream().write(request.array());
			socket.getInputStream().transferTo(OutputStream.nullOutputStream());
		}
		catch (SocketException ex) {
			// That is how the end of the node looks if it was quick.
		}
	}

	@FunctionalInterface
	private interface Start {

		AutoCloseable run() throws Exception;

	}

}
