package io.github.dqlite4j.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.ValueType;

/**
 * What is known of the columns of a result. The engine sends their names, and with every
 * value its own type. Where a column is a plain column of a table the driver finds out
 * how that is declared; it asks when the first such question comes and not before, since
 * that costs a round trip. The declaration counts as long as the value in the first row
 * is of such a kind: in most tables nothing forces it to be.
 * <p>
 * Whole numbers are {@code BIGINT} whatever their column is declared as, as the engine
 * keeps 64 bits in each, and {@code getObject} returns a {@link Long}.
 */
final class DqliteResultSetMetaData implements ResultSetMetaData, DqliteWrapper {

	private static final int BIGINT_DIGITS = 19;

	private static final int TIMESTAMP_LENGTH = 35;

	private final List<String> names;

	private final ValueType[] types;

	private final Supplier<List<@Nullable CatalogColumn>> lookup;

	private @Nullable List<@Nullable CatalogColumn> origins;

	/**
	 * Create metadata.
	 * @param names the labels of the columns
	 * @param types the types of the values in the first row; NULL if there is none
	 * @param lookup finds the columns of tables that these columns are
	 */
	DqliteResultSetMetaData(List<String> names, ValueType[] types, Supplier<List<@Nullable CatalogColumn>> lookup) {
		this.names = names;
		this.types = types;
		this.lookup = lookup;
	}

	private int index(int column) throws SQLException {
		if (column < 1 || column > this.names.size()) {
			throw SqlExceptions.state("There is no column " + column + ": the result has " + this.names.size(),
					"07009");
		}
		return column - 1;
	}

	private @Nullable CatalogColumn origin(int column) throws SQLException {
		int index = index(column);
		List<@Nullable CatalogColumn> found = this.origins;
		if (found == null) {
			found = this.lookup.get();
			this.origins = found;
		}
		return found.get(index);
	}

	/**
	 * Return the declaration of a column, if it is one that the first value agrees with.
	 */
	private @Nullable CatalogColumn declaration(int column) throws SQLException {
		CatalogColumn origin = origin(column);
		return (origin != null && CatalogType.of(origin.jdbcType()).mayHold(this.types[column - 1])) ? origin : null;
	}

	@Override
	public int getColumnCount() {
		return this.names.size();
	}

	@Override
	public String getColumnLabel(int column) throws SQLException {
		return this.names.get(index(column));
	}

	/**
	 * Return the label: what callers put into {@code getObject(String)}.
	 */
	@Override
	public String getColumnName(int column) throws SQLException {
		return this.names.get(index(column));
	}

	@Override
	public int getColumnType(int column) throws SQLException {
		CatalogColumn declared = declaration(column);
		if (declared != null) {
			return CatalogType.of(declared.jdbcType()).isInteger() ? Types.BIGINT : declared.jdbcType();
		}
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
		CatalogColumn declared = declaration(column);
		if (declared != null && !declared.typeName().isEmpty()) {
			return declared.typeName();
		}
		return switch (this.types[index(column)]) {
			case INTEGER -> "INTEGER";
			case FLOAT -> "REAL";
			case TEXT -> "TEXT";
			case BLOB -> "BLOB";
			case NULL -> (declared != null) ? "ANY" : "NULL";
			case UNIXTIME, ISO8601 -> "TIMESTAMP";
			case BOOLEAN -> "BOOLEAN";
		};
	}

	@Override
	public String getColumnClassName(int column) throws SQLException {
		Class<?> type = switch (this.types[index(column)]) {
			case INTEGER -> Long.class;
			case FLOAT -> Double.class;
			case TEXT -> String.class;
			case BLOB -> byte[].class;
			case UNIXTIME, ISO8601 -> Timestamp.class;
			case BOOLEAN -> Boolean.class;
			case NULL -> {
				CatalogColumn origin = origin(column);
				yield (origin != null) ? CatalogType.of(origin.jdbcType()).javaType() : Object.class;
			}
		};
		return type.getName();
	}

	@Override
	public boolean isAutoIncrement(int column) throws SQLException {
		CatalogColumn origin = origin(column);
		return origin != null && origin.rowid();
	}

	@Override
	public boolean isCaseSensitive(int column) throws SQLException {
		return switch (getColumnType(column)) {
			case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR -> true;
			default -> false;
		};
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
		CatalogColumn origin = origin(column);
		return (origin != null) ? origin.nullable() : columnNullableUnknown;
	}

	@Override
	public boolean isSigned(int column) throws SQLException {
		return switch (getColumnType(column)) {
			case Types.BIGINT, Types.DOUBLE, Types.FLOAT, Types.NUMERIC, Types.DECIMAL -> true;
			default -> false;
		};
	}

	@Override
	public int getColumnDisplaySize(int column) throws SQLException {
		return switch (getColumnType(column)) {
			case Types.BIGINT -> BIGINT_DIGITS + 1;
			case Types.DOUBLE, Types.FLOAT -> 24;
			case Types.BOOLEAN, Types.BIT -> 5;
			case Types.DATE -> 10;
			case Types.TIME, Types.TIME_WITH_TIMEZONE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
				TIMESTAMP_LENGTH;
			case Types.NUMERIC, Types.DECIMAL -> getPrecision(column) + 2;
			default -> (getPrecision(column) > 0) ? getPrecision(column) : Integer.MAX_VALUE;
		};
	}

	@Override
	public String getSchemaName(int column) throws SQLException {
		index(column);
		return "";
	}

	/**
	 * Return the declared size: digits, characters or bytes. Without one, that of the
	 * type; 0 if that has none either.
	 */
	@Override
	public int getPrecision(int column) throws SQLException {
		if (getColumnType(column) == Types.BIGINT) {
			return BIGINT_DIGITS;
		}
		CatalogColumn declared = declaration(column);
		if (declared != null) {
			return declared.size();
		}
		return (this.types[index(column)] == ValueType.FLOAT) ? CatalogType.DOUBLE.precision() : 0;
	}

	@Override
	public int getScale(int column) throws SQLException {
		CatalogColumn declared = declaration(column);
		return (declared != null) ? declared.digits() : 0;
	}

	/**
	 * Return the table or view, if the column is a plain column of one.
	 */
	@Override
	public String getTableName(int column) throws SQLException {
		CatalogColumn origin = origin(column);
		return (origin != null) ? origin.table() : "";
	}

	@Override
	public String getCatalogName(int column) throws SQLException {
		index(column);
		return "";
	}

	@Override
	public boolean isReadOnly(int column) throws SQLException {
		CatalogColumn origin = origin(column);
		return origin != null && origin.generated();
	}

	@Override
	public boolean isWritable(int column) throws SQLException {
		return !isReadOnly(column);
	}

	@Override
	public boolean isDefinitelyWritable(int column) throws SQLException {
		index(column);
		return false;
	}

}
