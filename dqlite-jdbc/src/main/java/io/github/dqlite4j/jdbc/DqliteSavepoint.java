package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.Savepoint;

import org.jspecify.annotations.Nullable;

/**
 * A point in a transaction to roll back to.
 */
final class DqliteSavepoint implements Savepoint {

	private final int id;

	private final @Nullable String name;

	DqliteSavepoint(int id, @Nullable String name) {
		this.id = id;
		this.name = name;
	}

	@Override
	public int getSavepointId() throws SQLException {
		if (this.name != null) {
			throw SqlExceptions.state("The savepoint '" + this.name + "' has a name and no id", "3B001");
		}
		return this.id;
	}

	@Override
	public String getSavepointName() throws SQLException {
		if (this.name == null) {
			throw SqlExceptions.state("The savepoint " + this.id + " has an id and no name", "3B001");
		}
		return this.name;
	}

	/**
	 * Return the name in SQL, which is unique in the connection whatever name the caller
	 * gave.
	 */
	String sqlName() {
		return "dqlite_savepoint_" + this.id;
	}

}
