package io.github.dqlite4j.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.ScriptedServer;
import io.github.dqlite4j.client.ServerKeys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hundreds of rounds in which something goes wrong, and then everything is counted. The
 * system property {@code dqlite.test.leak-rounds} says how many.
 */
@Timeout(600)
class LeakTests extends ScriptedTests {

	private static final Logger LOGGER = LoggerFactory.getLogger(LeakTests.class);

	private static final int THREADS = 16;

	private static final int ROUNDS = Integer.getInteger("dqlite.test.leak-rounds", 300);

	private static final Fault[] FAULTS = { Fault.NOT_LEADER, Fault.LEADERSHIP_LOST, Fault.BUSY, Fault.CUT,
			Fault.CUT_IN_ANSWER, Fault.NONSENSE, Fault.OTHER_ANSWER, Fault.FULL, Fault.UNIQUE, Fault.SILENCE,
			Fault.SILENCE_IN_ANSWER, Fault.DRIP };

	private static final String[] SUBJECTS = { "HANDSHAKE", "LEADER", "OPEN", "BEGIN", "INSERT", "SELECT a", "COMMIT",
			"ROLLBACK", "PREPARE INSERT" };

	@TempDir
	static Path directory;

	private static ServerKeys keys;

	@BeforeAll
	static void makeKeys() throws Exception {
		keys = ServerKeys.make(directory);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void nothingIsLeftAfterHundredsOfFailures(boolean secure) throws Exception {
		Leftovers before = Leftovers.none();
		try (ScriptedServer server = ScriptedServer.start(EngineGeneration.OLD, secure ? keys : null)) {
			String url = url(server, secure);
			Cluster cluster = Cluster.shared(DqliteUrl.parse(url));
			int failed = runRounds(server, url);
			assertThat(failed).as("rounds in which something went wrong").isGreaterThan(ROUNDS / 10);
			assertThat(Leftovers.permits(cluster)).as("permits of the lane").isEqualTo(1);
			awaitClosed(server, 0);
			LOGGER.info("{}, {} rounds, {} of them failed, {} connections; permits of the lane: 1",
					secure ? "TLS" : "plain text", ROUNDS, failed, server.accepted());
		}
		before.awaitNoMore();
		LOGGER.info("Before: {}; after: {}", before, Leftovers.count());
	}

	private static String url(ScriptedServer server, boolean secure) {
		return "jdbc:dqlite://" + server.address()
				+ "/app?connectTimeout=300ms&leaderTimeout=600ms&declaredTypeGuard=false"
				+ (secure ? "&" + keys.clientOption() : "");
	}

	private static int runRounds(ScriptedServer server, String url) throws Exception {
		AtomicInteger left = new AtomicInteger(ROUNDS);
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<Integer>> failures = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				Random random = new Random(i);
				failures.add(executor.submit(() -> rounds(server, url, left, random)));
			}
			int failed = 0;
			for (Future<Integer> count : failures) {
				failed += count.get();
			}
			return failed;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static int rounds(ScriptedServer server, String url, AtomicInteger left, Random random) {
		int failed = 0;
		while (left.getAndDecrement() > 0) {
			server.on(SUBJECTS[random.nextInt(SUBJECTS.length)], FAULTS[random.nextInt(FAULTS.length)].answer());
			try {
				round(url, random.nextInt(4));
			}
			catch (SQLException ex) {
				failed++;
			}
		}
		return failed;
	}

	private static void round(String url, int kind) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url)) {
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
