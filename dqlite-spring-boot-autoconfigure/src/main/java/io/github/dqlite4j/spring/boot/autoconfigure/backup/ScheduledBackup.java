package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.client.backup.BackupResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Takes backups when they are due. Of several instances that are members of the cluster
 * the one does it whose node leads. While it can't be taken it is tried again every
 * minute, for ten minutes and by whoever leads then.
 */
public final class ScheduledBackup implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ScheduledBackup.class);

	private static final Duration PERSISTENCE = Duration.ofMinutes(10);

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final BackupSchedule schedule;

	private final BackupDirectory directory;

	private final int keep;

	private final Source source;

	private final Clock clock;

	private volatile BackupStatus status = BackupStatus.none();

	private volatile @Nullable ScheduledExecutorService executor;

	private Instant lookedAt;

	private @Nullable Instant dueSince;

	private Instant notBefore = Instant.MIN;

	/**
	 * Prepare backups.
	 * @param schedule when they are due
	 * @param directory where they go
	 * @param keep how many to keep; 0 keeps all
	 * @param source where they come from
	 * @param clock tells the time
	 */
	ScheduledBackup(BackupSchedule schedule, BackupDirectory directory, int keep, Source source, Clock clock) {
		this.schedule = schedule;
		this.directory = directory;
		this.keep = keep;
		this.source = source;
		this.clock = clock;
		this.lookedAt = clock.instant();
	}

	/**
	 * Return how the backups of this instance went so far.
	 * @return the status
	 */
	public BackupStatus status() {
		return this.status;
	}

	@Override
	public void start() {
		if (isRunning()) {
			return;
		}
		this.lookedAt = this.clock.instant();
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "dqlite-backup");
			thread.setDaemon(true);
			return thread;
		});
		this.executor = started;
		started.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
	}

	/**
	 * Look whether a backup is due, and take it. Never throws, which would end the
	 * schedule.
	 */
	void tick() {
		Instant now = this.clock.instant();
		try {
			Instant newest = this.directory.newest().orElse(null);
			if (newest != null) {
				this.status = this.status.seen(newest);
			}
			if (this.dueSince == null && this.schedule.isDue(this.lookedAt, now, newest)) {
				this.dueSince = now;
			}
			this.lookedAt = now;
			Instant due = this.dueSince;
			if (due == null || now.isBefore(this.notBefore)) {
				return;
			}
			boolean done = newest != null && !newest.isBefore(due.truncatedTo(ChronoUnit.SECONDS));
			if (done || now.isAfter(due.plus(PERSISTENCE))) {
				this.dueSince = null;
				return;
			}
			this.notBefore = now.plus(PAUSE);
			if (this.source.isMine()) {
				take(now);
				this.dueSince = null;
				this.notBefore = Instant.MIN;
			}
		}
		catch (IOException | RuntimeException ex) {
			this.lookedAt = now;
			this.notBefore = now.plus(PAUSE);
			failed(ex);
		}
	}

	private void take(Instant now) throws IOException {
		this.directory.create();
		Path file = this.directory.file(now);
		BackupResult result = this.source.copyTo(file);
		this.status = this.status.taken(now, result.file(), result.size());
		logger.info("Backed the database up to {} ({} bytes)", result.file(), result.size());
		try {
			List<Path> deleted = this.directory.prune(this.keep);
			if (!deleted.isEmpty()) {
				logger.info("Deleted the old backups {}", deleted);
			}
		}
		catch (IOException ex) {
			logger.warn("Old backups in {} can't be deleted. Check the permissions of the directory, before its disk"
					+ " is full.", this.directory.path(), ex);
		}
	}

	private void failed(Exception failure) {
		if (Thread.currentThread().isInterrupted()) {
			// the application stops
			return;
		}
		String reason = String.valueOf(failure.getMessage());
		this.status = this.status.failed(reason);
		logger.error("The database was not backed up to {}: {}. {}", this.directory.path(), reason, remedy(failure),
				failure);
	}

	/**
	 * The platform tells a full disk by the text of the operating system only.
	 */
	private String remedy(Exception failure) {
		String reason = String.valueOf(failure.getMessage());
		if (reason.contains("No space left") || reason.contains("quota")) {
			return "Nothing was left half written. Free space there, or keep fewer backups by"
					+ " spring.datasource.dqlite.backup.keep (now " + this.keep + ").";
		}
		if (failure instanceof java.nio.file.FileSystemException) {
			return "Check that the directory can be written by this process.";
		}
		return "It is tried again every minute for ten minutes; until then the backups before it are the newest.";
	}

	@Override
	public void stop() {
		ScheduledExecutorService running = this.executor;
		this.executor = null;
		if (running != null) {
			running.shutdownNow();
		}
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

	/**
	 * Where backups come from.
	 */
	interface Source {

		/**
		 * Tell whether this instance is the one to take it.
		 * @throws IOException if that can't be found out
		 */
		boolean isMine() throws IOException;

		/**
		 * Copy the database.
		 * @param file the file to write, which is whole or not there at all
		 * @throws IOException if it can't be copied
		 */
		BackupResult copyTo(Path file) throws IOException;

	}

}
