package io.github.dqlite4j.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.callback.CallbackExecutor;
import org.flywaydb.core.internal.database.base.BaseDatabaseType;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Teaches Flyway dqlite. Flyway finds this class as a plugin and prefers it to its own
 * support of SQLite, whose product name the driver shares: that one has no lock, so that
 * instances which start together fail or migrate twice.
 * <p>
 * Flyway calls its extension points internal. This class is compiled and tested against
 * the version that Spring Boot manages.
 */
public class DqliteDatabaseType extends BaseDatabaseType {

	private static final String URL_PREFIX = "jdbc:dqlite:";

	private static final String DRIVER_CLASS = "io.github.dqlite4j.jdbc.DqliteDriver";

	@Override
	public String getName() {
		return "dqlite";
	}

	/**
	 * Higher than that of the support for SQLite, which is 0.
	 */
	@Override
	public int getPriority() {
		return 1;
	}

	@Override
	public int getNullType() {
		return Types.VARCHAR;
	}

	@Override
	public boolean handlesJDBCUrl(String url) {
		return url.startsWith(URL_PREFIX);
	}

	@Override
	public String getDriverClass(String url, ClassLoader classLoader) {
		return DRIVER_CLASS;
	}

	/**
	 * Goes by the URL, which also a connection from a pool knows; the product is always
	 * SQLite.
	 */
	@Override
	public boolean handlesDatabaseProductNameAndVersion(String databaseProductName, String databaseProductVersion,
			Connection connection) {
		try {
			String url = connection.getMetaData().getURL();
			return url != null && handlesJDBCUrl(url);
		}
		catch (SQLException ex) {
			throw new FlywaySqlException("Unable to ask the connection for its URL", ex);
		}
	}

	@Override
	public DqliteDatabase createDatabase(Configuration configuration, JdbcConnectionFactory jdbcConnectionFactory,
			@Nullable StatementInterceptor statementInterceptor) {
		return new DqliteDatabase(configuration, jdbcConnectionFactory, statementInterceptor);
	}

	@Override
	public Parser createParser(Configuration configuration, ResourceProvider resourceProvider,
			ParsingContext parsingContext) {
		return new DqliteParser(configuration, parsingContext);
	}

	@Override
	public SqlScriptExecutorFactory createSqlScriptExecutorFactory(JdbcConnectionFactory jdbcConnectionFactory,
			CallbackExecutor<Event> callbackExecutor, @Nullable StatementInterceptor statementInterceptor) {
		return (connection, undo, batch, outputQueryResults) -> new DqliteSqlScriptExecutor(
				new JdbcTemplate(connection, this), callbackExecutor, undo,
				batch && jdbcConnectionFactory.isSupportsBatch(), outputQueryResults, statementInterceptor);
	}

}
