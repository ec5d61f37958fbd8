package io.github.dqlite4j.jdbc;

import java.io.InputStream;
import java.net.URL;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/**
 * The methods of a prepared statement that this driver does not have.
 */
abstract class UnsupportedPreparedStatement extends DqliteStatement implements PreparedStatement {

	UnsupportedPreparedStatement(DqliteConnection connection, boolean scrollable) {
		super(connection, scrollable);
	}

	@Override
	public void setArray(int arg0, Array arg1) throws SQLException {
		throw SqlExceptions.unsupported("setArray");
	}

	@Override
	public void setRef(int arg0, Ref arg1) throws SQLException {
		throw SqlExceptions.unsupported("setRef");
	}

	@Override
	public void setRowId(int arg0, RowId arg1) throws SQLException {
		throw SqlExceptions.unsupported("setRowId");
	}

	@Override
	public void setSQLXML(int arg0, SQLXML arg1) throws SQLException {
		throw SqlExceptions.unsupported("setSQLXML");
	}

	@Override
	public void setURL(int arg0, URL arg1) throws SQLException {
		throw SqlExceptions.unsupported("setURL");
	}

	@Override
	@Deprecated
	public void setUnicodeStream(int arg0, InputStream arg1, int arg2) throws SQLException {
		throw SqlExceptions.unsupported("setUnicodeStream");
	}

}
