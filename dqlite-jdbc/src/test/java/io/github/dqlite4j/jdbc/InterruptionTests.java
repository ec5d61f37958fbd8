package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.Await;
import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.ScriptedServer;
import io.github.dqlite4j.client.WriteLane;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thread that is interrupted while it waits for something before its statement is sent,
 * as by a pool that shuts down, stops waiting long before any timeout.
 */
class InterruptionTests extends ScriptedTests {

	/**
	 * How long the waits would last.
	 */
	private static final String PATIENT = "jdbc:dqlite://%s/app?connectTimeout=10m&leaderTimeout=10m&readTimeout=10m"
			+ "&busyTimeout=10m&declaredTypeGuard=false";

	private ScriptedServer server;

	@BeforeEach
	void start() throws Exception {
		this.server = server(EngineGeneration.MID);
	}

	private DqliteConnection connection() throws SQLException {
		return (DqliteConnection) new DqliteDriver().connect(PATIENT.formatted(this.server.address()), null);
	}

	@Test
	void nodeThatNeverAnswers() throws Exception {
		this.server.always("LEADER", Answer.stall());
		assertEndsEarly((thread) -> this.server.count("LEADER") > 0, this::connection);
	}

	@Test
	void nodeThatKnowsNoLeader() throws Exception {
		this.server.follow("");
		assertEndsEarly((thread) -> this.server.count("LEADER") > 2, this::connection);
	}

	@Test
	void leaderThatDoesNotOpenTheDatabase() throws Exception {
		this.server.always("OPEN", Answer.stall());
		assertEndsEarly((thread) -> this.server.count("OPEN") > 0, this::connection);
	}

	@Test
	void leaderThatDoesNotConfirm() throws Exception {
		DqliteConnection connection = connection();
		this.server.cutAll();
		this.server.always("LEADER", Answer.stall());
		long before = this.server.count("LEADER");
		assertEndsEarly((thread) -> this.server.count("LEADER") > before, () -> read(connection, "SELECT 8"));
		connection.close();
	}

	@Test
	void statementThatIsRefusedAgainAndAgain() throws Exception {
		DqliteConnection connection = connection();
		this.server.always("INSERT", Answer.failure(10250, "not leader"));
		this.server.always("SELECT 8", Answer.failure(10250, "not leader"));
		this.server.always("BEGIN", Answer.failure(10250, "not leader"));
		assertEndsEarly((thread) -> this.server.count("INSERT") > 2, () -> execute(connection, "INSERT 1"));
		assertEndsEarly((thread) -> this.server.count("SELECT 8") > 2, () -> read(connection, "SELECT 8"));
		assertEndsEarly((thread) -> this.server.count("BEGIN") > 2, () -> execute(connection, "BEGIN IMMEDIATE"));
		assertLaneIsFree(connection);
		connection.close();
	}

	@Test
	void lockOfAnotherProcess() throws Exception {
		DqliteConnection connection = connection();
		this.server.always("INSERT", Answer.failure(5, "database is locked"));
		this.server.always("BEGIN IMMEDIATE", Answer.failure(5, "database is locked"));
		assertEndsEarly((thread) -> this.server.count("INSERT") > 2, () -> execute(connection, "INSERT 1"));
		assertEndsEarly((thread) -> this.server.count("BEGIN") > 2, () -> execute(connection, "BEGIN IMMEDIATE"));
		assertLaneIsFree(connection);
		connection.close();
	}

	@Test
	void writersInFront() throws Exception {
		DqliteConnection connection = connection();
		Cluster cluster = Cluster.shared(connection.options());
		try (WriteLane.Permit inFront = cluster.writeLane().acquire(Deadline.NEVER)) {
			assertEndsEarly((thread) -> thread.getState() == Thread.State.TIMED_WAITING,
					() -> execute(connection, "INSERT 1"));
		}
		assertThat(this.server.count("INSERT")).isZero();
		assertLaneIsFree(connection);
		connection.close();
	}

	/**
	 * Assert that a thread ends when it is interrupted, stays interrupted, and leaves no
	 * connection behind.
	 * @param waiting tells when the thread is where it is to be interrupted
	 */
	private void assertEndsEarly(Predicate<Thread> waiting, Action action) throws Exception {
		CompletableFuture<SQLException> outcome = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				action.run();
				outcome.completeExceptionally(new AssertionError("came to its end"));
			}
			catch (SQLException ex) {
				outcome.complete(Thread.currentThread().isInterrupted() ? ex : new SQLException("flag lost", ex));
			}
			catch (Throwable ex) {
				outcome.completeExceptionally(ex);
			}
		});
		thread.start();
		Await.until("the thread waits", () -> waiting.test(thread));
		thread.interrupt();
		SQLException thrown = outcome.get(20, TimeUnit.SECONDS);
		assertThat((Throwable) thrown).hasMessageContaining("interrupted");
		assertThat(thrown.getSQLState()).isIn("08001", "08006", "57014");
		Await.until("at most the idle connection is open", () -> this.server.openConnections() <= 1);
	}

	/**
	 * What a thread does.
	 */
	@FunctionalInterface
	private interface Action {

		void run() throws Exception;

	}

}
