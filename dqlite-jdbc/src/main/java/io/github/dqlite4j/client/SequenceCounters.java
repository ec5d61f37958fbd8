package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import io.github.dqlite4j.protocol.Parameters;

/**
 * How far the sequences of a database have come. The counters are in a companion database
 * of the same cluster, which has a write lock of its own: a value can be taken inside a
 * transaction that holds the lock of the database, and is not given back when that is
 * rolled back.
 * <p>
 * A counter is a table with one row, whose rowid is the last value taken. Replacing the
 * row by one with the next value is a single statement, and the engine answers every
 * insertion with the rowid: one round trip takes a value, for any generation of the
 * engine. When the answer is lost, the value is lost too, and the next one is taken.
 * <p>
 * A table without a row is the counter of a sequence that was not used yet. A definition
 * whose counter has no table has lost it, since the table is made before the definition.
 */
public final class SequenceCounters {

	private final RepeatingSession session;

	private final ReentrantLock usersLock = new ReentrantLock();

	private int users;

	SequenceCounters(Cluster cluster) {
		this.session = new RepeatingSession(cluster, cluster.options().database().ofSequences(), new WriteLane());
	}

	/**
	 * Take note that somebody is going to use sequences: the connection to the companion
	 * database is kept until the last one has {@link #release() gone}.
	 */
	public void retain() {
		this.usersLock.lock();
		try {
			this.users++;
		}
		finally {
			this.usersLock.unlock();
		}
	}

	/**
	 * Take note that somebody who used sequences is gone.
	 */
	public void release() {
		this.usersLock.lock();
		try {
			this.users--;
			if (this.users == 0) {
				this.session.close();
			}
		}
		finally {
			this.usersLock.unlock();
		}
	}

	/**
	 * Make the counter of a generation, before its definition is written.
	 * @param generation the generation
	 * @param deadline when to give up
	 * @throws EngineException if the engine refuses
	 * @throws TimeoutException if other writers were in the way for longer than the busy
	 * timeout
	 * @throws IOException if no leader was found in time
	 * @throws InterruptedException if the thread was interrupted while it waited
	 */
	public void create(String generation, Deadline deadline)
			throws IOException, EngineException, TimeoutException, InterruptedException {
		try {
			this.session
				.run((current, exchange) -> current.execute(
						"CREATE TABLE IF NOT EXISTS " + table(generation)
								+ " (value INTEGER PRIMARY KEY, one INTEGER NOT NULL UNIQUE)",
						Parameters.NONE, exchange), deadline);
		}
		catch (SequenceException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Take the next value.
	 * @param sequence the definition, as the caller's own transaction sees it
	 * @param deadline when to give up
	 * @return a value that nobody else gets from this generation, unless it cycles
	 * @throws SequenceException if there is none
	 * @throws EngineException if the engine refuses
	 * @throws TimeoutException if other writers were in the way for longer than the busy
	 * timeout
	 * @throws IOException if no leader was found in time
	 * @throws InterruptedException if the thread was interrupted while it waited
	 */
	public long next(SequenceDefinition sequence, Deadline deadline)
			throws IOException, EngineException, SequenceException, TimeoutException, InterruptedException {
		return this.session.run((current, exchange) -> new CounterExchange(current, sequence, exchange).next(),
				deadline);
	}

	/**
	 * Return the value that was taken last.
	 * @param sequence the definition
	 * @param deadline when to give up
	 * @return the value; empty if none was taken yet
	 * @throws SequenceException if the counter is missing
	 * @throws EngineException if the engine refuses
	 * @throws TimeoutException if other writers were in the way for longer than the busy
	 * timeout
	 * @throws IOException if no leader was found in time
	 * @throws InterruptedException if the thread was interrupted while it waited
	 */
	public OptionalLong last(SequenceDefinition sequence, Deadline deadline)
			throws IOException, EngineException, SequenceException, TimeoutException, InterruptedException {
		return this.session.run((current, exchange) -> new CounterExchange(current, sequence, exchange).last(),
				deadline);
	}

	static String table(String generation) {
		return "counter_" + generation;
	}

}
