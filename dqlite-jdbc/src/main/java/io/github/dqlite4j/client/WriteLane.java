package io.github.dqlite4j.client;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Lets the writers of one data source to one database pass one at a time, in the order in
 * which they came. The engine has one write lock and answers whoever finds it taken with
 * an error at once; here the threads of one process wait for each other instead.
 * <p>
 * Writers of other processes can't stand in this line: they ask for the lock again and
 * again, and would hardly ever find it free while the writers here pass one right behind
 * the other. So a lane that knows of others lets nobody pass for a moment now and then.
 */
public final class WriteLane {

	private final Semaphore semaphore = new Semaphore(1, true);

	private final WriteTurn turn = new WriteTurn(System.nanoTime());

	private volatile @Nullable Thread holder;

	/**
	 * Wait for one's turn.
	 * @param deadline how long to wait at most
	 * @return the permit to write, to be given back
	 * @throws TimeoutException if it was not this thread's turn in time
	 * @throws SelfDeadlockException if this thread holds the permit already, through
	 * another connection
	 * @throws InterruptedException if the thread was interrupted while it waited
	 */
	public Permit acquire(Deadline deadline) throws TimeoutException, SelfDeadlockException, InterruptedException {
		if (!this.semaphore.tryAcquire(0, TimeUnit.NANOSECONDS)) {
			if (Thread.currentThread().equals(this.holder)) {
				throw new SelfDeadlockException();
			}
			if (!this.semaphore.tryAcquire(deadline.remainingMillis(), TimeUnit.MILLISECONDS)) {
				throw new TimeoutException("other writers of this process hold the write lane");
			}
		}
		this.holder = Thread.currentThread();
		letOthersPass();
		return new Permit(this);
	}

	private void letOthersPass() {
		if (this.turn.isOver(System.nanoTime())) {
			LockSupport.parkNanos(WriteTurn.GAP_NANOS);
			this.turn.restart(System.nanoTime());
		}
	}

	/**
	 * Take note that somebody else holds the lock of the database: a writer of another
	 * process, since those of this one stand in line. Only called by the one thread that
	 * holds the permit.
	 */
	public void foundLockTaken() {
		this.turn.othersMet(System.nanoTime());
	}

	private void release() {
		this.holder = null;
		this.semaphore.release();
	}

	/**
	 * The right to write. Whoever holds it gives it back exactly once, from any thread;
	 * giving it back again does nothing.
	 */
	public static final class Permit implements AutoCloseable {

		private final WriteLane lane;

		private final AtomicBoolean released = new AtomicBoolean();

		private Permit(WriteLane lane) {
			this.lane = lane;
		}

		@Override
		public void close() {
			if (this.released.compareAndSet(false, true)) {
				this.lane.release();
			}
		}

	}

	/**
	 * A thread that holds the permit through one connection asks for it through another
	 * one: it would wait for itself.
	 */
	public static final class SelfDeadlockException extends Exception {

		private static final long serialVersionUID = 1L;

		SelfDeadlockException() {
			super("this thread already writes to the database through another connection, in a transaction that is "
					+ "suspended (REQUIRES_NEW) or was not ended: a second write transaction would wait for the first one "
					+ "for ever. Do both in one transaction, or start the second one after the first has ended");
		}

	}

}
