package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.SequenceCounters;
import io.github.dqlite4j.client.SequenceDefinition;
import io.github.dqlite4j.client.SequenceException;

/**
 * The counters of sequences as one connection uses them, with the exceptions of JDBC.
 */
final class SequenceValues {

	private final SequenceCounters counters;

	private boolean used;

	SequenceValues(SequenceCounters counters) {
		this.counters = counters;
	}

	/**
	 * Make a counter.
	 * @param generation the generation that it counts
	 * @param deadline when to give up
	 * @throws SQLException if it can't be made
	 */
	void create(String generation, Deadline deadline) throws SQLException {
		run(() -> {
			this.counters.create(generation, deadline);
			return true;
		}, deadline);
	}

	/**
	 * Take the next value.
	 * @param sequence the definition
	 * @param deadline when to give up
	 * @return the value
	 * @throws SQLException if there is none (2200H), the counter is missing (55000), or
	 * the companion database can't be used
	 */
	long next(SequenceDefinition sequence, Deadline deadline) throws SQLException {
		return run(() -> this.counters.next(sequence, deadline), deadline);
	}

	private <T> T run(Operation<T> operation, Deadline deadline) throws SQLException {
		if (!this.used) {
			this.used = true;
			this.counters.retain();
		}
		try {
			return operation.run();
		}
		catch (SequenceException ex) {
			throw switch (ex.reason()) {
				case EXHAUSTED -> SqlExceptions.data(String.valueOf(ex.getMessage()), "2200H");
				case COUNTER_MISSING -> SqlExceptions.state(String.valueOf(ex.getMessage()), "55000");
			};
		}
		catch (EngineException ex) {
			throw SqlExceptions.of(ex);
		}
		catch (TimeoutException ex) {
			throw SqlExceptions.timedOut("The value of a sequence could not be taken", ex);
		}
		catch (IOException ex) {
			throw deadline.isOver() ? SqlExceptions.timedOut("Taking the value of a sequence was given up", ex)
					: SqlExceptions.cannotConnect(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw SqlExceptions.timedOut("The thread was interrupted while it took the value of a sequence", ex);
		}
	}

	/**
	 * Let go of the counters.
	 */
	void close() {
		if (this.used) {
			this.used = false;
			this.counters.release();
		}
	}

	/**
	 * Something about counters.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	private interface Operation<T> {

		T run() throws IOException, EngineException, SequenceException, TimeoutException, InterruptedException;

	}

}
