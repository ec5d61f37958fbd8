package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

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

	/**
	 * After how many attempts the pauses become shorter, which is after about 80 ms: who
	 * has waited for several turns of others finds the next gap before those who have
	 * not.
	 */
	private static final int PATIENT_ATTEMPTS = 13;

	private static final long LONGEST_PAUSE_OF_THE_PATIENT_MICROS = 3_000;

	private final Duration patience;

	private final Deadline end;

	private final WriteLane lane;

	private @Nullable Deadline deadline;

	private int attempts;

	/**
	 * Create the pauses of one statement.
	 * @param patience how long to wait for the lock, counted from when it is found taken:
	 * looking for a leader takes none of that time
	 * @param end when to give up in any case
	 * @param lane is told that the lock was found taken
	 */
	BusyBackoff(Duration patience, Deadline end, WriteLane lane) {
		this.patience = patience;
		this.end = end;
		this.lane = lane;
	}

	/**
	 * Forget how long was waited: it was for the lock of a leader that is lost.
	 */
	void restart() {
		this.deadline = null;
		this.attempts = 0;
	}

	/**
	 * Pause before the next attempt.
	 * @return whether there is to be one: the deadline has not passed
	 * @throws SQLException if the thread was interrupted
	 */
	boolean pause() throws SQLException {
		this.lane.foundLockTaken();
		Deadline current = this.deadline;
		if (current == null) {
			current = this.end.earlier(Deadline.within(this.patience));
			this.deadline = current;
		}
		long remaining = TimeUnit.MILLISECONDS.toMicros(Math.min(current.remainingMillis(), 1000));
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
		long longest = (attempt < PATIENT_ATTEMPTS) ? LONGEST_PAUSE_MICROS : LONGEST_PAUSE_OF_THE_PATIENT_MICROS;
		return Math.min(FIRST_PAUSE_MICROS << Math.min(attempt, 10), longest);
	}

}
