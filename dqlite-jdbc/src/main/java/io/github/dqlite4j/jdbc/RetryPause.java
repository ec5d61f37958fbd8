package io.github.dqlite4j.jdbc;

import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The pause before something that was not executed is tried again. While leadership is
 * handed over, a node may say that it leads and refuse to work, or break every
 * connection.
 */
final class RetryPause {

	private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private RetryPause() {
	}

	/**
	 * Wait a moment.
	 * @param cause why something is tried again
	 * @throws SQLException if the thread is interrupted: whoever did that does not want
	 * it to wait for a leader, such as a pool that shuts down
	 */
	static void take(Exception cause) throws SQLException {
		LockSupport.parkNanos(NANOS);
		if (Thread.currentThread().isInterrupted()) {
			InterruptedIOException interrupted = new InterruptedIOException(cause.getMessage());
			interrupted.initCause(cause);
			throw SqlExceptions.connectionLost(
					"The thread was interrupted while it waited for a stable leader; nothing was executed",
					interrupted);
		}
	}

}
