package io.github.dqlite4j.jdbc;

import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.util.Map;

/**
 * The methods of a connection that this driver does not have.
 */
abstract class UnsupportedConnection implements Connection {

	@Override
	public Array createArrayOf(String arg0, Object[] arg1) throws SQLException {
		throw SqlExceptions.unsupported("createArrayOf");
	}

	@Override
	public SQLXML createSQLXML() throws SQLException {
		throw SqlExceptions.unsupported("createSQLXML");
	}

	@Override
	public Struct createStruct(String arg0, Object[] arg1) throws SQLException {
		throw SqlExceptions.unsupported("createStruct");
	}

	@Override
	public CallableStatement prepareCall(String arg0, int arg1, int arg2, int arg3) throws SQLException {
		throw SqlExceptions.unsupported("prepareCall");
	}

	@Override
	public CallableStatement prepareCall(String arg0, int arg1, int arg2) throws SQLException {
		throw SqlExceptions.unsupported("prepareCall");
	}

	@Override
	public CallableStatement prepareCall(String arg0) throws SQLException {
		throw SqlExceptions.unsupported("prepareCall");
	}

	@Override
	public void setTypeMap(Map<String, Class<?>> arg0) throws SQLException {
		throw SqlExceptions.unsupported("setTypeMap");
	}

}
