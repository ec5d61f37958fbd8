package io.github.dqlite4j.hibernate;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.dqlite4j.node.DqliteNode;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sixteen threads in each of two processes take ids of every strategy from a cluster of
 * three nodes.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ConcurrentIdTests {

	private static final int THREADS = 16;

	private static final int TRANSACTIONS = 9;

	/**
	 * Enough for the users to be at work still when the stopped node is back.
	 */
	private static final int FAILOVER_TRANSACTIONS = 12;

	@TempDir
	private Path directory;

	private final List<DqliteNode> nodes = new ArrayList<>();

	/**
	 * What is left when every transaction that may roll back has done so.
	 */
	private static final int CERTAIN_ROWS = 2 * THREADS * FAILOVER_TRANSACTIONS * 2 / 3;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private @Nullable Process other;

	private TestDatabase database = new TestDatabase("");

	@BeforeEach
	void startNodes() throws Exception {
		for (String name : List.of("a", "b", "c")) {
			this.nodes.add(start(name, this.nodes.stream().map(DqliteNode::address).toList()));
		}
		String hosts = this.nodes.stream().map(DqliteNode::address).collect(Collectors.joining(","));
		this.database = new TestDatabase("jdbc:dqlite://" + hosts + "/app?busyTimeout=60s&leaderTimeout=60s");
	}

	private DqliteNode start(String name, List<String> join) throws Exception {
		DqliteNode node = DqliteNode.builder(this.directory.resolve(name))
			// leaders hand over here; one that waits for a processor is not to be taken
			// for
			// dead
			.networkLatency(Duration.ofMillis(200))
			.join(join)
			.start();
		node.holdBackWritersOf("app");
		return node;
	}

	@AfterEach
	void stopNodes() {
		this.executor.shutdownNow();
		if (this.other != null) {
			this.other.destroyForcibly();
		}
		this.database.close();
		Collections.reverse(this.nodes);
		this.nodes.forEach(DqliteNode::close);
	}

	private SessionFactory factory() {
		return this.database.build("update", Map.of("hibernate.connection.pool_size", "20"), IdUsers.ENTITIES);
	}

	@Test
	void nobodyFailsAndNoIdIsGivenTwice() throws Exception {
		SessionFactory factory = factory();
		BufferedReader output = startOther(false);
		List<String> ids = new IdUsers(factory, false).run(THREADS, TRANSACTIONS);
		ids.addAll(await(output));
		int transactions = 2 * THREADS * TRANSACTIONS;
		assertThat(ids).doesNotHaveDuplicates().hasSize((2 + IdUsers.BY_SEQUENCE) * transactions);
		int kept = transactions - transactions / 3;
		assertRows("ById", kept);
		assertRows("ByDefault", kept);
		assertRows("ByTable", kept);
		assertRows("BySequence", kept * IdUsers.BY_SEQUENCE);
	}

	@Test
	void noIdIsGivenTwiceWhenTheLeaderStopsAndAllNodesRestart() throws Exception {
		SessionFactory factory = factory();
		BufferedReader output = startOther(true);
		Future<List<String>> future = this.executor
			.submit(() -> new IdUsers(factory, true).run(THREADS, FAILOVER_TRANSACTIONS));
		awaitRows(20);
		this.nodes.get(0).close();
		awaitRows(40);
		this.nodes.set(0, start("a", List.of()));
		List<String> ids = new ArrayList<>(future.get());
		ids.addAll(await(output));
		for (int i = 0; i < this.nodes.size(); i++) {
			this.nodes.get(i).close();
			this.nodes.set(i, start(List.of("a", "b", "c").get(i), List.of()));
		}
		ids.addAll(new IdUsers(factory, true).run(2, 3));
		assertThat(ids).doesNotHaveDuplicates()
			.hasSizeGreaterThanOrEqualTo(2 * THREADS * FAILOVER_TRANSACTIONS * (2 + IdUsers.BY_SEQUENCE));
	}

	private void assertRows(String entity, int count) {
		assertThat(this.database.query("select count(*) from " + entity)).containsExactly(Integer.toString(count));
	}

	/**
	 * Wait for rows to be added; the deadline is that of the test.
	 */
	private void awaitRows(int more) throws InterruptedException {
		int wanted = Math.min(rows() + more, CERTAIN_ROWS);
		while (rows() < wanted) {
			TimeUnit.MILLISECONDS.sleep(20);
		}
	}

	private int rows() {
		return Integer.parseInt(String.valueOf(this.database.query("select count(*) from ByTable").get(0)));
	}

	private BufferedReader startOther(boolean patient) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp",
				System.getProperty("java.class.path"), IdUsersMain.class.getName(), this.database.url(),
				Integer.toString(THREADS), Integer.toString(patient ? FAILOVER_TRANSACTIONS : TRANSACTIONS),
				Boolean.toString(patient))
			.redirectErrorStream(true)
			.start();
		this.other = process;
		BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
		List<String> lines = new ArrayList<>();
		String line = output.readLine();
		while (line != null && !line.equals("ready")) {
			lines.add(line);
			line = output.readLine();
		}
		assertThat(line).as("%s", lines).isNotNull();
		process.getOutputStream().write('\n');
		process.getOutputStream().flush();
		return output;
	}

	private static List<String> await(BufferedReader output) {
		List<String> lines = output.lines().filter((line) -> !line.isEmpty()).toList();
		String done = lines.stream()
			.filter((line) -> line.startsWith(IdUsersMain.DONE))
			.findFirst()
			.orElseThrow(() -> new AssertionError(String.join("\n", lines)));
		return List.of(done.substring(IdUsersMain.DONE.length()).split(" "));
	}

}
