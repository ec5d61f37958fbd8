package io.github.dqlite4j.spring.boot.autoconfigure.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.scheduling.support.CronExpression;

/**
 * When backups are due: at the times of a cron expression in UTC, or when the newest one
 * is as old as an interval.
 */
final class BackupSchedule {

	private final @Nullable CronExpression cron;

	private final @Nullable Duration interval;

	private BackupSchedule(@Nullable CronExpression cron, @Nullable Duration interval) {
		this.cron = cron;
		this.interval = interval;
	}

	/**
	 * Parse a schedule.
	 * @param text a cron expression or a duration
	 * @return the schedule
	 * @throws IllegalArgumentException if it is neither
	 */
	static BackupSchedule parse(String text) {
		if (CronExpression.isValidExpression(text)) {
			return new BackupSchedule(CronExpression.parse(text), null);
		}
		Duration interval;
		try {
			interval = DurationStyle.detectAndParse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"use a cron expression with seconds first, such as '0 0 3 * * *', or a duration, such as '6h'", ex);
		}
		if (interval.isZero() || interval.isNegative()) {
			throw new IllegalArgumentException("the time between two backups must be positive");
		}
		return new BackupSchedule(null, interval);
	}

	/**
	 * Tell whether a backup became due.
	 * @param since when this was asked last
	 * @param now the time
	 * @param newest when the newest backup was taken, or {@code null} if there is none
	 */
	boolean isDue(Instant since, Instant now, @Nullable Instant newest) {
		if (this.cron != null) {
			ZonedDateTime next = this.cron.next(since.atZone(ZoneOffset.UTC));
			return next != null && !next.toInstant().isAfter(now);
		}
		return newest == null || this.interval != null && !newest.plus(this.interval).isAfter(now);
	}

}
