package io.github.dqlite4j.node;

import java.time.Duration;
import java.util.concurrent.Callable;

import static org.assertj.core.api.Assertions.fail;

/**
 * Waits for something to become so.
 */
public final class Awaiting {

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	private static final long PAUSE_MILLIS = 20;

	private Awaiting() {
	}

	/**
	 * Waits until a condition holds.
	 * @param what what is waited for, for the message
	 * @param condition the condition
	 */
	public static void until(String what, Callable<Boolean> condition) throws Exception {
		long end = System.nanoTime() + DEADLINE.toNanos();
		while (!condition.call()) {
			if (System.nanoTime() > end) {
				fail("Not so within " + DEADLINE.toSeconds() + " s: " + what);
			}
			Thread.sleep(PAUSE_MILLIS);
		}
	}

}
