package io.github.dqlite4j.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.strategy.RetryStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Lets one instance of all migrate at a time. The lock is the write lock of the database:
 * it is taken by the first statement of a transaction, before anything is read, so what
 * Flyway reads of its history stays true until the transaction commits, and the migration
 * with its line in the history is applied wholly or not at all, whatever dies.
 * <p>
 * A migration that can't run in a transaction has to leave it. A row in the history,
 * which commits with the leaving, keeps the others out meanwhile.
 */
final class MigrationLock {

	private static final Log LOG = LogFactory.getLog(MigrationLock.class);

	private static final String LOCKED = "40001";

	private final Connection connection;

	private final DqliteDatabase database;

	private @Nullable MigrationLease lease;

	private boolean waiting;

	MigrationLock(Connection connection, DqliteDatabase database) {
		this.connection = connection;
		this.database = database;
	}

	/**
	 * Run code under the lock. Within a transaction it is simply run: the lock is there,
	 * or will be with the first statement.
	 */
	<T> T execute(DqliteTable history, Callable<T> callable) {
		try {
			if (!this.connection.getAutoCommit()) {
				return callable.call();
			}
			acquire(history);
			return executeLocked(callable);
		}
		catch (SQLException ex) {
			throw new FlywaySqlException("Unable to work under the lock of the schema history table " + history, ex);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new FlywayException(ex);
		}
	}

	private <T> T executeLocked(Callable<T> callable) throws Exception {
		T result;
		try {
			result = callable.call();
			this.connection.commit();
		}
		catch (Exception ex) {
			undo(ex);
			throw ex;
		}
		finally {
			this.lease = null;
		}
		this.connection.setAutoCommit(true);
		return result;
	}

	private void acquire(DqliteTable history) throws SQLException {
		this.waiting = false;
		new RetryStrategy().doWithRetries(() -> tryAcquire(history),
				"Interrupted while waiting for another instance to finish its migrations of " + history,
				"Another instance has held the lock of the schema history table " + history
						+ " all the time. Find out whether it still migrates; wait longer with flyway.lockRetryCount "
						+ "(in Spring Boot spring.flyway.lock-retry-count).");
	}

	private boolean tryAcquire(DqliteTable history) throws SQLException {
		MigrationLease candidate = new MigrationLease(this.connection, this.database, history);
		this.connection.setAutoCommit(false);
		String obstacle;
		try {
			obstacle = candidate.findHolder();
			if (obstacle == null) {
				this.lease = candidate;
				return true;
			}
		}
		catch (SQLException ex) {
			if (!LOCKED.equals(ex.getSQLState())) {
				undo(ex);
				throw ex;
			}
			obstacle = "another connection holds the write lock of the database (" + ex.getMessage() + ")";
		}
		this.connection.rollback();
		this.connection.setAutoCommit(true);
		if (!this.waiting) {
			this.waiting = true;
			LOG.info("Waiting to read the schema history table " + history + " before migrating: " + obstacle);
		}
		return false;
	}

	/**
	 * Change the mode of the connection on behalf of Flyway.
	 */
	void setAutoCommit(boolean autoCommit) throws SQLException {
		MigrationLease current = this.lease;
		if (current == null || autoCommit == this.connection.getAutoCommit()) {
			this.connection.setAutoCommit(autoCommit);
		}
		else if (autoCommit) {
			current.insert();
			this.connection.setAutoCommit(true);
		}
		else {
			this.connection.setAutoCommit(false);
			current.delete();
		}
	}

	private void undo(Exception cause) {
		try {
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
			if (this.lease != null && this.lease.wasTaken()) {
				this.lease.delete();
			}
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
		}
	}

}
