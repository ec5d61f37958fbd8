package io.github.dqlite4j.flyway;

import java.sql.SQLException;
import java.util.List;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.callback.CallbackExecutor;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.sqlscript.DefaultSqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts, and does not let one that runs outside of a transaction end within one
 * that it has begun itself: what Flyway writes into its history then would be lost.
 */
final class DqliteSqlScriptExecutor extends DefaultSqlScriptExecutor {

	private boolean begun;

	DqliteSqlScriptExecutor(JdbcTemplate jdbcTemplate, CallbackExecutor<Event> callbackExecutor, boolean undo,
			boolean batch, boolean outputQueryResults, @Nullable StatementInterceptor statementInterceptor) {
		super(jdbcTemplate, callbackExecutor, undo, batch, outputQueryResults, statementInterceptor);
	}

	@Override
	public List<Results> execute(SqlScript sqlScript, Configuration configuration) {
		return isOutsideTransaction() ? executeOutsideTransaction(sqlScript, configuration)
				: super.execute(sqlScript, configuration);
	}

	private List<Results> executeOutsideTransaction(SqlScript sqlScript, Configuration configuration) {
		this.begun = false;
		List<Results> results;
		try {
			results = super.execute(sqlScript, configuration);
		}
		catch (FlywayException ex) {
			rollBack(ex);
			throw ex;
		}
		if (this.begun) {
			FlywayException unfinished = new FlywayException(sqlScript.getResource().getFilename()
					+ " begins a transaction and doesn't end it, so that its changes are lost: add a COMMIT");
			rollBack(unfinished);
			throw unfinished;
		}
		return results;
	}

	@Override
	protected Results executeStatement(JdbcTemplate jdbcTemplate, SqlScript sqlScript, SqlStatement sqlStatement,
			Configuration configuration) {
		Results results = super.executeStatement(jdbcTemplate, sqlScript, sqlStatement, configuration);
		if (sqlStatement instanceof TransactionControlStatement statement && isOutsideTransaction()) {
			this.begun = statement.control() == TransactionControl.BEGIN;
		}
		return results;
	}

	private void rollBack(FlywayException cause) {
		try {
			if (this.begun) {
				this.jdbcTemplate.execute("ROLLBACK");
			}
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
		}
	}

	private boolean isOutsideTransaction() {
		return TransactionControlStatement.isAutoCommit(this.jdbcTemplate);
	}

}
