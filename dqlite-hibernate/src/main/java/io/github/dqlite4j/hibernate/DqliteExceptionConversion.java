package io.github.dqlite4j.hibernate;

import java.sql.SQLException;

import org.hibernate.JDBCException;
import org.hibernate.QueryTimeoutException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.LockAcquisitionException;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.internal.util.JdbcExceptionHelper;
import org.jspecify.annotations.Nullable;

/**
 * Converts the driver's exceptions by SQLState.
 * <p>
 * This comes before Hibernate's own conversion by JDBC exception class, which would know
 * a constraint violation but not of which kind. What is not decided here (syntax errors,
 * data errors) that conversion gets right.
 */
final class DqliteExceptionConversion implements SQLExceptionConversionDelegate {

	static final DqliteExceptionConversion INSTANCE = new DqliteExceptionConversion();

	private DqliteExceptionConversion() {
	}

	@Override
	public @Nullable JDBCException convert(SQLException sqlException, String message, String sql) {
		String state = JdbcExceptionHelper.extractSqlState(sqlException);
		if (state == null) {
			return null;
		}
		return switch (state) {
			case "23505" -> violation(sqlException, message, sql, ConstraintKind.UNIQUE);
			case "23503" -> violation(sqlException, message, sql, ConstraintKind.FOREIGN_KEY);
			case "23502" -> violation(sqlException, message, sql, ConstraintKind.NOT_NULL);
			case "23514" -> violation(sqlException, message, sql, ConstraintKind.CHECK);
			case "40001" -> new LockAcquisitionException(message, sqlException, sql);
			case "57014" -> new QueryTimeoutException(message, sqlException, sql);
			default -> state.startsWith("08") ? new JDBCConnectionException(message, sqlException, sql) : null;
		};
	}

	private static ConstraintViolationException violation(SQLException ex, String message, String sql,
			ConstraintKind kind) {
		return new ConstraintViolationException(message, ex, sql, kind,
				ConstraintNameExtractor.INSTANCE.extractConstraintName(ex));
	}

}
