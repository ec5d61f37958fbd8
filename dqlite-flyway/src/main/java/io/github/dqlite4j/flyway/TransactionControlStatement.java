package io.github.dqlite4j.flyway;

import java.sql.SQLException;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.sqlscript.Delimiter;
import org.flywaydb.core.internal.sqlscript.ParsedSqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutor;

/**
 * A BEGIN, COMMIT or ROLLBACK that somebody has written into a script. Flyway runs the
 * script in a transaction, which must not end before the history is written: there BEGIN
 * and COMMIT are left out, since what they want is so anyway, and ROLLBACK is refused. In
 * a script that runs outside of a transaction they do what they say.
 */
final class TransactionControlStatement extends ParsedSqlStatement {

	private static final Log LOG = LogFactory.getLog(TransactionControlStatement.class);

	private static final String SYNTAX_ERROR = "42000";

	private final TransactionControl control;

	TransactionControlStatement(int pos, int line, int col, String sql, Delimiter delimiter,
			TransactionControl control) {
		super(pos, line, col, sql, delimiter, true, false);
		this.control = control;
	}

	TransactionControl control() {
		return this.control;
	}

	@Override
	public Results execute(JdbcTemplate jdbcTemplate, SqlScriptExecutor sqlScriptExecutor,
			Configuration configuration) {
		if (isAutoCommit(jdbcTemplate)) {
			return super.execute(jdbcTemplate, sqlScriptExecutor, configuration);
		}
		Results results = new Results();
		if (this.control == TransactionControl.ROLLBACK) {
			results.setException(new SQLException("ROLLBACK in line " + getLineNumber()
					+ " would undo the whole migration, which runs in a transaction: remove it, or set "
					+ "executeInTransaction=false in the script's configuration file", SYNTAX_ERROR));
		}
		else {
			LOG.info(this.control + " in line " + getLineNumber()
					+ " is left out: the script runs in a transaction already");
		}
		return results;
	}

	static boolean isAutoCommit(JdbcTemplate jdbcTemplate) {
		try {
			return jdbcTemplate.getConnection().getAutoCommit();
		}
		catch (SQLException ex) {
			throw new FlywaySqlException("Unable to ask the connection whether it is in a transaction", ex);
		}
	}

}
