package io.github.dqlite4j.client;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.DatabaseName;

/**
 * A session for operations that may be repeated whatever became of them: one that
 * overtakes a lost answer does no harm. Threads use it one after the other; other writers
 * and the loss of a leader are waited for.
 * <p>
 * The writers of this process stand in the lane, which lets one go as soon as the other
 * has ended. Those of other processes can't: nothing tells when their lock is free, so it
 * is asked for again and again, and the lane leaves them gaps in which they find it free.
 */
final class RepeatingSession implements Closeable {

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long BUSY_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private final Cluster cluster;

	private final DatabaseName database;

	private final WriteLane lane;

	private final AtomicReference<@Nullable Session> session = new AtomicReference<>();

	RepeatingSession(Cluster cluster, DatabaseName database, WriteLane lane) {
		this.cluster = cluster;
		this.database = database;
		this.lane = lane;
	}

	/**
	 * Do something until it succeeds.
	 * @param operation what to do
	 * @param deadline when to give up in any case
	 * @return what it returns
	 * @throws EngineException if a statement is at fault
	 * @throws TimeoutException if other writers were in the way for longer than the busy
	 * timeout
	 * @throws IOException if no leader was found within the leader timeout, or the
	 * deadline has passed
	 * @throws InterruptedException if the thread was interrupted while it waited
	 */
	<T> T run(Operation<T> operation, Deadline deadline)
			throws IOException, EngineException, SequenceException, TimeoutException, InterruptedException {
		try (WriteLane.Permit permit = acquire(deadline)) {
			Deadline busy = null;
			Deadline leader = deadline.earlier(Deadline.after(this.cluster.options().leaderTimeout()));
			while (true) {
				Session current = session(leader);
				try {
					return operation.run(current, exchange(leader));
				}
				catch (EngineException ex) {
					if (ex.kind() == FailureKind.BUSY) {
						busy = (busy != null) ? busy
								: deadline.earlier(Deadline.within(this.cluster.options().busyTimeout()));
						pause(busy);
						continue;
					}
					if (!ex.kind().isLossOfLeader()) {
						throw ex;
					}
					close();
					if (leader.isOver()) {
						throw new IOException("No stable leader was found in time: " + ex.getMessage(), ex);
					}
				}
				catch (IOException ex) {
					close();
					if (leader.isOver()) {
						throw ex;
					}
				}
				busy = null;
				TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
			}
		}
	}

	/**
	 * Those before may be waiting for a leader, so that the busy timeout would be too
	 * short.
	 */
	private WriteLane.Permit acquire(Deadline deadline) throws TimeoutException, InterruptedException {
		Duration wait = this.cluster.options().leaderTimeout().plus(this.cluster.options().busyTimeout());
		try {
			return this.lane.acquire(deadline.earlier(Deadline.within(wait)));
		}
		catch (WriteLane.SelfDeadlockException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Session session(Deadline deadline) throws IOException {
		Session current = this.session.get();
		if (current != null && !current.isClosed() && !current.isSuperseded()) {
			return current;
		}
		close();
		Session opened = this.cluster.openSession(this.database, deadline);
		this.session.set(opened);
		return opened;
	}

	private Deadline exchange(Deadline whole) {
		return whole.earlier(Deadline.after(this.cluster.options().readTimeout()));
	}

	private void pause(Deadline busy) throws TimeoutException, InterruptedException {
		this.lane.foundLockTaken();
		if (busy.isOver()) {
			throw new TimeoutException("other processes write to the database " + this.database
					+ " for longer than the busyTimeout of " + this.cluster.options().busyTimeout().toMillis() + " ms");
		}
		TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(BUSY_PAUSE_NANOS));
	}

	/**
	 * Close the connection; the next operation opens another one.
	 */
	@Override
	public void close() {
		Session current = this.session.getAndSet(null);
		if (current != null) {
			current.close();
		}
	}

	/**
	 * Something that may be done any number of times.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	interface Operation<T> {

		T run(Session session, Deadline deadline) throws IOException, EngineException, SequenceException;

	}

}
