package io.github.dqlite4j.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.util.AbbreviationUtils;
import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.jdbc.DqliteUrl;

/**
 * A database of a dqlite cluster as Flyway sees it. Everything goes over one connection:
 * there is one writer at a time, so a second connection could only wait for the first.
 */
public class DqliteDatabase extends Database<DqliteConnection> {

	/**
	 * Open the connection.
	 * @param configuration the configuration of Flyway
	 * @param jdbcConnectionFactory opens connections
	 * @param statementInterceptor sees statements instead of the database, or
	 * {@code null}
	 */
	public DqliteDatabase(Configuration configuration, JdbcConnectionFactory jdbcConnectionFactory,
			@Nullable StatementInterceptor statementInterceptor) {
		super(configuration, jdbcConnectionFactory, statementInterceptor);
	}

	/**
	 * Flyway asks for a connection for its own work first, and for a further one whenever
	 * there are callbacks to run. These may run while the first one holds the write lock,
	 * so they get the first one too.
	 */
	@Override
	protected DqliteConnection doGetConnection(Connection connection) {
		if (connection == this.rawMainJdbcConnection) {
			MigrationConnection transactions = new MigrationConnection(connection);
			Connection shared = SharedConnection.forMigrations(connection, transactions);
			return new DqliteConnection(this, shared, new MigrationLock(this, shared, transactions));
		}
		try {
			connection.close();
		}
		catch (SQLException ex) {
			throw new FlywaySqlException("Unable to close a connection that is not needed", ex);
		}
		DqliteConnection main = getMainConnection();
		return new DqliteConnection(this, SharedConnection.forCallbacks(main.getJdbcConnection()), main.lock());
	}

	/**
	 * The connection for callbacks is still there if one has failed, and goes first since
	 * it is the other one in disguise.
	 */
	@Override
	public void close() {
		disposeEventConnection();
		super.close();
	}

	@Override
	public void ensureSupported(Configuration configuration) {
		Stream.concat(Stream.ofNullable(configuration.getDefaultSchema()), Stream.of(configuration.getSchemas()))
			.filter((schema) -> !schema.equalsIgnoreCase(DqliteSchema.MAIN))
			.findFirst()
			.ifPresent((schema) -> {
				throw new FlywayException("The schema '" + schema
						+ "' can't exist: a database of dqlite has one schema, "
						+ "'main'. Remove flyway.defaultSchema and flyway.schemas (in Spring Boot "
						+ "spring.flyway.default-schema and spring.flyway.schemas), and use another database of the "
						+ "cluster to keep tables apart.");
			});
	}

	@Override
	public boolean supportsDdlTransactions() {
		return true;
	}

	@Override
	public boolean useSingleConnection() {
		return true;
	}

	@Override
	public String getBooleanTrue() {
		return "1";
	}

	@Override
	public String getBooleanFalse() {
		return "0";
	}

	@Override
	public boolean catalogIsSchema() {
		return false;
	}

	@Override
	public String doQuote(String identifier) {
		return '"' + identifier.replace("\"", "\"\"") + '"';
	}

	/**
	 * The name of the database, for the placeholder {@code flyway:database}.
	 */
	@Override
	protected String doGetCatalog() throws SQLException {
		return DqliteUrl.parse(this.jdbcMetaData.getURL()).database().value();
	}

	/**
	 * dqlite has no users, so that of the operating system is the one to name in the
	 * history.
	 */
	@Override
	protected String doGetCurrentUser() {
		return System.getProperty("user.name", "");
	}

	/**
	 * The types are such that the engine sends every value as it is stored: columns that
	 * are declared BOOLEAN or TIMESTAMP lose the difference between NULL and 0 or the
	 * empty text on their way, and a wrong value in them ends the server's process.
	 */
	@Override
	@SuppressWarnings("rawtypes")
	public String getRawCreateScript(Table table, boolean baseline) {
		String script = """
				CREATE TABLE IF NOT EXISTS %1$s (
					"installed_rank" INTEGER NOT NULL PRIMARY KEY,
					"version" VARCHAR(50),
					"description" VARCHAR(200) NOT NULL,
					"type" VARCHAR(20) NOT NULL,
					"script" VARCHAR(1000) NOT NULL,
					"checksum" INTEGER,
					"installed_by" VARCHAR(100) NOT NULL,
					"installed_on" TEXT NOT NULL DEFAULT (%2$s),
					"execution_time" INTEGER NOT NULL,
					"success" INTEGER NOT NULL
				);
				CREATE INDEX IF NOT EXISTS %3$s ON %4$s ("success");
				""".formatted(table, now(""), quote(table.getSchema().getName(), table.getName() + "_s_idx"),
				quote(table.getName()));
		return baseline ? script + getBaselineStatement(table) + ";\n" : script;
	}

	/**
	 * The same as Flyway's own, but for apostrophes in the description or in the name of
	 * the user.
	 */
	@Override
	@SuppressWarnings("rawtypes")
	protected String getBaselineStatement(Table table) {
		String description = this.configuration.getBaselineDescription();
		String values = Stream.of("1", literal(this.configuration.getBaselineVersion().getVersion()),
				literal(AbbreviationUtils.abbreviateDescription(description)),
				literal(CoreMigrationType.BASELINE.name()), literal(AbbreviationUtils.abbreviateScript(description)),
				"NULL", literal(getInstalledBy()), "0", getBooleanTrue())
			.collect(Collectors.joining(", ", "(", ")"));
		return getInsertStatement(table).replace("(?, ?, ?, ?, ?, ?, ?, ?, ?)", values);
	}

	private static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	/**
	 * Return the SQL expression for a moment by the clock of the leader.
	 * @param modifier what to add, such as {@code -10 minutes}, or the empty text
	 * @return an expression whose texts sort by time
	 */
	static String now(String modifier) {
		return "strftime('%Y-%m-%d %H:%M:%fZ', 'now'" + (modifier.isEmpty() ? "" : ", '" + modifier + "'") + ")";
	}

}
