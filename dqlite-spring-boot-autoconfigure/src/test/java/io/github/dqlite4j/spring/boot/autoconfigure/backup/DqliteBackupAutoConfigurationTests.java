package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;

import javax.sql.DataSource;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteConfigurationException;
import io.github.dqlite4j.spring.boot.autoconfigure.DqliteDataSourceAutoConfiguration;
import io.github.dqlite4j.spring.boot.autoconfigure.LocalNode;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.ClusterObserver;
import io.github.dqlite4j.spring.boot.autoconfigure.cluster.DqliteClusterAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DqliteBackupAutoConfiguration}, on the real engine.
 */
class DqliteBackupAutoConfigurationTests {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(DqliteDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class,
					DqliteClusterAutoConfiguration.class, DqliteBackupAutoConfiguration.class));

	private ApplicationContextRunner embedded() {
		return this.contextRunner.withPropertyValues(
				"spring.datasource.dqlite.node.data-dir=" + this.directory.resolve("data"),
				"spring.datasource.dqlite.backup.directory=" + this.directory.resolve("backup"));
	}

	@Test
	void isOffByDefault() {
		this.contextRunner.withPropertyValues("spring.datasource.dqlite.nodes=10.0.0.1")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ScheduledBackup.class));
	}

	@Test
	void theLeaderCopiesItsDatabaseIntoAFileThatSqliteReads() {
		embedded().withPropertyValues("spring.datasource.dqlite.backup.schedule=0 0 0 1 1 *").run((context) -> {
			JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
			jdbc.execute("CREATE TABLE note (text TEXT)");
			jdbc.update("INSERT INTO note VALUES ('kept')");
			Path file = this.directory.resolve("copy.db");
			LeaderBackupSource source = new LeaderBackupSource(context.getBean(ClusterObserver.class),
					context.getBean(LocalNode.class), new IntegrityCheck());
			assertThat(source.isMine()).isTrue();
			assertThat(source.copyTo(file).file()).isEqualTo(file);
			try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
					Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("SELECT text FROM note")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getString(1)).isEqualTo("kept");
			}
		});
	}

	@Test
	void takesABackupByItselfAndShowsItInTheHealth() throws Exception {
		Path data = this.directory.resolve("data");
		try (DqliteNode node = DqliteNode.builder(data).start();
				Connection connection = DriverManager.getConnection("jdbc:dqlite://" + node.address() + "/app");
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE note (text TEXT)");
		}
		embedded().withPropertyValues("spring.datasource.dqlite.backup.schedule=1h").run((context) -> {
			ScheduledBackup backup = context.getBean(ScheduledBackup.class);
			await().atMost(DEADLINE).until(() -> backup.status().successes() == 1);
			assertThat(backup.status().lastFile()).isRegularFile().hasParent(this.directory.resolve("backup"));
			assertThat(context.getBean("dqliteBackupHealthContributor", HealthIndicator.class).health())
				.satisfies((health) -> {
					assertThat(Objects.requireNonNull(health).getStatus()).isEqualTo(Status.UP);
					assertThat(health.getDetails()).containsEntry("taken", 1L).containsKeys("newest", "file", "size");
				});
		});
	}

	@Test
	void anInstanceWhoseNodeFollowsTakesNone() throws Exception {
		try (DqliteNode leader = DqliteNode.builder(this.directory.resolve("leader")).start()) {
			embedded().withPropertyValues("spring.datasource.dqlite.node.join=" + leader.address()).run((context) -> {
				LeaderBackupSource source = new LeaderBackupSource(context.getBean(ClusterObserver.class),
						context.getBean(LocalNode.class), new IntegrityCheck());
				assertThat(source.isMine()).isFalse();
			});
		}
	}

	@Test
	void aDamagedCopyIsRefused() throws Exception {
		Path file = this.directory.resolve("damaged.db");
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE note (text TEXT)");
			statement.execute("CREATE INDEX note_text ON note (text)");
			statement.execute("INSERT INTO note VALUES ('a'), ('b')");
			statement.execute("PRAGMA writable_schema=1");
			statement.execute("UPDATE sqlite_schema SET sql='CREATE INDEX note_text ON note (text DESC)'"
					+ " WHERE name='note_text'");
		}
		assertThatIOException().isThrownBy(() -> new IntegrityCheck().complete(new DatabaseName("app"), file))
			.withMessageContaining("is damaged");
	}

	@Test
	void aHalfRestoredCopyIsRefused() throws Exception {
		Path file = this.directory.resolve("half.db");
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE dqlite_unfinished_restore (source TEXT)");
		}
		assertThatIOException().isThrownBy(() -> new IntegrityCheck().complete(new DatabaseName("app"), file))
			.withMessageContaining("half restored");
	}

	@Test
	void refusesAScheduleThatIsNone() {
		embedded().withPropertyValues("spring.datasource.dqlite.backup.schedule=often")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.satisfies((ex) -> assertThat(context.getStartupFailure())
					.hasStackTraceContaining(InvalidConfigurationPropertyValueException.class.getName())
					.hasStackTraceContaining("such as '6h'")));
	}

	@Test
	void refusesToTakeBackupsThatNothingCanCheck() {
		embedded().withClassLoader(new FilteredClassLoader(SQLiteConfig.class))
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(DqliteConfigurationException.class)
				.hasMessageContaining("Add the dependency org.xerial:sqlite-jdbc"));
	}

	@Test
	void checksNothingIfAsked() {
		embedded().withClassLoader(new FilteredClassLoader(SQLiteConfig.class))
			.withPropertyValues("spring.datasource.dqlite.backup.check=false")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ScheduledBackup.class));
	}

}
