package io.github.dqlite4j.flyway;

import java.sql.SQLException;

import org.flywaydb.core.internal.database.base.Table;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;

/**
 * A table as Flyway sees it.
 */
public class DqliteTable extends Table<DqliteDatabase, DqliteSchema> {

	DqliteTable(JdbcTemplate jdbcTemplate, DqliteDatabase database, DqliteSchema schema, String name) {
		super(jdbcTemplate, database, schema, name);
	}

	@Override
	protected boolean doExists() throws SQLException {
		return this.jdbcTemplate.queryForInt(
				"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE", this.name) > 0;
	}

	@Override
	protected void doLock() {
		// The connection holds the write lock of the whole database while Flyway works.
	}

	@Override
	protected void doDrop() throws SQLException {
		this.jdbcTemplate.execute("DROP TABLE " + this);
	}

}
