package io.github.dqlite4j.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets the writers of one data source to one database pass one at a time, in the order in
 * which they came. The engine has one write lock and answers whoever finds it taken with
 * an error at once; here the threads of one process wait for each other instead.
 * <p>
 * Whoever is done sends the first request of the next one, which has announced it: the
 * node works on it while that thread wakes up. And whoever has the turn may run small
 * writes of others along with its own.
 * <p>
 * Writers of other processes can't stand in this line: they ask for the lock again and
 * again, and would hardly ever find it free while the writers here pass one right behind
 * the other. So a lane that knows of others lets nobody pass for a moment now and then.
 */
public final class WriteLane {

	private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

	private final ReentrantLock lock = new ReentrantLock();

	private final Queue<WaitingWriter> waiters = new ArrayDeque<>();

	private final WriteTurn turn = new WriteTurn(System.nanoTime());

	private boolean taken;

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
		return acquire(deadline, () -> null);
	}

	/**
	 * Wait for one's turn.
	 * @param deadline how long to wait at most
	 * @param announcement asked, if this thread has to wait, for the request that is to
	 * be sent for it when its turn has come, or {@code null}
	 * @return the permit to write, to be given back, which tells whether that was sent
	 * @throws TimeoutException if it was not this thread's turn in time
	 * @throws SelfDeadlockException if this thread holds the permit already, through
	 * another connection
	 * @throws InterruptedException if the thread was interrupted while it waited
	 */
	public Permit acquire(Deadline deadline, Supplier<@Nullable AnnouncedRequest> announcement)
			throws TimeoutException, SelfDeadlockException, InterruptedException {
		return Objects.requireNonNull(acquire(this, deadline, announcement, null));
	}

	/**
	 * Wait for one's turn, or until somebody else has run one's write in a group.
	 * @param connection on whose behalf, to be named by whoever gives the wait up
	 * @param deadline how long to wait at most for either to begin
	 * @param announcement as above
	 * @param write the write that may be run in a group, or {@code null}
	 * @return the permit to write, or {@code null} if the write is settled
	 * @throws TimeoutException if it was not this thread's turn in time
	 * @throws SelfDeadlockException if this thread holds the permit already, through
	 * another connection
	 * @throws InterruptedException if the thread was interrupted while it waited
	 * @throws CancellationException if it was given up meanwhile
	 */
	public @Nullable Permit acquire(Object connection, Deadline deadline,
			Supplier<@Nullable AnnouncedRequest> announcement, @Nullable GroupedWrite write)
			throws TimeoutException, SelfDeadlockException, InterruptedException {
		Thread current = Thread.currentThread();
		WaitingWriter waiter = null;
		this.lock.lock();
		try {
			if (!this.taken) {
				this.taken = true;
				this.holder = current;
			}
			else if (current.equals(this.holder)) {
				throw new SelfDeadlockException();
			}
			else {
				waiter = new WaitingWriter(connection, current, announcement.get(), write);
				this.waiters.add(waiter);
			}
		}
		finally {
			this.lock.unlock();
		}
		if (waiter != null && !await(waiter, deadline)) {
			return null;
		}
		Permit permit = new Permit(this, (waiter != null) ? waiter.sender() : null);
		if (permit.sender == null) {
			letOthersPass();
		}
		return permit;
	}

	/**
	 * Wait for the turn.
	 * @return whether it has come; if not, the write of the waiter is settled
	 */
	private boolean await(WaitingWriter waiter, Deadline deadline) throws TimeoutException, InterruptedException {
		boolean interrupted = false;
		while (!waiter.hasPassed() && !waiter.isSettled()) {
			long remaining = TimeUnit.MILLISECONDS.toNanos(deadline.remainingMillis());
			if (waiter.isGivenUp()) {
				throw new CancellationException("the wait for the write lane was given up");
			}
			if (waiter.isTaken()) {
				// who runs the group has deadlines
				LockSupport.park(this);
				interrupted |= Thread.interrupted();
			}
			else if (remaining > 0 && !interrupted) {
				LockSupport.parkNanos(this, remaining);
				interrupted = Thread.interrupted();
			}
			else if (leave(waiter)) {
				if (interrupted) {
					throw new InterruptedException();
				}
				throw new TimeoutException("other writers of this process hold the write lane");
			}
			else {
				// its turn has come: its request is just being sent
				LockSupport.parkNanos(this, MOMENT_NANOS);
				interrupted |= Thread.interrupted();
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return waiter.hasPassed();
	}

	private boolean leave(WaitingWriter waiter) {
		this.lock.lock();
		try {
			return this.waiters.remove(waiter);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give up the wait of a connection, if it does wait and nobody runs its write. May be
	 * called by any thread.
	 * @param connection the connection, as it was named when it began to wait
	 */
	public void giveUp(Object connection) {
		this.lock.lock();
		try {
			this.waiters.removeIf((waiter) -> waiter.giveUpFor(connection));
		}
		finally {
			this.lock.unlock();
		}
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

	private boolean hasFollowers() {
		this.lock.lock();
		try {
			return followerWaits();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean followerWaits() {
		for (WaitingWriter waiter : this.waiters) {
			if (waiter.mayFollow()) {
				return true;
			}
		}
		return false;
	}

	private List<GroupedWrite> takeFollowers(int most) {
		List<GroupedWrite> followers = new ArrayList<>();
		this.lock.lock();
		try {
			Iterator<WaitingWriter> iterator = this.waiters.iterator();
			while (iterator.hasNext() && followers.size() < most) {
				WaitingWriter waiter = iterator.next();
				if (waiter.mayFollow()) {
					iterator.remove();
					waiter.takeInto(followers);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		return followers;
	}

	private void release() {
		WaitingWriter next;
		boolean leads;
		this.lock.lock();
		try {
			next = this.waiters.poll();
			leads = next != null && next.mayFollow() && followerWaits();
			this.taken = next != null;
			this.holder = (next != null) ? next.thread() : null;
		}
		finally {
			this.lock.unlock();
		}
		if (next != null) {
			next.pass(!leads && !this.turn.isOver(System.nanoTime()));
		}
	}

	/**
	 * The right to write. Whoever holds it gives it back exactly once, from any thread;
	 * giving it back again does nothing.
	 */
	public static final class Permit implements AutoCloseable {

		private final WriteLane lane;

		private final AtomicBoolean released = new AtomicBoolean();

		private final @Nullable Session sender;

		private Permit(WriteLane lane, @Nullable Session sender) {
			this.lane = lane;
			this.sender = sender;
		}

		/**
		 * Return the session on which the announced request was sent already: it must be
		 * the next one there, and its response is that to the request.
		 * @return the session, or {@code null} if the request is still to be sent
		 */
		public @Nullable Session sender() {
			return this.sender;
		}

		/**
		 * Tell whether others wait whose writes could be run in a group with one's own.
		 * @return whether there are any at this moment
		 */
		public boolean hasFollowers() {
			return this.lane.hasFollowers();
		}

		/**
		 * Take writes of others out of the line, to be run in a group.
		 * @param most how many at most
		 * @return the writes, in the order in which they came; all of them must be
		 * settled
		 */
		public List<GroupedWrite> takeFollowers(int most) {
			return this.lane.takeFollowers(most);
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
