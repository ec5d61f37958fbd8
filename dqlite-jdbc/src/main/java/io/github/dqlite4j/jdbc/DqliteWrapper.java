package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.Wrapper;

/**
 * Gives out the object itself for every type that it has.
 */
interface DqliteWrapper extends Wrapper {

	@Override
	default <T> T unwrap(Class<T> type) throws SQLException {
		if (!type.isInstance(this)) {
			throw SqlExceptions.state(getClass().getName() + " is no " + type.getName(), "HY000");
		}
		return type.cast(this);
	}

	@Override
	default boolean isWrapperFor(Class<?> type) {
		return type.isInstance(this);
	}

}
