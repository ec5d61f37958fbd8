package io.github.dqlite4j.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what will happen soon, for at most twenty seconds.
 */
public final class Await {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private Await() {
	}

	/**
	 * Wait until a condition holds.
	 * @param what the condition in words
	 */
	public static void until(String what, BooleanSupplier condition) {
		long end = System.nanoTime() + LIMIT.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				throw new AssertionError("did not happen within " + LIMIT.toSeconds() + " s: " + what);
			}
			LockSupport.parkNanos(1_000_000);
		}
	}

}
