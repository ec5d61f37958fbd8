package io.github.dqlite4j.flyway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations on a cluster of three nodes, each in a process of its own. The leader dies
 * by SIGKILL.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ClusterMigrationTests {

	private static final int STEPS = 6;

	private static final int ROWS = 400;

	@TempDir
	private Path directory;

	private final List<NodeProcess> nodes = new ArrayList<>();

	private TestDatabase database;

	@BeforeEach
	void startNodes() throws Exception {
		for (String name : List.of("a", "b", "c")) {
			this.nodes.add(NodeProcess.start(this.directory.resolve(name),
					this.nodes.stream().map(NodeProcess::address).toList()));
		}
		String hosts = this.nodes.stream().map(NodeProcess::address).collect(Collectors.joining(","));
		this.database = new TestDatabase("jdbc:dqlite://" + hosts + "/app",
				Files.createDirectory(this.directory.resolve("migrations")));
	}

	@AfterEach
	void stopNodes() {
		this.nodes.forEach(NodeProcess::close);
	}

	@Test
	void leavesNothingOfAMigrationDuringWhichTheLeaderDies() throws SQLException {
		this.database.script("V1__log.sql", "create table log(entry text)");
		V2__Half migration = new V2__Half(this::killLeader);
		Flyway interrupted = this.database.configure().javaMigrations(migration).load();
		assertThatExceptionOfType(FlywayException.class).isThrownBy(interrupted::migrate);
		assertThat(this.database.objects()).containsExactly("table log");
		assertThat(this.database.applied()).containsExactly("1 log 1");
		Flyway undisturbed = this.database.configure().javaMigrations(new V2__Half(() -> {
		})).load();
		assertThat(undisturbed.migrate().migrationsExecuted).isEqualTo(1);
		assertThat(this.database.objects()).containsExactly("table half", "table log");
		assertThat(this.database.query("select count(*) from log")).containsExactly("2");
		assertThat(this.database.applied()).containsExactly("1 log 1", "2 Half 1");
	}

	@Test
	void leavesNothingOfAMigrationWhenTheLeaderDiesBeforeTheCommit() throws SQLException {
		this.database.script("V1__log.sql", "create table log(entry text)")
			.script("V3__after.sql", "insert into log values ('after')")
			.script("afterMigrate.sql", "insert into log values ('end')");
		V2__Half migration = new V2__Half(() -> {
		});
		Flyway flyway = this.database.configure()
			.javaMigrations(migration)
			.callbacks(new AfterVersion("2", this::killLeader))
			.load();
		assertThatExceptionOfType(FlywayException.class).isThrownBy(flyway::migrate);
		assertThat(this.database.applied()).containsExactly("1 log 1");
		assertThat(this.database.configure().javaMigrations(migration).load().migrate().migrationsExecuted)
			.isEqualTo(2);
		assertThat(this.database.query("select entry from log order by rowid")).containsExactly("before", "behind",
				"after", "end");
	}

	@Test
	void processesThatStartTogetherApplyEachMigrationOnce() throws Exception {
		for (int version = 1; version <= 5; version++) {
			this.database.script("V" + version + "__step.sql", "create table step" + version
					+ "(id integer primary key); insert into step" + version + " values (1);");
		}
		List<Process> processes = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			processes.add(startMigration());
		}
		int executed = 0;
		for (Process process : processes) {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(output).isZero();
			executed += Integer.parseInt(
					output.substring(output.lastIndexOf(MigratingProcess.EXECUTED) + MigratingProcess.EXECUTED.length())
						.strip());
		}
		assertThat(executed).isEqualTo(5);
		assertThat(this.database.query("select version from flyway_schema_history order by installed_rank"))
			.containsExactly("1", "2", "3", "4", "5");
	}

	/**
	 * A migration either counts, with all that it wrote, or never was: whatever the
	 * leader was doing when it died.
	 */
	@RepeatedTest(2)
	void appliesEachMigrationWhollyOrNotAtAllWheneverTheLeaderDies(RepetitionInfo repetition) throws Exception {
		for (int version = 1; version <= STEPS; version++) {
			String insert = "insert into step" + version + " values (1);\n";
			this.database.script("V" + version + "__step.sql",
					"create table step" + version + "(id integer);\n" + insert.repeat(ROWS));
		}
		int rounds = Integer.getInteger("dqlite.test.repetitions", 1);
		for (int round = 0; round < rounds; round++) {
			if (round > 0) {
				this.database.flyway().clean();
			}
			long delay = new SplittableRandom(repetition.getCurrentRepetition() * 1000L + round).nextLong(300);
			NodeProcess leader = killLeaderWhileMigrating(delay);
			assertThat(wholeSteps()).as("killed after %d ms", delay).isEqualTo(appliedVersions());
			leader.startAgain();
			this.database.flyway().migrate();
			assertThat(wholeSteps()).isEqualTo(appliedVersions()).isEqualTo(List.of("1", "2", "3", "4", "5", "6"));
		}
	}

	private NodeProcess killLeaderWhileMigrating(long delayMillis) throws Exception {
		NodeProcess leader = leader();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			CountDownLatch begun = new CountDownLatch(1);
			Flyway flyway = this.database.configure().callbacks(new AfterVersion("1", begun::countDown)).load();
			Future<?> migration = executor.submit(flyway::migrate);
			assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
			try {
				migration.get(delayMillis, TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				// That is when the leader dies.
			}
			leader.kill();
			try {
				migration.get(1, TimeUnit.MINUTES);
			}
			catch (ExecutionException ex) {
				assertThat(ex).hasCauseInstanceOf(FlywayException.class);
			}
		}
		finally {
			executor.shutdownNow();
		}
		return leader;
	}

	private void killLeader() {
		try {
			leader().kill();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private NodeProcess leader() throws IOException {
		List<NodeAddress> addresses = this.nodes.stream().map((node) -> NodeAddress.parse(node.address())).toList();
		String leader = new ClusterAdministration(addresses, Duration.ofSeconds(30)).leader().toString();
		return this.nodes.stream().filter((node) -> node.address().equals(leader)).findFirst().orElseThrow();
	}

	private List<String> wholeSteps() throws SQLException {
		List<String> whole = new ArrayList<>();
		for (String table : this.database.objects()) {
			String name = table.substring(table.indexOf(' ') + 1);
			assertThat(this.database.query("select count(*) from " + name)).containsExactly(String.valueOf(ROWS));
			whole.add(name.substring("step".length()));
		}
		return whole;
	}

	private List<String> appliedVersions() throws SQLException {
		return this.database.query("select version from flyway_schema_history where success order by installed_rank");
	}

	private Process startMigration() throws IOException {
		return new ProcessBuilder(NodeProcess.java(), "-cp", System.getProperty("java.class.path"),
				MigratingProcess.class.getName(), this.database.url(), this.database.directory().toString())
			.redirectErrorStream(true)
			.start();
	}

	private static final class V2__Half extends BaseJavaMigration {

		private final Runnable disturbance;

		private V2__Half(Runnable disturbance) {
			this.disturbance = disturbance;
		}

		@Override
		public void migrate(Context context) throws Exception {
			Connection connection = context.getConnection();
			try (Statement statement = connection.createStatement()) {
				statement.execute("create table half(id integer primary key)");
				statement.executeUpdate("insert into log values ('before')");
				this.disturbance.run();
				statement.executeUpdate("insert into log values ('behind')");
			}
		}

	}

}
