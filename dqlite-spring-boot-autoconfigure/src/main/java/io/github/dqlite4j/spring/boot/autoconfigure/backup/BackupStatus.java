package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the backups of this instance went so far. Immutable.
 *
 * @param successes how many were taken
 * @param failures how many attempts failed
 * @param lastSuccess when the newest backup was taken, by this instance or one that uses
 * the same directory, or {@code null} if there is none
 * @param lastFile the file of the newest backup that this instance took, or {@code null}
 * @param lastSize its size in bytes
 * @param problem what the last attempt failed of, or {@code null} if it did not
 */
public record BackupStatus(long successes, long failures, @Nullable Instant lastSuccess, @Nullable Path lastFile,
		long lastSize, @Nullable String problem) {

	static BackupStatus none() {
		return new BackupStatus(0, 0, null, null, 0, null);
	}

	/**
	 * Take note of the newest backup in the directory, whoever took it.
	 */
	BackupStatus seen(Instant newest) {
		if (this.lastSuccess != null && !newest.isAfter(this.lastSuccess)) {
			return this;
		}
		return new BackupStatus(this.successes, this.failures, newest, this.lastFile, this.lastSize, this.problem);
	}

	BackupStatus taken(Instant time, Path file, long size) {
		return new BackupStatus(this.successes + 1, this.failures, time, file, size, null);
	}

	BackupStatus failed(String reason) {
		return new BackupStatus(this.successes, this.failures + 1, this.lastSuccess, this.lastFile, this.lastSize,
				reason);
	}

}
