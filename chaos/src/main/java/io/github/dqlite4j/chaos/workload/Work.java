package io.github.dqlite4j.chaos.workload;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is done with a connection.
 *
 * @param <T> what it returns
 */
@FunctionalInterface
interface Work<T> {

	/**
	 * Do it.
	 * @param connection the connection; neither committed nor closed here
	 * @throws SQLException as the driver says
	 */
	T run(Connection connection) throws SQLException;

}
