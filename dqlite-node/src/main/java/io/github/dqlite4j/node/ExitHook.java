package io.github.dqlite4j.node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a node that nobody has stopped when the JVM ends. That is more than politeness:
 * on the way out of the process libuv waits for its threads, and one of them that calls
 * {@link PeerDialer} at that moment waits for the JVM, which runs no more Java: the
 * process would never end. A node that was stopped dials nobody.
 */
final class ExitHook {

	private static final Logger logger = LoggerFactory.getLogger(ExitHook.class);

	private final Thread thread;

	/**
	 * Creates the hook of a node.
	 * @param node how the node is shown
	 * @param stop what stops it
	 */
	ExitHook(String node, Runnable stop) {
		this.thread = new Thread(() -> {
			logger.info("The process ends, and so does the {}", node);
			stop.run();
		}, "dqlite-node-exit");
	}

	void register() {
		try {
			Runtime.getRuntime().addShutdownHook(this.thread);
		}
		catch (IllegalStateException ex) {
			logger.warn("A dqlite node was started while the process ends; it is not stopped by itself any more", ex);
		}
	}

	/**
	 * Forgets the hook of a node that has stopped.
	 */
	void cancel() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.thread);
		}
		catch (IllegalStateException ex) {
			// the JVM ends: the hook has run or finds that nothing is left to do
			logger.debug("The process ends while a dqlite node stops: {}", ex.getMessage());
		}
	}

}
