package io.github.dqlite4j.spring.boot.autoconfigure.exception;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * What the driver throws when a leader is lost, by class and SQLState, and what Spring
 * makes of it.
 */
enum DriverFault {

	RESTART(() -> new SQLTransactionRollbackException("The transaction was rolled back", "40001", 10250),
			CannotAcquireLockException.class, CannotAcquireLockException.class),

	NO_LEADER(() -> new SQLTransientConnectionException("No leader was found", "08001"),
			TransientDataAccessResourceException.class, DataAccessResourceFailureException.class),

	CONNECTION_LOST(() -> new SQLRecoverableException("The transaction was rolled back", "08006"),
			RecoverableDataAccessException.class, DataAccessResourceFailureException.class),

	OUTCOME_UNKNOWN(() -> new SQLNonTransientConnectionException("It is not known whether it was applied", "08007"),
			DataAccessResourceFailureException.class, DataAccessResourceFailureException.class),

	TIMEOUT(() -> new SQLTimeoutException("The statement was given up", "57014"), QueryTimeoutException.class,
			QueryTimeoutException.class);

	private final Supplier<SQLException> exception;

	private final Class<? extends DataAccessException> jdbc;

	private final Class<? extends DataAccessException> jpa;

	DriverFault(Supplier<SQLException> exception, Class<? extends DataAccessException> jdbc,
			Class<? extends DataAccessException> jpa) {
		this.exception = exception;
		this.jdbc = jdbc;
		this.jpa = jpa;
	}

	SQLException exception() {
		return this.exception.get();
	}

	Class<? extends DataAccessException> jdbc() {
		return this.jdbc;
	}

	Class<? extends DataAccessException> jpa() {
		return this.jpa;
	}

}
