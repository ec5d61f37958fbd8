package io.github.dqlite4j.jdbc;

import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import io.github.dqlite4j.client.Await;
import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.ScriptedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hundreds of rounds in which something goes wrong, and then everything is counted.
 */
class LeakTests extends ScriptedTests {

	private static final int THREADS = 16;

	private static final int ROUNDS = 25;

	private static final Fault[] FAULTS = { Fault.NOT_LEADER, Fault.LEADERSHIP_LOST, Fault.BUSY, Fault.CUT,
			Fault.CUT_IN_ANSWER, Fault.NONSENSE, Fault.OTHER_ANSWER, Fault.FULL, Fault.UNIQUE, Fault.SILENCE };

	private static final String[] SUBJECTS = { "LEADER", "OPEN", "BEGIN", "INSERT", "SELECT a", "COMMIT", "ROLLBACK",
			"PREPARE INSERT" };

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("dqlite-"))
			.count();
	}

	private static int descriptors() {
		String[] descriptors = new File("/proc/self/fd").list();
		return (descriptors != null) ? descriptors.length : 0;
	}

	@Test
	void nothingIsLeftAfterHundredsOfFailures() throws Exception {
		Await.until("the threads of earlier tests have ended", () -> threads() == 0);
		int before = descriptors();
		try (ScriptedServer server = ScriptedServer.start(EngineGeneration.OLD)) {
			Cluster cluster = Cluster.shared(DqliteUrl.parse(url(server)));
			ExecutorService executor = Executors.newFixedThreadPool(THREADS);
			List<Future<Integer>> failures = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				Random random = new Random(i);
				failures.add(executor.submit(() -> rounds(server, random)));
			}
			int failed = 0;
			for (Future<Integer> count : failures) {
				failed += count.get();
			}
			executor.shutdown();
			assertThat(failed).as("rounds in which something went wrong").isGreaterThan(THREADS * ROUNDS / 10);
			cluster.writeLane().acquire(Deadline.within(Duration.ZERO)).close();
			awaitClosed(server, 0);
		}
		Await.until("the threads have ended", () -> threads() == 0);
		Await.until("the sockets are closed", () -> descriptors() <= before);
	}

	private static String url(ScriptedServer server) {
		return "jdbc:dqlite://" + server.address()
				+ "/app?connectTimeout=100ms&leaderTimeout=300ms&declaredTypeGuard=false";
	}

	private int rounds(ScriptedServer server, Random random) {
		int failed = 0;
		for (int i = 0; i < ROUNDS; i++) {
			server.on(SUBJECTS[random.nextInt(SUBJECTS.length)], FAULTS[random.nextInt(FAULTS.length)].answer());
			try {
				round(server, random.nextInt(4));
			}
			catch (SQLException ex) {
				failed++;
			}
		}
		return failed;
	}

	private void round(ScriptedServer server, int kind) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url(server))) {
			connection.setNetworkTimeout(null, 20);
			connection.setAutoCommit(kind < 2);
			connection.setReadOnly(kind == 3);
			read(connection, "SELECT a");
			if (kind != 3) {
				execute(connection, "INSERT INTO t VALUES (1)");
				execute(connection, "INSERT INTO t VALUES (1)");
			}
			if (kind >= 2) {
				connection.commit();
			}
		}
	}

}
