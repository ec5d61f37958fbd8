package io.github.dqlite4j.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

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
	static <T> @Nullable T read(DqliteResultSet results, RowBatch row, int column, Class<T> type) throws SQLException {
		Reader reader = READERS.get(type);
		if (reader == null) {
			throw SqlExceptions.unsupported("Reading a value as " + type.getName());
		}
		return ColumnReader.isNull(row, column - 1) ? null : type.cast(reader.read(results, row, column));
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
