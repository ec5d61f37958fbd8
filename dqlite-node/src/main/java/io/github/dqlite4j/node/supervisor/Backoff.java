package io.github.dqlite4j.node.supervisor;

import java.time.Duration;

/**
 * How long to wait before a node is started again: twice as long each time, up to a
 * limit, and from the beginning once it has run for a while. Used by one thread.
 */
final class Backoff {

	private static final Duration FIRST = Duration.ofMillis(200);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	/**
	 * What has run for so long is not in a circle of crashes.
	 */
	private static final Duration STABLE = Duration.ofMinutes(1);

	private Duration next = FIRST;

	/**
	 * Return the next wait.
	 * @param ran how long the node ran, zero if it did not start
	 * @return the time to wait
	 */
	Duration after(Duration ran) {
		Duration wait = (ran.compareTo(STABLE) >= 0) ? FIRST : this.next;
		Duration twice = wait.multipliedBy(2);
		this.next = (twice.compareTo(LONGEST) > 0) ? LONGEST : twice;
		return wait;
	}

}
