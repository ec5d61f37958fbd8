package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.backup.BackupResult;
import io.github.dqlite4j.protocol.DatabaseName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScheduledBackup}: when it takes backups, which it deletes, and what it
 * says.
 */
@ExtendWith(OutputCaptureExtension.class)
class ScheduledBackupTests {

	private final SettableClock clock = new SettableClock();

	private final ScriptedSource source = new ScriptedSource();

	@TempDir
	private Path directory;

	@Test
	void takesABackupWhenItIsDueUnderTheTimeInUtc() throws IOException {
		ScheduledBackup backup = backup("0 0 3 * * *", 7);
		backup.tick();
		assertThat(names()).isEmpty();
		this.clock.now = Instant.parse("2026-11-21T03:00:01Z");
		backup.tick();
		backup.tick();
		assertThat(names()).containsExactly("app-20261121T030001Z.db");
		assertThat(backup.status().successes()).isEqualTo(1);
		assertThat(backup.status().lastSuccess()).isEqualTo(this.clock.now);
		assertThat(new BackupHealthIndicator(backup).health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void leavesItToTheInstanceThatLeads() throws IOException {
		ScheduledBackup backup = backup("1h", 7);
		this.source.mine = false;
		backup.tick();
		assertThat(names()).isEmpty();
		this.source.mine = true;
		this.clock.advance(Duration.ofMinutes(1));
		backup.tick();
		assertThat(names()).hasSize(1);
	}

	@Test
	void doesNotRepeatWhatAnotherInstanceDidInTheSameDirectory() throws IOException {
		ScheduledBackup backup = backup("0 0 3 * * *", 7);
		this.source.mine = false;
		this.clock.now = Instant.parse("2026-11-21T03:00:01Z");
		backup.tick();
		Files.createFile(this.directory.resolve("app-20261121T030002Z.db"));
		this.source.mine = true;
		this.clock.advance(Duration.ofMinutes(2));
		backup.tick();
		assertThat(this.source.copies).isZero();
		assertThat(backup.status().lastSuccess()).isEqualTo("2026-11-21T03:00:02Z");
	}

	@Test
	void keepsTheNewestAndWhatIsNotItsOwn() throws IOException {
		for (String name : List.of("app-20261118T030000Z.db", "app-20261118T030000Z.db-sequences",
				"app-20261119T030000Z.db", "app-20261120T030000Z.db", "other-20261101T030000Z.db", "app-old.db",
				"app-20261101T030000Z.db.bak", "notes.txt")) {
			Files.createFile(this.directory.resolve(name));
		}
		backup("1h", 2).tick();
		assertThat(names()).containsExactly("app-20261101T030000Z.db.bak", "app-20261120T030000Z.db",
				"app-20261121T025959Z.db", "app-old.db", "notes.txt", "other-20261101T030000Z.db");
	}

	@Test
	void keepsAllIfAsked() throws IOException {
		Files.createFile(this.directory.resolve("app-20200101T000000Z.db"));
		backup("1h", 0).tick();
		assertThat(names()).hasSize(2);
	}

	@Test
	void saysWhatToDoAboutAFullDiskAndDeletesNothing(CapturedOutput output) throws IOException {
		Files.createFile(this.directory.resolve("app-20200101T000000Z.db"));
		ScheduledBackup backup = backup("1h", 1);
		this.source.failure = new IOException("No space left on device");
		backup.tick();
		assertThat(output).contains("The database was not backed up to " + this.directory)
			.contains("No space left on device")
			.contains("Free space there, or keep fewer backups by spring.datasource.dqlite.backup.keep (now 1)");
		assertThat(names()).containsExactly("app-20200101T000000Z.db");
		assertThat(backup.status().problem()).isEqualTo("No space left on device");
		assertThat(new BackupHealthIndicator(backup).health()).satisfies((health) -> {
			assertThat(health.getStatus()).isEqualTo(BackupHealthIndicator.WARNING);
			assertThat(health.getDetails()).containsEntry("problem", "No space left on device")
				.containsEntry("failed", 1L)
				.containsEntry("newest", "2020-01-01T00:00:00Z");
		});
	}

	@Test
	void triesAgainAfterAMinuteAndForgetsTheFailureThen(CapturedOutput output) throws IOException {
		ScheduledBackup backup = backup("0 0 3 * * *", 7);
		this.clock.now = Instant.parse("2026-11-21T03:00:00Z");
		this.source.failure = new FileSystemException("/backup", null, "Read-only file system");
		backup.tick();
		this.clock.advance(Duration.ofSeconds(30));
		backup.tick();
		assertThat(this.source.copies).isEqualTo(1);
		assertThat(output).contains("Check that the directory can be written by this process");
		this.source.failure = null;
		this.clock.advance(Duration.ofSeconds(31));
		backup.tick();
		assertThat(names()).hasSize(1);
		assertThat(backup.status().problem()).isNull();
		assertThat(backup.status().failures()).isEqualTo(1);
	}

	@Test
	void givesUpUntilTheNextTimeAfterTenMinutes() {
		ScheduledBackup backup = backup("0 0 3 * * *", 7);
		this.clock.now = Instant.parse("2026-11-21T03:00:00Z");
		this.source.failure = new IOException("No leader was found");
		for (int i = 0; i < 30; i++) {
			backup.tick();
			this.clock.advance(Duration.ofSeconds(61));
		}
		assertThat(this.source.copies).isEqualTo(10);
	}

	private ScheduledBackup backup(String schedule, int keep) {
		return new ScheduledBackup(BackupSchedule.parse(schedule),
				new BackupDirectory(this.directory, new DatabaseName("app")), keep, this.source, this.clock);
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	/**
	 * A source whose files are empty.
	 */
	private static final class ScriptedSource implements ScheduledBackup.Source {

		private boolean mine = true;

		private int copies;

		private @Nullable IOException failure;

		@Override
		public boolean isMine() {
			return this.mine;
		}

		@Override
		public BackupResult copyTo(Path file) throws IOException {
			this.copies++;
			if (this.failure != null) {
				throw this.failure;
			}
			Files.createFile(file);
			return new BackupResult(new NodeAddress("127.0.0.1", 9001), file, 0, 0, null);
		}

	}

	/**
	 * A clock that stands still.
	 */
	private static final class SettableClock extends Clock {

		private Instant now = Instant.parse("2026-11-21T02:59:59Z");

		void advance(Duration duration) {
			this.now = this.now.plus(duration);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
