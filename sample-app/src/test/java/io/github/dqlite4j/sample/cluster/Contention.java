package io.github.dqlite4j.sample.cluster;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * How much of a processor a thread gets that asks for all of it. What is promised for a
 * machine that has time is not asked of one that is busy with other things.
 */
final class Contention {

	private static final long WINDOW_NANOS = Duration.ofMillis(300).toNanos();

	/** What the tests themselves cost. */
	private static final double OWN = 2.5;

	private Contention() {
	}

	/**
	 * Measure for a moment.
	 * @return 1 on a machine with nothing else to do, 2 where everything takes twice as
	 * long
	 */
	static double measure() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long start = System.nanoTime();
		long cpuStart = threads.getCurrentThreadCpuTime();
		long now = start;
		while (now - start < WINDOW_NANOS) {
			now = System.nanoTime();
		}
		double share = (double) (now - start) / Math.max(1, threads.getCurrentThreadCpuTime() - cpuStart);
		return Math.max(1, share / OWN);
	}

}
