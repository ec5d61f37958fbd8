package io.github.dqlite4j.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.ValueType;

/**
 * Reads one value of the current row as a Java type. What does not fit the type is
 * refused, never cut off.
 */
final class ColumnReader {

	private static final int MAX_DIGITS = 100_000;

	private ColumnReader() {
	}

	/**
	 * Tell whether a value is NULL. The engine sends NULL in a column declared DATE,
	 * DATETIME or TIMESTAMP as an empty text.
	 */
	static boolean isNull(RowBatch row, int column) {
		ValueType type = row.type(column);
		return type == ValueType.NULL || type == ValueType.ISO8601 && row.getLength(column) == 0;
	}

	/**
	 * Return a value as it can be bound again.
	 */
	static @Nullable Object raw(RowBatch row, int column) {
		if (isNull(row, column)) {
			return null;
		}
		return switch (row.type(column)) {
			case INTEGER, UNIXTIME, BOOLEAN -> row.getLong(column);
			case FLOAT -> row.getDouble(column);
			case BLOB -> row.getBytes(column);
			default -> row.getText(column);
		};
	}

	static @Nullable String getString(RowBatch row, int column) {
		return switch (row.type(column)) {
			case NULL -> null;
			case TEXT -> row.getText(column);
			case ISO8601 -> (row.getLength(column) != 0) ? row.getText(column) : null;
			case INTEGER, UNIXTIME, BOOLEAN -> Long.toString(row.getLong(column));
			case FLOAT -> Double.toString(row.getDouble(column));
			case BLOB -> new String(row.getBytes(column), StandardCharsets.UTF_8);
		};
	}

	static byte @Nullable [] getBytes(RowBatch row, int column) {
		return switch (row.type(column)) {
			case NULL -> null;
			case BLOB, TEXT, ISO8601 -> isNull(row, column) ? null : row.getBytes(column);
			default -> String.valueOf(getString(row, column)).getBytes(StandardCharsets.UTF_8);
		};
	}

	static boolean getBoolean(RowBatch row, int column) throws SQLException {
		return switch (row.type(column)) {
			case NULL -> false;
			case INTEGER, UNIXTIME, BOOLEAN -> row.getLong(column) != 0;
			case FLOAT -> row.getDouble(column) != 0;
			case TEXT, ISO8601 -> toBoolean(row.getText(column));
			case BLOB -> throw mismatch(row, column, "a boolean");
		};
	}

	private static boolean toBoolean(String text) throws SQLException {
		return switch (text.trim().toLowerCase(Locale.ROOT)) {
			case "true", "1", "t", "y", "yes", "on" -> true;
			case "false", "0", "f", "n", "no", "off", "" -> false;
			default -> throw SqlExceptions.data("The text '" + shorten(text) + "' is no boolean", "22018");
		};
	}

	static long getLong(RowBatch row, int column) throws SQLException {
		return switch (row.type(column)) {
			case NULL -> 0;
			case INTEGER, UNIXTIME, BOOLEAN -> row.getLong(column);
			case FLOAT -> fromDecimal(decimal(row, column));
			case TEXT, ISO8601 -> isNull(row, column) ? 0 : fromText(row, column);
			case BLOB -> throw mismatch(row, column, "a number");
		};
	}

	private static long fromText(RowBatch row, int column) throws SQLException {
		String text = row.getText(column).trim();
		try {
			return Long.parseLong(text);
		}
		catch (NumberFormatException ex) {
			return fromDecimal(decimal(row, column));
		}
	}

	private static long fromDecimal(BigDecimal value) throws SQLException {
		try {
			return WholeNumbers.toLong(value);
		}
		catch (ArithmeticException ex) {
			throw outOfRange(value, "a long");
		}
	}

	static long getInteger(RowBatch row, int column, long min, long max, String type) throws SQLException {
		long value = getLong(row, column);
		if (value < min || value > max) {
			throw outOfRange(value, type);
		}
		return value;
	}

	static double getDouble(RowBatch row, int column) throws SQLException {
		return switch (row.type(column)) {
			case NULL -> 0;
			case FLOAT -> row.getDouble(column);
			case INTEGER, UNIXTIME, BOOLEAN -> row.getLong(column);
			default -> isNull(row, column) ? 0 : decimal(row, column).doubleValue();
		};
	}

	static float getFloat(RowBatch row, int column) throws SQLException {
		double value = getDouble(row, column);
		if (Math.abs(value) > Float.MAX_VALUE && !Double.isInfinite(value)) {
			throw outOfRange(value, "a float");
		}
		return (float) value;
	}

	static @Nullable BigDecimal getBigDecimal(RowBatch row, int column) throws SQLException {
		return isNull(row, column) ? null : decimal(row, column);
	}

	private static BigDecimal decimal(RowBatch row, int column) throws SQLException {
		switch (row.type(column)) {
			case INTEGER, UNIXTIME, BOOLEAN -> {
				return BigDecimal.valueOf(row.getLong(column));
			}
			case FLOAT -> {
				double value = row.getDouble(column);
				if (Double.isInfinite(value) || Double.isNaN(value)) {
					throw outOfRange(value, "a decimal");
				}
				return BigDecimal.valueOf(value);
			}
			case TEXT, ISO8601 -> {
				String text = row.getText(column).trim();
				try {
					return new BigDecimal(text);
				}
				catch (NumberFormatException ex) {
					throw SqlExceptions.data("The text '" + shorten(text) + "' is no number", "22018");
				}
			}
			default -> throw mismatch(row, column, "a number");
		}
	}

	static @Nullable BigInteger getBigInteger(RowBatch row, int column) throws SQLException {
		BigDecimal value = getBigDecimal(row, column);
		try {
			return (value != null) ? WholeNumbers.toBigInteger(value, MAX_DIGITS) : null;
		}
		catch (ArithmeticException ex) {
			throw outOfRange(value, "a whole number of at most " + MAX_DIGITS + " digits");
		}
	}

	static SQLException mismatch(RowBatch row, int column, String wanted) {
		return SqlExceptions.data("The column " + row.columnNames().get(column) + " holds a value of the type "
				+ row.type(column) + ", which can't be read as " + wanted, "22018");
	}

	private static SQLException outOfRange(@Nullable Object value, String type) {
		return SqlExceptions.data("The number " + value + " does not fit " + type, "22003");
	}

	static String shorten(String text) {
		return (text.length() > 100) ? text.substring(0, 100) + "…" : text;
	}

}
