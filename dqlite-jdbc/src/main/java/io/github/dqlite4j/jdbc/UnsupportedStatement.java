package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * The methods of a statement that this driver does not have.
 */
abstract class UnsupportedStatement implements Statement {

	@Override
	public void setCursorName(String arg0) throws SQLException {
		throw SqlExceptions.unsupported("setCursorName");
	}

}
