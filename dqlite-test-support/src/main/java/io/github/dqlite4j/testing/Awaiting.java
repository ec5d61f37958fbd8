package io.github.dqlite4j.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Waits for something to become so.
 */
public final class Awaiting {

	/**
	 * How long anything may take on a machine that does other things besides.
	 */
	public static final Duration DEADLINE = Duration.ofSeconds(60);

	private static final long PAUSE_MILLIS = 10;

	private Awaiting() {
	}

	/**
	 * Waits until a condition holds. A condition that throws does not hold yet.
	 * @param what what is waited for, for the message
	 * @param condition the condition
	 */
	public static void until(String what, Callable<Boolean> condition) {
		long end = System.nanoTime() + DEADLINE.toNanos();
		Exception last = null;
		while (true) {
			try {
				if (condition.call()) {
					return;
				}
				last = null;
			}
			catch (Exception ex) {
				last = ex;
			}
			if (System.nanoTime() > end) {
				throw new AssertionError("Not so within " + DEADLINE.toSeconds() + " s: " + what, last);
			}
			try {
				Thread.sleep(PAUSE_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new AssertionError("Interrupted while waiting for: " + what, ex);
			}
		}
	}

}
