package io.github.dqlite4j.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;

import io.github.dqlite4j.protocol.ValueType;

/**
 * What is known of the columns of a result: their names, and the types of the values in
 * the first row. The engine sends nothing else along with a result.
 */
final class DqliteResultSetMetaData implements ResultSetMetaData, DqliteWrapper {

	private final List<String> names;

	private final ValueType[] types;

	DqliteResultSetMetaData(List<String> names, ValueType[] types) {
		this.names = names;
		this.types = types;
	}

	private int index(int column) throws SQLException {
		if (column < 1 || column > this.names.size()) {
			throw SqlExceptions.state("There is no column " + column + ": the result has " + this.names.size(),
					"07009");
		}
		return column - 1;
	}

	@Override
	public int getColumnCount() {
		return this.names.size();
	}

	@Override
	public String getColumnLabel(int column) throws SQLException {
		return this.names.get(index(column));
	}

	@Override
	public String getColumnName(int column) throws SQLException {
		return this.names.get(index(column));
	}

	@Override
	public int getColumnType(int column) throws SQLException {
		return switch (this.types[index(column)]) {
			case INTEGER -> Types.BIGINT;
			case FLOAT -> Types.DOUBLE;
			case TEXT -> Types.VARCHAR;
			case BLOB -> Types.VARBINARY;
			case NULL -> Types.NULL;
			case UNIXTIME, ISO8601 -> Types.TIMESTAMP;
			case BOOLEAN -> Types.BOOLEAN;
		};
	}

	@Override
	public String getColumnTypeName(int column) throws SQLException {
		return switch (this.types[index(column)]) {
			case INTEGER -> "INTEGER";
			case FLOAT -> "REAL";
			case TEXT -> "TEXT";
			case BLOB -> "BLOB";
			case NULL -> "NULL";
			case UNIXTIME, ISO8601 -> "TIMESTAMP";
			case BOOLEAN -> "BOOLEAN";
		};
	}

	@Override
	public String getColumnClassName(int column) throws SQLException {
		return switch (this.types[index(column)]) {
			case INTEGER -> Long.class.getName();
			case FLOAT -> Double.class.getName();
			case TEXT -> String.class.getName();
			case BLOB -> byte[].class.getName();
			case NULL -> Object.class.getName();
			case UNIXTIME, ISO8601 -> Timestamp.class.getName();
			case BOOLEAN -> Boolean.class.getName();
		};
	}

	@Override
	public boolean isAutoIncrement(int column) throws SQLException {
		index(column);
		return false;
	}

	@Override
	public boolean isCaseSensitive(int column) throws SQLException {
		return this.types[index(column)] == ValueType.TEXT;
	}

	@Override
	public boolean isSearchable(int column) throws SQLException {
		index(column);
		return true;
	}

	@Override
	public boolean isCurrency(int column) throws SQLException {
		index(column);
		return false;
	}

	@Override
	public int isNullable(int column) throws SQLException {
		index(column);
		return columnNullableUnknown;
	}

	@Override
	public boolean isSigned(int column) throws SQLException {
		ValueType type = this.types[index(column)];
		return type == ValueType.INTEGER || type == ValueType.FLOAT;
	}

	@Override
	public int getColumnDisplaySize(int column) throws SQLException {
		return switch (this.types[index(column)]) {
			case INTEGER -> 20;
			case FLOAT -> 24;
			case BOOLEAN -> 5;
			case UNIXTIME, ISO8601 -> 35;
			default -> Integer.MAX_VALUE;
		};
	}

	@Override
	public String getSchemaName(int column) throws SQLException {
		index(column);
		return "";
	}

	@Override
	public int getPrecision(int column) throws SQLException {
		index(column);
		return 0;
	}

	@Override
	public int getScale(int column) throws SQLException {
		index(column);
		return 0;
	}

	@Override
	public String getTableName(int column) throws SQLException {
		index(column);
		return "";
	}

	@Override
	public String getCatalogName(int column) throws SQLException {
		index(column);
		return "";
	}

	@Override
	public boolean isReadOnly(int column) throws SQLException {
		index(column);
		return false;
	}

	@Override
	public boolean isWritable(int column) throws SQLException {
		index(column);
		return true;
	}

	@Override
	public boolean isDefinitelyWritable(int column) throws SQLException {
		index(column);
		return false;
	}

}
