package io.github.dqlite4j.chaos.workload;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.chaos.check.Anomaly;
import io.github.dqlite4j.chaos.check.Violation;

/**
 * What happened while clients and faults were at work. Used by all their threads.
 */
public final class Incidents {

	private static final Logger logger = LoggerFactory.getLogger(Incidents.class);

	private static final int LOGGED = 20;

	private final ConcurrentLinkedQueue<Violation> violations = new ConcurrentLinkedQueue<>();

	private final Map<String, LongAdder> exceptions = new ConcurrentHashMap<>();

	private final AtomicLong longestNanos = new AtomicLong();

	/**
	 * Note something that must not be.
	 * @param anomaly what is wrong
	 * @param description where
	 */
	public void violation(Anomaly anomaly, String description) {
		violation(new Violation(anomaly, description));
	}

	/**
	 * Note something that must not be.
	 * @param violation what is wrong, and where
	 */
	public void violation(Violation violation) {
		this.violations.add(violation);
		// Where data is gone, each further operation finds that out.
		if (this.violations.size() <= LOGGED) {
			logger.error("{}", violation);
		}
	}

	/**
	 * Note something that must not be, with its stack trace.
	 * @param anomaly what is wrong
	 * @param description where
	 * @param cause what was thrown
	 */
	public void violation(Anomaly anomaly, String description, Throwable cause) {
		StringWriter trace = new StringWriter();
		cause.printStackTrace(new PrintWriter(trace));
		violation(anomaly, description + ": " + trace);
	}

	/**
	 * Count an exception that is allowed.
	 * @param what what tells it from others
	 */
	void exception(String what) {
		this.exceptions.computeIfAbsent(what, (key) -> new LongAdder()).increment();
	}

	/**
	 * Note how long an operation took.
	 * @param nanos the time, with all repetitions
	 */
	void duration(long nanos) {
		this.longestNanos.accumulateAndGet(nanos, Math::max);
	}

	/**
	 * Return what must not be.
	 */
	public List<Violation> violations() {
		return List.copyOf(this.violations);
	}

	/**
	 * Return how often which exception was thrown.
	 */
	public Map<String, Long> exceptions() {
		Map<String, Long> counts = new TreeMap<>();
		this.exceptions.forEach((what, count) -> counts.put(what, count.sum()));
		return counts;
	}

	/**
	 * Return how long the longest operation took, in nanoseconds.
	 */
	public long longestNanos() {
		return this.longestNanos.get();
	}

}
