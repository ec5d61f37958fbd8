package io.github.dqlite4j.client;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A thread that waits in the {@link WriteLane}, and what others may do for it.
 */
final class WaitingWriter {

	private final Object connection;

	private final Thread thread;

	private final @Nullable AnnouncedRequest request;

	private final @Nullable GroupedWrite write;

	private volatile boolean taken;

	private volatile boolean passed;

	private volatile boolean givenUp;

	/**
	 * Create one.
	 * @param connection on whose behalf it waits
	 * @param thread the thread
	 * @param request what is sent for it when its turn has come
	 * @param write what may be run for it before
	 */
	WaitingWriter(Object connection, Thread thread, @Nullable AnnouncedRequest request, @Nullable GroupedWrite write) {
		this.connection = connection;
		this.thread = thread;
		this.request = request;
		this.write = write;
	}

	Thread thread() {
		return this.thread;
	}

	boolean mayFollow() {
		return this.write != null && this.write.isWanted();
	}

	/**
	 * Take the write, which {@link #mayFollow}, to run it in a group.
	 */
	void takeInto(List<GroupedWrite> group) {
		this.taken = true;
		group.add(this.write);
	}

	/**
	 * Tell whether somebody runs the write or has run it: there will be no turn.
	 */
	boolean isTaken() {
		return this.taken;
	}

	boolean isSettled() {
		return this.write != null && this.write.isSettled();
	}

	/**
	 * End the wait if it is that of a certain connection.
	 * @return whether it is
	 */
	boolean giveUpFor(Object owner) {
		if (this.connection != owner) {
			return false;
		}
		this.givenUp = true;
		LockSupport.unpark(this.thread);
		return true;
	}

	boolean isGivenUp() {
		return this.givenUp;
	}

	/**
	 * Give it the turn.
	 * @param atOnce whether its request may be sent before it wakes up
	 */
	void pass(boolean atOnce) {
		try {
			if (atOnce && this.request != null) {
				this.request.send();
			}
		}
		finally {
			this.passed = true;
			LockSupport.unpark(this.thread);
		}
	}

	boolean hasPassed() {
		return this.passed;
	}

	/**
	 * Return the session on which its request was sent.
	 * @return the session, or {@code null} if the request is still to be sent
	 */
	@Nullable Session sender() {
		return (this.request != null) ? this.request.sender() : null;
	}

}
