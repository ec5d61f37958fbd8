package io.github.dqlite4j.tool.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for something to become so.
 */
public final class Awaiting {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	private Awaiting() {
	}

	/**
	 * Waits until a condition holds. A condition that throws does not hold yet.
	 */
	public static void until(String what, Callable<Boolean> condition) {
		long end = System.nanoTime() + DEADLINE.toNanos();
		Exception last = null;
		while (System.nanoTime() < end) {
			try {
				if (condition.call()) {
					return;
				}
			}
			catch (Exception ex) {
				last = ex;
			}
			LockSupport.parkNanos(10_000_000);
		}
		throw new AssertionError("Not so within " + DEADLINE.toSeconds() + " s: " + what, last);
	}

}
