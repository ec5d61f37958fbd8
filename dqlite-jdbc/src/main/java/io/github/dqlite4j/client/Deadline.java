package io.github.dqlite4j.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The moment by which a whole operation must have ended, however many steps it takes.
 */
public final class Deadline {

	/**
	 * No such moment.
	 */
	public static final Deadline NEVER = new Deadline(0, true);

	private final long nanoTime;

	private final boolean never;

	private Deadline(long nanoTime, boolean never) {
		this.nanoTime = nanoTime;
		this.never = never;
	}

	/**
	 * Return the moment that is a time away from now.
	 * @param timeout the time; zero means never
	 * @return the deadline
	 */
	public static Deadline after(Duration timeout) {
		return timeout.isZero() ? NEVER : within(timeout);
	}

	/**
	 * Return the moment that is a time away from now.
	 * @param timeout the time; zero means now
	 * @return the deadline
	 */
	public static Deadline within(Duration timeout) {
		return new Deadline(System.nanoTime() + timeout.toNanos(), false);
	}

	/**
	 * Return the earlier one of two deadlines.
	 * @param other the other one
	 * @return this or the other
	 */
	public Deadline earlier(Deadline other) {
		if (this.never) {
			return other;
		}
		return (other.never || this.nanoTime - other.nanoTime <= 0) ? this : other;
	}

	/**
	 * Tell whether the moment has passed.
	 * @return whether it has
	 */
	public boolean isOver() {
		return !this.never && this.nanoTime - System.nanoTime() <= 0;
	}

	/**
	 * Return how long it is to the moment.
	 * @return the milliseconds, rounded up; 0 if it has passed, {@link Long#MAX_VALUE} if
	 * it never comes
	 */
	public long remainingMillis() {
		if (this.never) {
			return Long.MAX_VALUE;
		}
		long remaining = this.nanoTime - System.nanoTime();
		return (remaining <= 0) ? 0 : TimeUnit.NANOSECONDS.toMillis(remaining + 999_999);
	}

	/**
	 * Return the moment in terms of {@link System#nanoTime()}.
	 * @return the nanoseconds, never 0; 0 if the moment never comes
	 */
	long nanoTime() {
		if (this.never) {
			return 0;
		}
		return (this.nanoTime != 0) ? this.nanoTime : 1;
	}

}
