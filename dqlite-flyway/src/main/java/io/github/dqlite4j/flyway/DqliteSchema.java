package io.github.dqlite4j.flyway;

import java.sql.SQLException;
import java.util.List;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;

/**
 * The one schema of a database.
 */
public class DqliteSchema extends Schema<DqliteDatabase, DqliteTable> {

	static final String MAIN = "main";

	private static final String OBJECTS = "SELECT name FROM pragma_table_list"
			+ " WHERE schema = 'main' AND name NOT GLOB 'sqlite_*' AND type IN ";

	DqliteSchema(JdbcTemplate jdbcTemplate, DqliteDatabase database, String name) {
		super(jdbcTemplate, database, name);
	}

	@Override
	protected boolean doExists() {
		return this.name.equalsIgnoreCase(MAIN);
	}

	@Override
	protected boolean doEmpty() throws SQLException {
		return find("('table', 'view', 'virtual')").isEmpty();
	}

	@Override
	protected void doCreate() {
		throw new FlywayException(
				"The schema '" + this.name + "' can't be created: a database of dqlite has one schema, '" + MAIN + "'");
	}

	/**
	 * The schema itself stays, as it does for SQLite.
	 */
	@Override
	protected void doDrop() throws SQLException {
		doClean();
	}

	/**
	 * Drops everything within the transaction that Flyway has begun. Dropping a table
	 * deletes its rows first, which foreign keys would forbid as long as others refer to
	 * them: they are checked at the end instead, when nobody is left who could. Views go
	 * first because their triggers may name anything; virtual tables before the tables
	 * that they keep their data in, which go with them.
	 */
	@Override
	protected void doClean() throws SQLException {
		this.jdbcTemplate.execute("PRAGMA defer_foreign_keys = ON");
		for (String view : find("('view')")) {
			this.jdbcTemplate.execute("DROP VIEW " + this.database.quote(this.name, view));
		}
		for (String table : find("('virtual')")) {
			this.jdbcTemplate.execute("DROP TABLE " + this.database.quote(this.name, table));
		}
		for (DqliteTable table : doAllTables()) {
			table.drop();
		}
	}

	@Override
	protected DqliteTable[] doAllTables() throws SQLException {
		return find("('table')").stream().map(this::getTable).toArray(DqliteTable[]::new);
	}

	@Override
	public DqliteTable getTable(String tableName) {
		return new DqliteTable(this.jdbcTemplate, this.database, this, tableName);
	}

	private List<String> find(String types) throws SQLException {
		return this.jdbcTemplate.queryForStringList(OBJECTS + types + " ORDER BY name");
	}

}
