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
		if (!holdsWithin(DEADLINE, condition)) {
			fail("Not so within " + DEADLINE.toSeconds() + " s: " + what);
		}
	}

	/**
	 * Waits until a condition holds, which it need not.
	 * @param timeout how long to wait
	 * @param condition the condition
	 * @return whether it holds
	 */
	static boolean holdsWithin(Duration timeout, Callable<Boolean> condition) throws Exception {
		long end = System.nanoTime() + timeout.toNanos();
		while (!condition.call()) {
			if (System.nanoTime() > end) {
				return false;
			}
			Thread.sleep(PAUSE_MILLIS);
		}
		return true;
	}

}
