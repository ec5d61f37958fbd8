package io.github.dqlite4j.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.internal.strategy.RetryStrategy;

/**
 * The write lock of the database, which the driver takes with the first statement of a
 * transaction. The driver gives up after its busy timeout; here the wait goes on as long
 * as Flyway is told to wait for locks, since others may be in the middle of a long
 * migration. All that Flyway does in a transaction, validation too, waits here.
 */
final class WriteLock {

	private static final Log LOG = LogFactory.getLog(WriteLock.class);

	private static final String LOCKED = "40001";

	private final Connection connection;

	private boolean held;

	private boolean waiting;

	WriteLock(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Take the lock if the connection is in a transaction that does not have it.
	 * @throws SQLException if that fails for another reason than that somebody else has
	 * it
	 */
	void acquire() throws SQLException {
		if (this.held || this.connection.getAutoCommit()) {
			return;
		}
		this.waiting = false;
		new RetryStrategy().doWithRetries(this::tryAcquire,
				"Interrupted while waiting for the write lock of " + this.connection.getMetaData().getURL(),
				"Another connection has held the write lock of " + this.connection.getMetaData().getURL()
						+ " all the time. Find out whether another instance still migrates; wait longer with "
						+ "flyway.lockRetryCount (in Spring Boot spring.flyway.lock-retry-count).");
		this.held = true;
	}

	private boolean tryAcquire() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("SELECT 1");
			return true;
		}
		catch (SQLException ex) {
			if (!LOCKED.equals(ex.getSQLState())) {
				throw ex;
			}
			this.connection.rollback();
			if (!this.waiting) {
				this.waiting = true;
				LOG.info("Waiting for the write lock of " + this.connection.getMetaData().getURL()
						+ ": another instance migrates, or somebody else writes (" + ex.getMessage() + ")");
			}
			return false;
		}
	}

	/**
	 * Take note that the transaction is over.
	 */
	void released() {
		this.held = false;
	}

}
