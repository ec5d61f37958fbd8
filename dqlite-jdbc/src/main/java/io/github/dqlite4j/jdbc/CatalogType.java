package io.github.dqlite4j.jdbc;

import java.sql.Types;
import java.util.Arrays;
import java.util.List;

import io.github.dqlite4j.protocol.ValueType;

/**
 * What the name of a declared type stands for in JDBC. The engine stores any value in any
 * column and only prefers a storage class, which it derives from parts of the name (its
 * "affinity"); these are the names that people write, and what they mean by them. Names
 * that are not listed are told by affinity.
 */
enum CatalogType {

	BIT(Types.BIT, 1, "BIT"),

	BOOLEAN(Types.BOOLEAN, 1, "BOOLEAN", "BOOL"),

	TINYINT(Types.TINYINT, 3, "TINYINT", "INT1"),

	SMALLINT(Types.SMALLINT, 5, "SMALLINT", "INT2", "SMALLSERIAL"),

	INTEGER(Types.INTEGER, 10, "INTEGER", "INT", "INT4", "MEDIUMINT", "SERIAL"),

	BIGINT(Types.BIGINT, 19, "BIGINT", "INT8", "LONG", "UNSIGNED BIG INT", "BIGSERIAL"),

	/**
	 * {@code REAL} too: the engine knows only doubles.
	 */
	DOUBLE(Types.DOUBLE, 15, "DOUBLE", "REAL", "DOUBLE PRECISION", "FLOAT8", "FLOAT4"),

	FLOAT(Types.FLOAT, 15, "FLOAT"),

	/**
	 * Without a size, as exact as the engine keeps numbers that are not integers.
	 */
	NUMERIC(Types.NUMERIC, 15, "NUMERIC", "NUMBER"),

	DECIMAL(Types.DECIMAL, 15, "DECIMAL", "DEC"),

	DATE(Types.DATE, 10, "DATE"),

	TIME(Types.TIME, 15, "TIME", "TIME WITHOUT TIME ZONE"),

	TIME_WITH_TIMEZONE(Types.TIME_WITH_TIMEZONE, 21, "TIME WITH TIME ZONE", "TIMETZ"),

	TIMESTAMP(Types.TIMESTAMP, 26, "TIMESTAMP", "DATETIME", "TIMESTAMP WITHOUT TIME ZONE", "DATETIME2",
			"SMALLDATETIME"),

	TIMESTAMP_WITH_TIMEZONE(Types.TIMESTAMP_WITH_TIMEZONE, 32, "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ",
			"TIMESTAMP WITH LOCAL TIME ZONE", "DATETIMEOFFSET"),

	CHAR(Types.CHAR, CatalogType.MAX_LENGTH, "CHAR", "CHARACTER", "BPCHAR"),

	NCHAR(Types.NCHAR, CatalogType.MAX_LENGTH, "NCHAR", "NATIONAL CHARACTER", "NATIVE CHARACTER"),

	VARCHAR(Types.VARCHAR, CatalogType.MAX_LENGTH, "VARCHAR", "TEXT", "CHARACTER VARYING", "CHAR VARYING",
			"VARYING CHARACTER", "VARCHAR2", "TINYTEXT", "MEDIUMTEXT", "STRING", "CITEXT", "JSON", "JSONB"),

	NVARCHAR(Types.NVARCHAR, CatalogType.MAX_LENGTH, "NVARCHAR", "NATIONAL CHARACTER VARYING", "NVARCHAR2"),

	LONGVARCHAR(Types.LONGVARCHAR, CatalogType.MAX_LENGTH, "LONGVARCHAR", "CLOB", "CHARACTER LARGE OBJECT", "LONGTEXT",
			"NCLOB", "LONGNVARCHAR"),

	BINARY(Types.BINARY, CatalogType.MAX_LENGTH, "BINARY"),

	VARBINARY(Types.VARBINARY, CatalogType.MAX_LENGTH, "VARBINARY", "BINARY VARYING", "BYTEA", "RAW"),

	LONGVARBINARY(Types.LONGVARBINARY, CatalogType.MAX_LENGTH, "LONGVARBINARY"),

	BLOB(Types.BLOB, CatalogType.MAX_LENGTH, "BLOB", "BINARY LARGE OBJECT", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB"),

	/**
	 * Whatever the value is: {@code ANY} and columns with no type hold all storage
	 * classes, a {@code UUID} is text to some and bytes to others.
	 */
	OTHER(Types.OTHER, CatalogType.MAX_LENGTH, "ANY", "UUID", "");

	/**
	 * The longest text or blob in bytes (SQLITE_MAX_LENGTH).
	 */
	private static final int MAX_LENGTH = 1_000_000_000;

	private final int jdbcType;

	private final int precision;

	private final List<String> names;

	CatalogType(int jdbcType, int precision, String... names) {
		this.jdbcType = jdbcType;
		this.precision = precision;
		this.names = List.of(names);
	}

	/**
	 * Return the type that has a number.
	 * @param jdbcType one of the numbers that {@link #jdbcType} returns
	 */
	static CatalogType of(int jdbcType) {
		return Arrays.stream(values()).filter((type) -> type.jdbcType == jdbcType).findFirst().orElse(OTHER);
	}

	/**
	 * Tell whether a value is of a kind that columns of this type are meant for.
	 */
	boolean mayHold(ValueType value) {
		return switch (value) {
			case NULL -> true;
			case INTEGER -> isInteger() || isExact() || this == BOOLEAN || this == BIT;
			case FLOAT -> isExact() || this == DOUBLE || this == FLOAT;
			case TEXT -> isCharacter() || isTemporal();
			case BLOB -> isBinary();
			case ISO8601, UNIXTIME -> isTemporal();
			case BOOLEAN -> this == BOOLEAN;
		};
	}

	/**
	 * Return what {@code getObject} makes of a value that columns of this type are meant
	 * for, as far as the type alone tells.
	 */
	Class<?> javaType() {
		if (isInteger() || this == BOOLEAN || this == BIT) {
			return Long.class;
		}
		if (isExact()) {
			return Number.class;
		}
		if (isNumeric()) {
			return Double.class;
		}
		if (isCharacter()) {
			return String.class;
		}
		return isBinary() ? byte[].class : Object.class;
	}

	/**
	 * Return the number in {@link Types}.
	 */
	int jdbcType() {
		return this.jdbcType;
	}

	/**
	 * Return the size of a column that is declared without one: digits, characters or
	 * bytes.
	 */
	int precision() {
		return this.precision;
	}

	/**
	 * Return the names in upper case, the usual one first.
	 */
	List<String> names() {
		return this.names;
	}

	boolean isInteger() {
		return switch (this) {
			case TINYINT, SMALLINT, INTEGER, BIGINT -> true;
			default -> false;
		};
	}

	boolean isExact() {
		return this == NUMERIC || this == DECIMAL;
	}

	boolean isNumeric() {
		return isInteger() || isExact() || this == DOUBLE || this == FLOAT;
	}

	boolean isTimeOfDay() {
		return switch (this) {
			case TIME, TIME_WITH_TIMEZONE, TIMESTAMP, TIMESTAMP_WITH_TIMEZONE -> true;
			default -> false;
		};
	}

	boolean isTemporal() {
		return isTimeOfDay() || this == DATE;
	}

	boolean isCharacter() {
		return switch (this) {
			case CHAR, NCHAR, VARCHAR, NVARCHAR, LONGVARCHAR -> true;
			default -> false;
		};
	}

	boolean isBinary() {
		return switch (this) {
			case BINARY, VARBINARY, LONGVARBINARY, BLOB -> true;
			default -> false;
		};
	}

}
