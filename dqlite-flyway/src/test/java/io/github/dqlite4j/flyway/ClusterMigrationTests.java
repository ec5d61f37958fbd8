package io.github.dqlite4j.flyway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.dqlite4j.node.DqliteNode;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations on a cluster of three nodes.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ClusterMigrationTests {

	@TempDir
	private Path directory;

	private final List<DqliteNode> nodes = new ArrayList<>();

	private TestDatabase database;

	@BeforeEach
	void startNodes() throws Exception {
		for (String name : List.of("a", "b", "c")) {
			this.nodes.add(DqliteNode.builder(this.directory.resolve(name))
				.join(this.nodes.stream().map(DqliteNode::address).toList())
				.start());
		}
		String hosts = this.nodes.stream().map(DqliteNode::address).collect(Collectors.joining(","));
		this.database = new TestDatabase("jdbc:dqlite://" + hosts + "/app",
				Files.createDirectory(this.directory.resolve("migrations")));
	}

	@AfterEach
	void stopNodes() {
		Collections.reverse(this.nodes);
		this.nodes.forEach(DqliteNode::close);
	}

	@Test
	void leavesNothingOfAMigrationDuringWhichTheLeaderStops() throws SQLException {
		this.database.script("V1__log.sql", "create table log(entry text)");
		V2__Half migration = new V2__Half(this.nodes.get(0)::close);
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
	void leavesNothingOfAMigrationWhenTheLeaderStopsBeforeTheCommit() throws SQLException {
		this.database.script("V1__log.sql", "create table log(entry text)")
			.script("V3__after.sql", "insert into log values ('after')")
			.script("afterMigrate.sql", "insert into log values ('end')");
		V2__Half migration = new V2__Half(() -> {
		});
		Flyway flyway = this.database.configure()
			.javaMigrations(migration)
			.callbacks(new AfterVersion("2", this.nodes.get(0)::close))
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

	private Process startMigration() throws IOException {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		return new ProcessBuilder(java.toString(), "-cp", System.getProperty("java.class.path"),
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
