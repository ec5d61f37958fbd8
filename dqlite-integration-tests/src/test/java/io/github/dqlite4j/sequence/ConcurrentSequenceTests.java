package io.github.dqlite4j.sequence;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.dqlite4j.testing.Awaiting;
import io.github.dqlite4j.testing.ClusterProcesses;
import io.github.dqlite4j.testing.NodeProcess;
import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No value is given twice and nobody fails, whoever takes one where and whatever happens
 * to the nodes.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ConcurrentSequenceTests {

	private static final int THREADS = 16;

	private static final int TRANSACTIONS = Integer.getInteger("dqlite.test.transactions-per-user", 12);

	/**
	 * Enough for the users to be at work still when the last leader hands over.
	 */
	private static final int FAILOVER_TRANSACTIONS = 2 * TRANSACTIONS;

	@RegisterExtension
	final Nodes nodes = new Nodes();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private OtherProcess other;

	@AfterEach
	void endOther() {
		this.executor.shutdownNow();
		if (this.other != null) {
			this.other.close();
		}
	}

	@Test
	void twoProcessesTakeDifferentValuesInsideTransactions() throws Exception {
		String url = "jdbc:dqlite://" + this.nodes.single().address() + "/db?busyTimeout=60s";
		create(url);
		this.other = new OtherProcess(url, false);
		this.other.begin();
		List<Long> values = new SequenceUsers(url, THREADS, false).run(TRANSACTIONS);
		values.addAll(this.other.awaitValues());
		int taken = 2 * THREADS * TRANSACTIONS * SequenceUsers.VALUES;
		assertThat(values).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, taken).boxed().toList());
		assertThat(count(url)).isEqualTo(2 * THREADS * 2 * (TRANSACTIONS - (TRANSACTIONS + 2) / 3));
	}

	@Test
	void noValueIsGivenTwiceWhenLeadersFailAndAllNodesRestart() throws Exception {
		ClusterProcesses cluster = this.nodes.cluster();
		String url = cluster.url("db?busyTimeout=60s&leaderTimeout=60s");
		create(url);
		this.other = new OtherProcess(url, true);
		this.other.begin();
		Callable<List<Long>> users = () -> new SequenceUsers(url, THREADS, true).run(FAILOVER_TRANSACTIONS);
		Future<List<Long>> future = this.executor.submit(users);
		NodeProcess leader = cluster.leader();
		awaitProgress(url, future);
		leader.kill();
		cluster.awaitOtherLeader(leader);
		awaitProgress(url, future);
		leader.restart();
		handLeadershipOver(cluster);
		awaitProgress(url, future);
		List<Long> values = new ArrayList<>(future.get());
		values.addAll(this.other.awaitValues());
		for (NodeProcess node : cluster.nodes()) {
			node.kill();
		}
		List<Callable<Object>> restarts = cluster.nodes()
			.stream()
			.map((node) -> Executors.callable(node::restart))
			.toList();
		for (Future<Object> restarted : this.executor.invokeAll(restarts)) {
			restarted.get();
		}
		values.addAll(new SequenceUsers(url, 2, true).run(3));
		assertThat(values).doesNotHaveDuplicates()
			.hasSizeGreaterThan(2 * THREADS * FAILOVER_TRANSACTIONS * SequenceUsers.VALUES);
	}

	private static void handLeadershipOver(ClusterProcesses cluster) {
		cluster.transferLeadershipTo(cluster.others(cluster.leader()).get(0));
	}

	private static void create(String url) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url)) {
			Sql.run(connection, SequenceUsers.SCHEMA);
		}
	}

	private static long count(String url) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url)) {
			return Sql.number(connection, "select count(*) from t");
		}
	}

	/**
	 * Waits for further rows, if there are to be any: the machine may be faster with all
	 * that than with a failover.
	 */
	private static void awaitProgress(String url, Future<?> users) throws SQLException {
		long before = count(url);
		Awaiting.until("rows are inserted", () -> users.isDone() || count(url) > before);
	}

	/**
	 * Another process that uses the sequence.
	 */
	private static final class OtherProcess implements AutoCloseable {

		private final Process process;

		private final BufferedReader output;

		OtherProcess(String url, boolean patient) throws IOException {
			this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp",
					System.getProperty("java.class.path"), SequenceUsersMain.class.getName(), url,
					Integer.toString(THREADS), Integer.toString(patient ? FAILOVER_TRANSACTIONS : TRANSACTIONS),
					Boolean.toString(patient))
				.redirectErrorStream(true)
				.start();
			this.output = this.process.inputReader(StandardCharsets.UTF_8);
		}

		void begin() throws IOException {
			assertThat(this.output.readLine()).isEqualTo("ready");
			this.process.getOutputStream().write('\n');
			this.process.getOutputStream().flush();
		}

		List<Long> awaitValues() {
			List<String> lines = this.output.lines().toList();
			String last = lines.get(lines.size() - 1);
			assertThat(last).as("%s", lines).startsWith(SequenceUsersMain.DONE);
			return Stream.of(last.substring(SequenceUsersMain.DONE.length()).split(" ")).map(Long::valueOf).toList();
		}

		@Override
		public void close() {
			this.process.destroyForcibly();
		}

	}

}
