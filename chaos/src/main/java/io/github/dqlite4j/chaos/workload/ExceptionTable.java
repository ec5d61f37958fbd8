package io.github.dqlite4j.chaos.workload;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.chaos.history.Outcome;

/**
 * What the driver may throw while nodes fail, and what a client may conclude from it.
 * Anything else, such as a broken constraint or a syntax error, would be a lie: the
 * workloads give no cause for it.
 */
final class ExceptionTable {

	private ExceptionTable() {
	}

	/**
	 * Return what became of an operation.
	 * @param ex what it ended with
	 * @param readOnly whether it only read: then its outcome cannot be unknown
	 * @return the outcome, or {@code null} if this exception is not allowed
	 */
	static @Nullable Outcome outcome(SQLException ex, boolean readOnly) {
		String state = ex.getSQLState();
		if (ex instanceof BatchUpdateException && ex.getCause() instanceof SQLException cause) {
			// JDBC wants this class, so that the cause is of the one that tells more
			return Objects.equals(state, cause.getSQLState()) ? outcome(cause, readOnly) : null;
		}
		if (state == null) {
			// HikariCP, when no connection became free and the last attempt to make one
			// is still under way
			return (ex instanceof SQLTransientConnectionException) ? Outcome.FAILED : null;
		}
		return switch (state) {
			case "40001" -> (ex instanceof SQLTransactionRollbackException) ? Outcome.FAILED : null;
			case "08001" -> (ex instanceof SQLTransientConnectionException) ? Outcome.FAILED : null;
			// HikariCP passes the state of the last failed attempt on
			case "08006" -> (ex instanceof SQLRecoverableException || ex instanceof SQLTransientConnectionException)
					? Outcome.FAILED : null;
			case "08007" -> (ex instanceof SQLNonTransientConnectionException && !readOnly) ? Outcome.UNKNOWN : null;
			case "57014" -> (ex instanceof SQLTimeoutException) ? Outcome.FAILED : null;
			default -> null;
		};
	}

	/**
	 * Return whether an application would repeat the whole transaction at once.
	 * @param ex what it ended with
	 */
	static boolean isToBeRepeated(SQLException ex) {
		return "40001".equals(ex.getSQLState());
	}

}
