package io.github.dqlite4j.protocol;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/**
 * How much memory a thread has asked for.
 */
final class Allocation {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private Allocation() {
	}

	/**
	 * Return the bytes that this thread has allocated since it began.
	 */
	static long ofThisThread() {
		return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
	}

}
