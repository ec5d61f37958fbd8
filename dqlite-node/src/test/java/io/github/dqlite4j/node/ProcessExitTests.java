package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A process ends when it is to end, even if its node runs and nobody stops it: the
 * threads of the engine that call Java must not keep the JVM.
 */
@RealEngine
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ProcessExitTests {

	private static final int MEMBERS = 3;

	private static final Duration DIAL_DEADLINE = Duration.ofSeconds(20);

	@TempDir
	private Path directory;

	private final List<NodeProcess> processes = new ArrayList<>();

	private final List<String> addresses = new ArrayList<>();

	private final AtomicInteger written = new AtomicInteger();

	private final AtomicBoolean done = new AtomicBoolean();

	private Thread writer;

	@BeforeEach
	void useACluster() throws Exception {
		for (int i = 0; i < MEMBERS; i++) {
			List<String> arguments = new ArrayList<>(List.of(this.directory.resolve("node-" + i).toString()));
			arguments.addAll(this.addresses);
			NodeProcess process = NodeProcess.start(NegligentMain.class, arguments.toArray(String[]::new));
			this.processes.add(process);
			this.addresses.add(process.awaitReady());
		}
		this.writer = new Thread(this::write, "writer");
		this.writer.start();
		awaitProgress();
	}

	@AfterEach
	void stop() throws Exception {
		this.done.set(true);
		this.writer.join();
		this.processes.forEach(NodeProcess::close);
	}

	@ParameterizedTest
	@CsvSource({ "0, exit", "2, end", "0, term" })
	void endsWhileItsClusterIsInUse(int index, String how) throws Exception {
		end(this.processes.get(index), how);
		awaitProgress();
	}

	/**
	 * The thread that dials is in Java when the process ends, and is there for seconds.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "exit", "end", "term" })
	void endsWhileItDialsANodeThatCannotBeReached(String how) throws Exception {
		assumeThat(EngineUnderTest.file())
			.as("a node of 1.18.1 may end by itself when leaders change under writes (docs/reliability.md)")
			.isNull();
		NodeProcess lost = this.processes.get(2);
		lost.kill();
		lost.awaitEnd();
		try (BlackHole hole = new BlackHole(NodeEndpoint.resolve(this.addresses.get(2)))) {
			// sometimes none does within a minute; why has not been found out
			AtomicReference<NodeProcess> dialling = new AtomicReference<>();
			boolean dialled = Awaiting.holdsWithin(DIAL_DEADLINE, () -> {
				dialling.set(dialling(hole));
				return dialling.get() != null;
			});
			assumeThat(dialled).as("the leader, whoever that is now, dials the lost node; nothing is shown otherwise")
				.isTrue();
			end(dialling.get(), how);
		}
	}

	private NodeProcess dialling(BlackHole hole) throws IOException {
		for (NodeProcess process : this.processes) {
			if (process.isAlive() && hole.isDialledBy(process.pid())) {
				return process;
			}
		}
		return null;
	}

	private static void end(NodeProcess process, String how) throws Exception {
		if (how.equals("term")) {
			process.terminate();
		}
		else {
			process.say(how);
		}
		assertThat(process.awaitEnd()).doesNotContain("SIG");
		assertThat(process.exitStatus()).isEqualTo(switch (how) {
			case "exit" -> 7;
			case "term" -> 128 + 15;
			default -> 0;
		});
	}

	private void awaitProgress() throws Exception {
		int before = this.written.get();
		Awaiting.until("the cluster is written to", () -> this.written.get() > before + 20);
	}

	private void write() {
		while (!this.done.get()) {
			try (Connection connection = DriverManager
				.getConnection("jdbc:dqlite://" + String.join(",", this.addresses) + "/exit");
					Statement statement = connection.createStatement()) {
				statement.execute("CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY)");
				while (!this.done.get()) {
					statement.executeUpdate("INSERT INTO entry DEFAULT VALUES");
					this.written.incrementAndGet();
				}
			}
			catch (SQLException ex) {
				// the leader has gone: the next one is found
				assertThat(ex.getSQLState()).startsWith("08");
			}
		}
	}

}
