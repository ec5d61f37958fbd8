package io.github.dqlite4j.flyway;

import java.util.concurrent.Callable;

import org.flywaydb.core.internal.database.base.Connection;
import org.flywaydb.core.internal.database.base.Table;

/**
 * A connection as Flyway sees it.
 */
public class DqliteConnection extends Connection<DqliteDatabase> {

	private final MigrationLock lock;

	DqliteConnection(DqliteDatabase database, java.sql.Connection connection, MigrationLock lock) {
		super(database, connection);
		this.lock = lock;
	}

	MigrationLock lock() {
		return this.lock;
	}

	@Override
	protected String getCurrentSchemaNameOrSearchPath() {
		return DqliteSchema.MAIN;
	}

	@Override
	public DqliteSchema getSchema(String name) {
		return new DqliteSchema(this.jdbcTemplate, this.database, name);
	}

	@Override
	@SuppressWarnings("rawtypes")
	public <T> T lock(Table table, Callable<T> callable) {
		return this.lock.execute((DqliteTable) table, callable);
	}

}
