package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NoLeaderException;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.client.UnsentException;

/**
 * Turns what went wrong into the exceptions of JDBC. The class and the SQLState decide
 * what frameworks make of it; the vendor code is the extended result code of the engine.
 */
final class SqlExceptions {

	private static final String OUTCOME_UNKNOWN = "08007";

	private static final String CONNECTION_LOST = "08006";

	private static final String CANNOT_CONNECT = "08001";

	private static final String RESTART = "40001";

	private static final String TIMEOUT = "57014";

	private SqlExceptions() {
	}

	/**
	 * Return the exception for a statement that the engine refused.
	 */
	static SQLException of(EngineException ex) {
		String message = ex.getMessage() + " (" + ex.code() + ")";
		int code = ex.code();
		return switch (code) {
			case 275 -> violation(message, "23514", code);
			case 787 -> violation(message, "23503", code);
			case 1299 -> violation(message, "23502", code);
			case 1555, 2067, 2579 -> violation(message, "23505", code);
			case 3091 -> new SQLDataException(message, "22018", code);
			case 1001, 1005 -> new SQLNonTransientException(message, "08P01", code);
			case 1002 -> new SQLNonTransientException(message, "3D000", code);
			default -> ofPrimary(code & 0xff, message, code);
		};
	}

	private static SQLException ofPrimary(int primary, String message, int code) {
		return switch (primary) {
			case 1 -> new SQLSyntaxErrorException(message, "42000", code);
			case 5, 6 -> new SQLTransactionRollbackException(message, RESTART, code);
			case 8 -> new SQLNonTransientException(message, "25006", code);
			case 9 -> new SQLTimeoutException(message, TIMEOUT, code);
			case 13 -> new SQLNonTransientException(message, "53100", code);
			case 18 -> new SQLDataException(message, "22001", code);
			case 19 -> violation(message, "23000", code);
			case 20 -> new SQLDataException(message, "22018", code);
			case 23 -> new SQLSyntaxErrorException(message, "42501", code);
			case 25 -> new SQLNonTransientException(message, "07001", code);
			default -> new SQLNonTransientException(message, "XX000", code);
		};
	}

	private static SQLException violation(String message, String state, int code) {
		return new SQLIntegrityConstraintViolationException(message, state, code);
	}

	/**
	 * Return the exception for a write or COMMIT that may or may not have been applied.
	 */
	static SQLException outcomeUnknown(String what, Exception cause) {
		return new SQLNonTransientConnectionException(
				"The outcome of " + what + " is unknown: " + cause.getMessage()
						+ ". It may have been applied. Do not simply repeat it: check the data first",
				OUTCOME_UNKNOWN, vendorCode(cause), visible(cause));
	}

	/**
	 * Return the exception for a transaction that certainly was not applied and can be
	 * repeated as a whole.
	 */
	static SQLException restart(String reason, Exception cause) {
		return new SQLTransactionRollbackException(
				"The transaction was rolled back and can be repeated: " + reason + detail(cause), RESTART,
				vendorCode(cause), visible(cause));
	}

	/**
	 * Return the exception for a write that did not get the lock within the busy timeout.
	 */
	static SQLException locked(long waitedMillis, Exception cause) {
		return new SQLTransactionRollbackException("The database is locked by another writer for more than the "
				+ "busyTimeout of " + waitedMillis + " ms; nothing was executed" + detail(cause), RESTART,
				vendorCode(cause), visible(cause));
	}

	/**
	 * Return the exception for a connection that broke, where nothing was applied.
	 */
	static SQLException connectionLost(String what, Exception cause) {
		return new SQLRecoverableException(what + detail(cause), CONNECTION_LOST, vendorCode(cause), visible(cause));
	}

	/**
	 * Return the exception for a cluster that can't be reached. It is not transient when
	 * somebody has to change a setting or a certificate first.
	 */
	static SQLException cannotConnect(IOException cause) {
		if (cause instanceof TlsException || cause instanceof NoLeaderException ex && ex.isPermanent()) {
			return new SQLNonTransientConnectionException(cause.getMessage(), CANNOT_CONNECT, cause);
		}
		return new SQLTransientConnectionException(cause.getMessage(), CANNOT_CONNECT, cause);
	}

	/**
	 * Return the exception for an answer that did not come in time, where nothing was
	 * applied.
	 */
	static SQLException timedOut(String what, Exception cause) {
		return new SQLTimeoutException(what + detail(cause), TIMEOUT, vendorCode(cause), visible(cause));
	}

	/**
	 * Tell whether an exchange, or what had to precede it, was ended by its deadline.
	 */
	static boolean isTimeout(IOException ex) {
		Throwable cause = (ex instanceof UnsentException) ? ex.getCause() : ex;
		return cause instanceof SocketTimeoutException;
	}

	/**
	 * Return the exception for a value that can't be sent, read or converted.
	 */
	static SQLException data(String message, String state) {
		return new SQLDataException(message, state);
	}

	/**
	 * Return the exception for a statement that the driver itself finds wrong.
	 */
	static SQLException syntax(String message, String state) {
		return new SQLSyntaxErrorException(message, state);
	}

	/**
	 * Return the exception for a call that makes no sense in the state of the object.
	 */
	static SQLException state(String message, String state) {
		return new SQLNonTransientException(message, state);
	}

	/**
	 * Return the exception for something that this driver does not do. Its SQLState is
	 * null: pools throw a connection away for 0A000.
	 */
	static SQLException unsupported(String what) {
		return new SQLFeatureNotSupportedException(what + " is not supported by the dqlite driver");
	}

	private static String detail(Exception cause) {
		return ": " + cause.getMessage();
	}

	/**
	 * Return what is to be seen as the cause. The exception that carries a failure of the
	 * engine through the driver has nothing that message and vendor code do not have, and
	 * frameworks look for an {@link SQLException} at the root.
	 */
	private static @Nullable Exception visible(Exception cause) {
		return (cause instanceof EngineException) ? null : cause;
	}

	private static int vendorCode(Exception cause) {
		return (cause instanceof EngineException ex) ? ex.code() : 0;
	}

}
