package io.github.dqlite4j.hibernate;

import java.sql.Types;

import org.hibernate.type.SqlTypes;

/**
 * The names of column types.
 * <p>
 * SQLite has no column types but only affinities, which it takes from what the declared
 * name contains: {@code INT} makes it convert to integers, {@code CHAR} and {@code TEXT}
 * to text, {@code REAL} and {@code DOUB} to doubles, {@code BLOB} nothing, anything else
 * to whatever number the text looks like. So a name has to tell the reader what is in the
 * column, and SQLite how to keep it: {@code timestamp_text} does both.
 * <p>
 * Never {@code boolean}, {@code date}, {@code datetime} or {@code timestamp}: dqlite
 * marks the values of columns with exactly these names on the wire, where NULL becomes
 * false or an empty text, and aborts its process on a value of another storage class than
 * it expects.
 */
final class ColumnTypes {

	static final String BOOLEAN = "bool";

	static final String INTEGER = "integer";

	static final String REAL = "real";

	static final String TEXT = "text";

	static final String NUMERIC = "numeric";

	static final String BLOB = "blob";

	static final String DATE = "date_text";

	static final String TIME = "time_text";

	static final String TIMESTAMP = "timestamp_text";

	static final String UUID = "uuid_text";

	static final String JSON = "json_text";

	private ColumnTypes() {
	}

	/**
	 * The name to declare a column with.
	 * @param typeCode the code of {@link Types} or {@link SqlTypes}
	 * @return the name, with Hibernate's placeholders for length
	 * @throws IllegalArgumentException if there is no column type for the code
	 */
	static String columnType(int typeCode) {
		return switch (typeCode) {
			case SqlTypes.BOOLEAN, SqlTypes.BIT -> BOOLEAN;
			case SqlTypes.TINYINT -> "tinyint";
			case SqlTypes.SMALLINT -> "smallint";
			// every integer has 64 bits, and only as "integer" a primary key is the row
			// id and needs no index of its own
			case SqlTypes.INTEGER, SqlTypes.BIGINT -> INTEGER;
			case SqlTypes.REAL -> REAL;
			case SqlTypes.FLOAT, SqlTypes.DOUBLE -> "double precision";
			case SqlTypes.NUMERIC, SqlTypes.DECIMAL -> NUMERIC;
			case SqlTypes.DATE -> DATE;
			case SqlTypes.TIME, SqlTypes.TIME_WITH_TIMEZONE, SqlTypes.TIME_UTC -> TIME;
			case SqlTypes.TIMESTAMP, SqlTypes.TIMESTAMP_WITH_TIMEZONE, SqlTypes.TIMESTAMP_UTC -> TIMESTAMP;
			case SqlTypes.CHAR, SqlTypes.NCHAR -> "char($l)";
			case SqlTypes.VARCHAR, SqlTypes.NVARCHAR -> "varchar($l)";
			case SqlTypes.CLOB, SqlTypes.NCLOB, SqlTypes.LONG32VARCHAR, SqlTypes.LONG32NVARCHAR -> TEXT;
			case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.BLOB, SqlTypes.LONG32VARBINARY -> BLOB;
			default -> throw new IllegalArgumentException("dqlite has no column type for the type code " + typeCode);
		};
	}

	/**
	 * The name to use in {@code cast}, which stands for one of the affinities.
	 * @param typeCode the code of {@link Types} or {@link SqlTypes}
	 * @return the name
	 * @throws IllegalArgumentException if there is no column type for the code
	 */
	static String castType(int typeCode) {
		return switch (typeCode) {
			case SqlTypes.BOOLEAN, SqlTypes.BIT, SqlTypes.TINYINT, SqlTypes.SMALLINT, SqlTypes.INTEGER,
					SqlTypes.BIGINT ->
				INTEGER;
			case SqlTypes.REAL, SqlTypes.FLOAT, SqlTypes.DOUBLE -> REAL;
			case SqlTypes.NUMERIC, SqlTypes.DECIMAL -> NUMERIC;
			case SqlTypes.BINARY, SqlTypes.VARBINARY, SqlTypes.BLOB, SqlTypes.LONG32VARBINARY -> BLOB;
			default -> TEXT;
		};
	}

}
