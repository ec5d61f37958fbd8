package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the disk of a node several times a second. When it is nearly full the reserve
 * is given up at once and the node stops in an orderly way; when there is space again,
 * with a margin, the node starts again.
 */
final class DiskWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DiskWatch.class);

	/**
	 * The engine has two segments of 8 MiB ahead when the disk becomes full, which is the
	 * work of more than this even for a fast disk.
	 */
	private static final Duration INTERVAL = Duration.ofMillis(100);

	private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

	private final DiskReserve reserve;

	private final Guarded node;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Thread thread;

	private boolean suspended;

	private boolean saidUnknown;

	/**
	 * Prepares the watch for a node that runs.
	 * @param reserve the reserve that it holds
	 * @param node the node
	 */
	DiskWatch(DiskReserve reserve, Guarded node) {
		this.reserve = reserve;
		this.node = node;
		this.thread = new Thread(this::run, "dqlite-disk");
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	private void run() {
		Duration pause = INTERVAL;
		try {
			while (!this.closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
				pause = INTERVAL;
				try {
					look();
					this.saidUnknown = false;
				}
				catch (NodeStartException ex) {
					logger.error("The {} can't be started again. {} The next attempt is made in {} s.", this.node,
							ex.getMessage(), PAUSE_AFTER_FAILURE.toSeconds(), ex);
					pause = PAUSE_AFTER_FAILURE;
				}
				catch (IOException ex) {
					sayUnknown(ex);
				}
				catch (RuntimeException ex) {
					logger.error("The disk of the {} could not be looked after; that is tried again", this.node, ex);
					pause = PAUSE_AFTER_FAILURE;
				}
			}
		}
		catch (InterruptedException ex) {
			logger.warn("The disk of the {} is not watched any more: the thread was interrupted", this.node);
			Thread.currentThread().interrupt();
		}
	}

	private void look() throws IOException {
		if (this.suspended) {
			if (this.reserve.canBeTaken()) {
				resume();
			}
			return;
		}
		long left = this.reserve.left();
		if (left < this.reserve.lowWater()) {
			this.suspended = true;
			suspend(left);
		}
	}

	private void suspend(long left) {
		boolean released = release();
		String needed = DiskReserve.megabytes(this.reserve.highWater());
		logger.error(
				"The disk of the {} is nearly full: {} are left. {} The node stops until {} are free, since the engine"
						+ " may not survive a full disk; the other nodes go on as long as they have a quorum. Free"
						+ " space now: old logs and backups first, never files of the data directory.",
				this.node, DiskReserve.megabytes(left),
				released ? "The reserve " + this.reserve + " was given up." : "The reserve could not be given up.",
				needed);
		this.node.suspend("stopped since only " + DiskReserve.megabytes(left)
				+ " were left on the disk of its data directory; starts again by itself when " + needed + " are free");
	}

	private boolean release() {
		try {
			this.reserve.release();
			return true;
		}
		catch (IOException ex) {
			logger.error("The reserve {} cannot be given up", this.reserve, ex);
			return false;
		}
	}

	private void resume() throws IOException {
		this.reserve.take();
		this.node.resume();
		this.suspended = false;
		logger.info("The disk of the {} has space again ({} besides the reserve): the node serves again", this.node,
				DiskReserve.megabytes(this.reserve.left()));
	}

	/**
	 * A disk that can't be asked is no reason to stop; it may never have been askable.
	 */
	private void sayUnknown(IOException ex) {
		if (!this.saidUnknown) {
			this.saidUnknown = true;
			logger.warn("The space on the disk of the {} is not known, so that the node does not stop before it is"
					+ " full", this.node, ex);
		}
	}

	/**
	 * Ends the watch. Does not wait for what it is about to do.
	 */
	@Override
	public void close() {
		this.closed.countDown();
	}

	/**
	 * What is stopped and started. Its text names the node.
	 */
	interface Guarded {

		/**
		 * Stops the node in an orderly way, unless it was closed.
		 * @param why what keeps it from running, for people
		 */
		void suspend(String why);

		/**
		 * Starts the node again, unless it was closed.
		 * @throws NodeStartException if it cannot be started
		 */
		void resume() throws NodeStartException;

	}

}
