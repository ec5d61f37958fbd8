package io.github.dqlite4j.chaos.workload;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.chaos.history.Outcome;

/**
 * How a transaction ended.
 *
 * @param <T> what it returns
 * @param start when it was begun, on the clock of {@link System#nanoTime()}
 * @param end when it ended, on the same clock
 * @param outcome the outcome
 * @param value what it returned, if it ended well
 * @param failure what it ended with otherwise
 */
record Attempt<T>(long start, long end, Outcome outcome, @Nullable T value, @Nullable SQLException failure) {

	/**
	 * Return what it returned.
	 * @throws IllegalStateException if it did not end well
	 */
	T require() {
		T value = this.value;
		if (value == null) {
			throw new IllegalStateException("There is no value after " + this.outcome, this.failure);
		}
		return value;
	}

	boolean isToBeRepeated() {
		SQLException failure = this.failure;
		return failure != null && ExceptionTable.isToBeRepeated(failure);
	}

}
