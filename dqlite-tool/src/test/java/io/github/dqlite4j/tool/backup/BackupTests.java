package io.github.dqlite4j.tool.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.testing.Content;
import io.github.dqlite4j.tool.testing.EngineCondition;
import io.github.dqlite4j.tool.testing.TestNode;
import io.github.dqlite4j.tool.testing.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backups of a database that is being written.
 */
@ExtendWith(EngineCondition.class)
class BackupTests {

	@RegisterExtension
	static final TestNode node = new TestNode();

	@TempDir
	private Path directory;

	private static Tool backup(String database, Path file, String... more) {
		List<String> args = new ArrayList<>(
				List.of("backup", "-n", node.address(), "-d", database, file.toString(), "--json"));
		args.addAll(List.of(more));
		return Tool.run(args.toArray(String[]::new));
	}

	@Test
	void everyBackupUnderWritesIsConsistentAndHasWhatWasAcknowledged() throws Exception {
		try (Connection connection = node.connect("bank")) {
			Content.execute(connection, "CREATE TABLE account (id INTEGER PRIMARY KEY, balance INT, note BLOB)");
			Content.execute(connection, "CREATE INDEX account_note ON account (note)");
			Content.execute(connection, "CREATE TABLE done (id INTEGER PRIMARY KEY)");
			Content.execute(connection,
					"INSERT INTO account WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
							+ " SELECT i, 100, randomblob(3000) FROM n");
		}
		AtomicBoolean stop = new AtomicBoolean();
		AtomicLong acknowledged = new AtomicLong();
		ExecutorService writer = Executors.newSingleThreadExecutor();
		try {
			Future<?> writing = writer.submit(() -> transfer(stop, acknowledged));
			for (int i = 0; i < 12; i++) {
				long before = acknowledged.get();
				Path file = this.directory.resolve("bank" + i + ".db");
				backup("bank", file).ok();
				assertThat(Content.query(file, "PRAGMA integrity_check")).containsExactly("ok");
				assertThat(Content.query(file, "SELECT sum(balance) FROM account")).containsExactly("10000");
				assertThat(Long.parseLong(Content.query(file, "SELECT coalesce(max(id), 0) FROM done").get(0)))
					.isGreaterThanOrEqualTo(before);
			}
			stop.set(true);
			writing.get(30, TimeUnit.SECONDS);
			assertThat(acknowledged).hasPositiveValue();
		}
		finally {
			stop.set(true);
			writer.shutdownNow();
		}
	}

	private static Void transfer(AtomicBoolean stop, AtomicLong acknowledged) throws SQLException {
		Random random = new Random(1);
		try (Connection connection = node.connect("bank")) {
			connection.setAutoCommit(false);
			try (PreparedStatement move = connection
				.prepareStatement("UPDATE account SET balance = balance + ?, note = randomblob(3000) WHERE id = ?");
					PreparedStatement log = connection.prepareStatement("INSERT INTO done VALUES (?)")) {
				for (long i = 1; !stop.get(); i++) {
					for (int sign : new int[] { 1, -1 }) {
						move.setInt(1, sign);
						move.setInt(2, 1 + random.nextInt(100));
						move.executeUpdate();
					}
					log.setLong(1, i);
					log.executeUpdate();
					connection.commit();
					acknowledged.set(i);
				}
			}
		}
		return null;
	}

	@Test
	void whatIsOnlyInTheLogIsInTheBackup() throws Exception {
		try (Connection connection = node.connect("fresh")) {
			Content.execute(connection, "CREATE TABLE t (x)");
			Content.execute(connection, "INSERT INTO t VALUES (1)");
		}
		Path file = this.directory.resolve("fresh.db");
		assertThat(backup("fresh", file).ok().json().get("pages_from_log").asInt()).isPositive();
		assertThat(Content.query(file, "SELECT x FROM t")).containsExactly("1");
		assertThat(Content.query(file, "PRAGMA journal_mode")).containsExactly("delete");
	}

	@Test
	void aDumpLargerThanAnyMessageIsStreamed() throws Exception {
		try (Connection connection = node.connect("large")) {
			Content.execute(connection, "CREATE TABLE t (x)");
			for (int i = 0; i < 30; i++) {
				Content.execute(connection, "INSERT INTO t VALUES (randomblob(200000))");
			}
		}
		Path file = this.directory.resolve("large.db");
		Tool run = backup("large", file, "-o", "maxMessageSize=65536").ok();
		assertThat(run.json().get("bytes").asLong()).isEqualTo(Files.size(file)).isGreaterThan(6_000_000);
		assertThat(Content.query(file, "SELECT sum(length(x)) FROM t")).containsExactly("6000000");
	}

	@Test
	void aDatabaseThatIsNotThereIsNoEmptyBackup() throws IOException {
		backup("missing", this.directory.resolve("missing.db")).failed(ExitStatus.FAILED, "no database 'missing'");
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).isEmpty();
		}
	}

	@Test
	void aFileIsOnlyReplacedOnRequest() throws Exception {
		try (Connection connection = node.connect("twice")) {
			Content.execute(connection, "CREATE TABLE t (x)");
		}
		Path file = Files.writeString(this.directory.resolve("twice.db"), "precious");
		backup("twice", file).failed(ExitStatus.FAILED, "overwrite");
		assertThat(file).hasContent("precious");
		backup("twice", file, "--replace").ok();
		assertThat(Content.query(file, "SELECT name FROM sqlite_schema")).containsExactly("t");
	}

	@Test
	void withoutALeaderTheExitCodeSaysSo() {
		Tool.run("backup", "-n", "127.0.0.1:1", "-d", "app", "--timeout", "300ms",
				this.directory.resolve("x.db").toString())
			.failed(ExitStatus.UNREACHABLE, "No leader");
		Tool.run("backup", this.directory.resolve("x.db").toString()).failed(ExitStatus.USAGE, "no cluster is named");
	}

}
