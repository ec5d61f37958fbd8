package io.github.dqlite4j.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.jdbc.ExecutionTemplate;

/**
 * Runs code in a transaction, or in the one that is already there: Flyway nests its
 * transactions on our one connection, and the template that it brings would commit the
 * outer one, and with it release the lock, when the inner one ends.
 */
final class JoiningTransaction implements ExecutionTemplate {

	private final Connection connection;

	private final boolean rollbackOnException;

	JoiningTransaction(Connection connection, boolean rollbackOnException) {
		this.connection = connection;
		this.rollbackOnException = rollbackOnException;
	}

	@Override
	public <T> T execute(Callable<T> callback) {
		try {
			return this.connection.getAutoCommit() ? executeInNew(callback) : executeInExisting(callback);
		}
		catch (SQLException ex) {
			throw new FlywaySqlException("Unable to commit transaction", ex);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new FlywayException(ex);
		}
	}

	private <T> T executeInNew(Callable<T> callback) throws Exception {
		this.connection.setAutoCommit(false);
		T result;
		try {
			result = callback.call();
			this.connection.commit();
		}
		catch (Exception ex) {
			end(ex, true);
			throw ex;
		}
		this.connection.setAutoCommit(true);
		return result;
	}

	/**
	 * The whole transaction is undone if a part fails: nothing of it may survive if
	 * somebody goes on after the exception.
	 */
	private <T> T executeInExisting(Callable<T> callback) throws Exception {
		try {
			return callback.call();
		}
		catch (Exception ex) {
			if (!this.connection.getAutoCommit()) {
				end(ex, false);
			}
			throw ex;
		}
	}

	private void end(Exception cause, boolean leave) {
		try {
			if (this.rollbackOnException) {
				this.connection.rollback();
			}
			else {
				this.connection.commit();
			}
			if (leave) {
				this.connection.setAutoCommit(true);
			}
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
		}
	}

}
