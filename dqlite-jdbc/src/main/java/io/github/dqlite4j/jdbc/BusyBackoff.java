package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.client.Deadline;

/**
 * Pauses between attempts to get the write lock that another process holds: the pauses of
 * SQLite's own busy handler, made irregular so that writers do not meet again and again.
 */
final class BusyBackoff {

	private static final int[] PAUSES_MILLIS = { 1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100 };

	private final Deadline deadline;

	private int attempts;

	BusyBackoff(Deadline deadline) {
		this.deadline = deadline;
	}

	/**
	 * Pause before the next attempt.
	 * @return whether there is to be one: the deadline has not passed
	 * @throws SQLException if the thread was interrupted
	 */
	boolean pause() throws SQLException {
		long remaining = TimeUnit.MILLISECONDS.toMicros(Math.min(this.deadline.remainingMillis(), 1000));
		if (remaining == 0) {
			return false;
		}
		long longest = TimeUnit.MILLISECONDS
			.toMicros(PAUSES_MILLIS[Math.min(this.attempts++, PAUSES_MILLIS.length - 1)]);
		long pause = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
		try {
			TimeUnit.MICROSECONDS.sleep(Math.min(pause, remaining));
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw SqlExceptions.timedOut("The thread was interrupted while it waited for the write lock", ex);
		}
	}

}
