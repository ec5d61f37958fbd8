package io.github.dqlite4j.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.strategy.RetryStrategy;

/**
 * Lets one instance of all migrate at a time. The lock is the write lock of the database:
 * it is taken before anything is read, so what Flyway reads of its history stays true
 * until the transaction commits, and the migration with its line in the history is
 * applied wholly or not at all, whatever dies.
 * <p>
 * A migration that can't run in a transaction has to leave it. A row in the history,
 * which commits with the leaving, keeps the others out meanwhile.
 */
final class MigrationLock {

	private static final Log LOG = LogFactory.getLog(MigrationLock.class);

	private final DqliteDatabase database;

	private final Connection connection;

	private final MigrationConnection transactions;

	private boolean waiting;

	/**
	 * Create the lock.
	 * @param connection the connection to work on
	 * @param transactions what begins and ends its transactions
	 */
	MigrationLock(DqliteDatabase database, Connection connection, MigrationConnection transactions) {
		this.database = database;
		this.connection = connection;
		this.transactions = transactions;
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
			MigrationLease lease = new MigrationLease(this.connection, this.database, history);
			acquire(history, lease);
			return executeLocked(callable, lease);
		}
		catch (SQLException ex) {
			throw new FlywaySqlException("Unable to work under the lock of the schema history table " + history, ex);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			// a callable may throw any checked exception, and Flyway expects none
			throw new FlywayException(ex);
		}
	}

	private void acquire(DqliteTable history, MigrationLease lease) throws SQLException {
		this.waiting = false;
		new RetryStrategy().doWithRetries(() -> tryAcquire(history, lease),
				"Interrupted while waiting for another instance to finish its migrations of " + history,
				"Another instance has been running a migration outside of a transaction all the time. Find out whether "
						+ "it still does; wait longer with flyway.lockRetryCount (in Spring Boot "
						+ "spring.flyway.lock-retry-count).");
	}

	private boolean tryAcquire(DqliteTable history, MigrationLease lease) throws SQLException {
		this.connection.setAutoCommit(false);
		String holder;
		try {
			holder = lease.findHolder();
		}
		catch (SQLException | RuntimeException ex) {
			// the failure of a statement, or what Flyway makes of it
			undo(ex, lease);
			throw ex;
		}
		if (holder == null) {
			return true;
		}
		this.connection.rollback();
		this.connection.setAutoCommit(true);
		if (!this.waiting) {
			this.waiting = true;
			LOG.info("Waiting to read the schema history table " + history + " before migrating: " + holder);
		}
		return false;
	}

	private <T> T executeLocked(Callable<T> callable, MigrationLease lease) throws Exception {
		this.transactions.lease(lease);
		T result;
		try {
			result = callable.call();
			this.connection.commit();
		}
		catch (Exception | Error ex) {
			// not even an Error in a migration that is written in Java may leave the
			// lock to a connection that goes back to its pool
			undo(ex, lease);
			throw ex;
		}
		this.transactions.lease(null);
		this.connection.setAutoCommit(true);
		return result;
	}

	private void undo(Throwable cause, MigrationLease lease) {
		this.transactions.lease(null);
		try {
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
			if (lease.wasTaken()) {
				lease.delete();
			}
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
		}
	}

}
