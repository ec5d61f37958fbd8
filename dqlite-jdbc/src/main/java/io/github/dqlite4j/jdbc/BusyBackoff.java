package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.WriteLane;

/**
 * Pauses between attempts to get the write lock that another process holds. They grow at
 * first, but stay shorter than the gap that the write lanes of other processes leave, and
 * are irregular, so that writers do not meet again and again. Longer ones, such as those
 * of SQLite's own busy handler, leave a process without its turn for seconds; shorter
 * ones keep the node from its work.
 */
final class BusyBackoff {

	private static final long FIRST_PAUSE_MICROS = 250;

	private static final long LONGEST_PAUSE_MICROS = 10_000;

	private final Deadline deadline;

	private final WriteLane lane;

	private int attempts;

	BusyBackoff(Deadline deadline, WriteLane lane) {
		this.deadline = deadline;
		this.lane = lane;
	}

	/**
	 * Pause before the next attempt.
	 * @return whether there is to be one: the deadline has not passed
	 * @throws SQLException if the thread was interrupted
	 */
	boolean pause() throws SQLException {
		this.lane.foundLockTaken();
		long remaining = TimeUnit.MILLISECONDS.toMicros(Math.min(this.deadline.remainingMillis(), 1000));
		if (remaining == 0) {
			return false;
		}
		long longest = longestPause(this.attempts++);
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

	private static long longestPause(int attempt) {
		return Math.min(FIRST_PAUSE_MICROS << Math.min(attempt, 10), LONGEST_PAUSE_MICROS);
	}

}
