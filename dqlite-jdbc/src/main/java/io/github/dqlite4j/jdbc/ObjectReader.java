package io.github.dqlite4j.jdbc;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.ValueType;

/**
 * Reads one value of the current row as the Java type that the caller names.
 */
final class ObjectReader {

	private static final int UUID_LENGTH = 16;

	private static final Map<Class<?>, Reader> READERS = new HashMap<>();

	static {
		READERS.put(Object.class, (results, row, column) -> results.getObject(column));
		READERS.put(String.class, (results, row, column) -> results.getString(column));
		READERS.put(Boolean.class, (results, row, column) -> results.getBoolean(column));
		READERS.put(Byte.class, (results, row, column) -> results.getByte(column));
		READERS.put(Short.class, (results, row, column) -> results.getShort(column));
		READERS.put(Integer.class, (results, row, column) -> results.getInt(column));
		READERS.put(Long.class, (results, row, column) -> results.getLong(column));
		READERS.put(Float.class, (results, row, column) -> results.getFloat(column));
		READERS.put(Double.class, (results, row, column) -> results.getDouble(column));
		READERS.put(BigDecimal.class, (results, row, column) -> results.getBigDecimal(column));
		READERS.put(BigInteger.class, (results, row, column) -> ColumnReader.getBigInteger(row, column - 1));
		READERS.put(byte[].class, (results, row, column) -> results.getBytes(column));
		READERS.put(Blob.class, (results, row, column) -> results.getBlob(column));
		READERS.put(Clob.class, (results, row, column) -> results.getClob(column));
		READERS.put(Date.class, (results, row, column) -> results.getDate(column));
		READERS.put(Time.class, (results, row, column) -> results.getTime(column));
		READERS.put(Timestamp.class, (results, row, column) -> results.getTimestamp(column));
		READERS.put(java.util.Date.class, (results, row, column) -> results.getTimestamp(column));
		READERS.put(LocalDate.class, (results, row, column) -> TemporalReader.getLocalDate(row, column - 1));
		READERS.put(LocalTime.class, (results, row, column) -> TemporalReader.getLocalTime(row, column - 1));
		READERS.put(LocalDateTime.class, (results, row, column) -> TemporalReader.getLocalDateTime(row, column - 1));
		READERS.put(OffsetDateTime.class, (results, row, column) -> TemporalReader.getOffsetDateTime(row, column - 1));
		READERS.put(OffsetTime.class, (results, row, column) -> TemporalReader.getOffsetTime(row, column - 1));
		READERS.put(Instant.class, (results, row, column) -> TemporalReader.getInstant(row, column - 1));
		READERS.put(ZonedDateTime.class, (results, row, column) -> {
			OffsetDateTime moment = TemporalReader.getOffsetDateTime(row, column - 1);
			return (moment != null) ? moment.toZonedDateTime() : null;
		});
		READERS.put(boolean.class, READERS.get(Boolean.class));
		READERS.put(byte.class, READERS.get(Byte.class));
		READERS.put(short.class, READERS.get(Short.class));
		READERS.put(int.class, READERS.get(Integer.class));
		READERS.put(long.class, READERS.get(Long.class));
		READERS.put(float.class, READERS.get(Float.class));
		READERS.put(double.class, READERS.get(Double.class));
		READERS.put(Character.class, (results, row, column) -> character(row, column - 1));
		READERS.put(Number.class, (results, row, column) -> number(row, column - 1));
		READERS.put(CharSequence.class, (results, row, column) -> results.getString(column));
		READERS.put(NClob.class, (results, row, column) -> results.getNClob(column));
		READERS.put(InputStream.class, (results, row, column) -> results.getBinaryStream(column));
		READERS.put(java.io.Reader.class, (results, row, column) -> results.getCharacterStream(column));
		READERS.put(Calendar.class, (results, row, column) -> calendar(row, column - 1));
		READERS.put(YearMonth.class, (results, row, column) -> parse(row, column - 1, "a month", YearMonth::parse));
		READERS.put(MonthDay.class, (results, row, column) -> parse(row, column - 1, "a day", MonthDay::parse));
		READERS.put(Year.class, (results, row, column) -> Year.of(results.getInt(column)));
		READERS.put(UUID.class, (results, row, column) -> uuid(row, column - 1));
	}

	private ObjectReader() {
	}

	/**
	 * Read a value.
	 * @param results the rows
	 * @param row the batch with the current row
	 * @param column the column, counted from 1
	 * @param type the Java type
	 * @return the value, or {@code null} for NULL whatever the type
	 * @throws SQLException if the value can't be read as the type
	 */
	@SuppressWarnings("unchecked")
	static <T> @Nullable T read(DqliteResultSet results, RowBatch row, int column, Class<T> type) throws SQLException {
		Reader reader = READERS.get(type);
		if (reader == null && !type.isEnum()) {
			throw SqlExceptions.unsupported("Reading a value as " + type.getName());
		}
		if (ColumnReader.isNull(row, column - 1)) {
			return null;
		}
		// Not Class.cast, for which no value is an int.
		return (T) ((reader != null) ? reader.read(results, row, column) : constant(row, column - 1, type));
	}

	private static Object constant(RowBatch row, int column, Class<?> type) throws SQLException {
		String name = String.valueOf(ColumnReader.getString(row, column));
		for (Object constant : type.getEnumConstants()) {
			if (((Enum<?>) constant).name().equals(name)) {
				return constant;
			}
		}
		throw SqlExceptions.data("The value '" + ColumnReader.shorten(name) + "' of the column "
				+ row.columnNames().get(column) + " is no constant of " + type.getName(), "22018");
	}

	private static Object number(RowBatch row, int column) throws SQLException {
		return switch (row.type(column)) {
			case INTEGER -> row.getLong(column);
			case FLOAT -> row.getDouble(column);
			default -> Objects.requireNonNull(ColumnReader.getBigDecimal(row, column));
		};
	}

	private static Object character(RowBatch row, int column) throws SQLException {
		String text = String.valueOf(ColumnReader.getString(row, column));
		if (text.length() != 1) {
			throw SqlExceptions.data("The text '" + ColumnReader.shorten(text) + "' is not one character", "22018");
		}
		return text.charAt(0);
	}

	private static Object calendar(RowBatch row, int column) throws SQLException {
		Calendar calendar = Calendar.getInstance();
		calendar.setTime(Objects.requireNonNull(TemporalReader.getTimestamp(row, column, null)));
		return calendar;
	}

	private static Object parse(RowBatch row, int column, String type, Function<CharSequence, Object> parser)
			throws SQLException {
		String text = String.valueOf(ColumnReader.getString(row, column));
		try {
			return parser.apply(text);
		}
		catch (DateTimeException ex) {
			throw SqlExceptions.data("The text '" + ColumnReader.shorten(text) + "' is not " + type, "22007");
		}
	}

	private static UUID uuid(RowBatch row, int column) throws SQLException {
		if (row.type(column) == ValueType.BLOB && row.getLength(column) == UUID_LENGTH) {
			ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(column));
			return new UUID(bytes.getLong(), bytes.getLong());
		}
		String text = String.valueOf(ColumnReader.getString(row, column));
		try {
			return UUID.fromString(text);
		}
		catch (IllegalArgumentException ex) {
			throw SqlExceptions.data("The text '" + ColumnReader.shorten(text) + "' is no UUID", "22018");
		}
	}

	@FunctionalInterface
	private interface Reader {

		@Nullable Object read(DqliteResultSet results, RowBatch row, int column) throws SQLException;

	}

}
