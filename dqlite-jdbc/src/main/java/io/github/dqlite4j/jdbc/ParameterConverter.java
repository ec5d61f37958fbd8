package io.github.dqlite4j.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Turns what a caller binds into the few types that the engine keeps: integers, floating
 * point numbers, text and bytes. A value that could not be read back as it was is
 * refused.
 */
final class ParameterConverter {

	private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);

	private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

	private static final int MAX_SCALE = 1000;

	private ParameterConverter() {
	}

	/**
	 * Convert a value by its own type.
	 * @param value the value
	 * @return what is sent
	 * @throws SQLException if the value or its type can't be kept
	 */
	static @Nullable Object convert(@Nullable Object value) throws SQLException {
		if (value == null || value instanceof String || value instanceof byte[] || value instanceof Long) {
			return value;
		}
		if (value instanceof Number number) {
			return convertNumber(number);
		}
		if (value instanceof Boolean bool) {
			return bool ? 1L : 0L;
		}
		if (value instanceof Character || value instanceof UUID || value instanceof CharSequence) {
			return value.toString();
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof java.util.Date date) {
			return convertDate(date, null);
		}
		if (value instanceof Calendar calendar) {
			return TemporalText.of(LocalDateTime.ofInstant(calendar.toInstant(), ZoneId.systemDefault()));
		}
		if (value instanceof java.time.temporal.TemporalAccessor) {
			return convertTimeInRange(value);
		}
		return convertLarge(value);
	}

	private static Object convertNumber(Number number) throws SQLException {
		if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
			return number.longValue();
		}
		if (number instanceof Double || number instanceof Float) {
			if (Double.isNaN(number.doubleValue())) {
				throw SqlExceptions.data("NaN can't be kept: the engine would store NULL", "22003");
			}
			return number.doubleValue();
		}
		if (number instanceof BigDecimal decimal) {
			return toText(decimal);
		}
		if (number instanceof BigInteger integer) {
			if (integer.compareTo(MIN) < 0 || integer.compareTo(MAX) > 0) {
				throw SqlExceptions.data("The number " + integer + " has more than 64 bits: bind it as a string",
						"22003");
			}
			return integer.longValue();
		}
		if (number instanceof java.util.concurrent.atomic.AtomicLong
				|| number instanceof java.util.concurrent.atomic.AtomicInteger) {
			return number.longValue();
		}
		throw unsupported(number);
	}

	/**
	 * Convert a date of the old kind, in the time zone of a calendar.
	 * @param date the date
	 * @param calendar the calendar, or {@code null} for the zone of the JVM
	 * @return the text
	 */
	static String convertDate(java.util.Date date, @Nullable Calendar calendar) {
		ZoneId zone = (calendar != null) ? calendar.getTimeZone().toZoneId() : ZoneId.systemDefault();
		if (date instanceof java.sql.Timestamp timestamp) {
			return TemporalText.of((calendar != null) ? LocalDateTime.ofInstant(timestamp.toInstant(), zone)
					: timestamp.toLocalDateTime());
		}
		LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(date.getTime()), zone);
		if (date instanceof java.sql.Date sqlDate) {
			return TemporalText.of((calendar != null) ? local.toLocalDate() : sqlDate.toLocalDate());
		}
		return (date instanceof java.sql.Time) ? TemporalText.of(local.toLocalTime()) : TemporalText.of(local);
	}

	private static String convertTimeInRange(Object value) throws SQLException {
		try {
			return convertTime(value);
		}
		catch (DateTimeException ex) {
			throw SqlExceptions.data("The moment " + value + " is too far away to be kept", "22008");
		}
	}

	private static String convertTime(Object value) throws SQLException {
		if (value instanceof LocalDate date) {
			return TemporalText.of(date);
		}
		if (value instanceof LocalDateTime dateTime) {
			return TemporalText.of(dateTime);
		}
		if (value instanceof LocalTime time) {
			return TemporalText.of(time);
		}
		if (value instanceof Instant instant) {
			return TemporalText.of(instant);
		}
		if (value instanceof OffsetDateTime dateTime) {
			return TemporalText.of(dateTime.toInstant());
		}
		if (value instanceof ZonedDateTime dateTime) {
			return TemporalText.of(dateTime.toInstant());
		}
		if (value instanceof OffsetTime time) {
			return TemporalText.of(time);
		}
		if (value instanceof Year || value instanceof java.time.YearMonth || value instanceof java.time.MonthDay) {
			return value.toString();
		}
		throw unsupported(value);
	}

	private static Object convertLarge(Object value) throws SQLException {
		if (value instanceof Blob blob) {
			return (blob.length() != 0) ? blob.getBytes(1, Math.toIntExact(blob.length())) : new byte[0];
		}
		if (value instanceof Clob clob) {
			return (clob.length() != 0) ? clob.getSubString(1, Math.toIntExact(clob.length())) : "";
		}
		if (value instanceof InputStream stream) {
			return readBytes(stream, -1);
		}
		if (value instanceof Reader reader) {
			return readText(reader, -1);
		}
		throw unsupported(value);
	}

	private static SQLException unsupported(Object value) {
		return SqlExceptions.unsupported("Binding a " + value.getClass().getName()
				+ " (convert it to a string, number, byte array or a date and time of java.time)");
	}

	/**
	 * Convert a value to a type of JDBC.
	 * @param value the value
	 * @param type one of {@link Types}
	 * @return what is sent
	 * @throws SQLException if the value can't be converted
	 */
	static @Nullable Object convert(@Nullable Object value, int type) throws SQLException {
		if (value == null) {
			return null;
		}
		try {
			return switch (type) {
				case Types.BOOLEAN, Types.BIT -> toBoolean(value) ? 1L : 0L;
				case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> toInteger(value);
				case Types.REAL, Types.FLOAT, Types.DOUBLE -> convert(toDouble(value));
				case Types.DECIMAL, Types.NUMERIC -> toText(toDecimal(value));
				case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
					toText(value);
				case Types.DATE, Types.TIME, Types.TIMESTAMP -> convert(toTemporal(value, type));
				default -> convert(value);
			};
		}
		catch (NumberFormatException ex) {
			throw SqlExceptions.data("The value '" + value + "' is no number", "22018");
		}
		catch (ArithmeticException ex) {
			throw SqlExceptions.data("The number " + value + " does not fit 64 bits", "22003");
		}
	}

	/**
	 * Turn a date and time into the part of it that is asked for. Anything else stays
	 * what it is.
	 */
	private static Object toTemporal(Object value, int type) {
		LocalDateTime dateTime;
		if (value instanceof LocalDateTime local) {
			dateTime = local;
		}
		else if (value instanceof LocalDate date) {
			dateTime = date.atStartOfDay();
		}
		else if (value instanceof java.util.Date date && !(date instanceof java.sql.Time)) {
			dateTime = LocalDateTime.ofInstant(Instant.ofEpochMilli(date.getTime()), ZoneId.systemDefault());
			dateTime = (date instanceof java.sql.Timestamp timestamp) ? timestamp.toLocalDateTime() : dateTime;
		}
		else {
			return value;
		}
		return switch (type) {
			case Types.DATE -> dateTime.toLocalDate();
			case Types.TIME -> (value instanceof LocalDate) ? value : dateTime.toLocalTime();
			default -> dateTime;
		};
	}

	/**
	 * Convert a value to a type of JDBC with a number of digits behind the point, or the
	 * length of a stream.
	 * @param value the value
	 * @param type one of {@link Types}
	 * @param scaleOrLength the digits for DECIMAL and NUMERIC, to which the value is
	 * rounded half up; the bytes or characters of a stream; ignored for others
	 * @return what is sent
	 * @throws SQLException if the value can't be converted
	 */
	static @Nullable Object convert(@Nullable Object value, int type, int scaleOrLength) throws SQLException {
		if (value instanceof InputStream stream) {
			return readBytes(stream, scaleOrLength);
		}
		if (value instanceof Reader reader) {
			return readText(reader, scaleOrLength);
		}
		Object converted = convert(value, type);
		return ((type == Types.DECIMAL || type == Types.NUMERIC) && converted != null)
				? toText(new BigDecimal(converted.toString()).setScale(scaleOrLength, RoundingMode.HALF_UP))
				: converted;
	}

	private static boolean toBoolean(Object value) throws SQLException {
		if (value instanceof Boolean bool) {
			return bool;
		}
		if (value instanceof Number number) {
			return number.doubleValue() != 0;
		}
		return switch (value.toString().toLowerCase(Locale.ROOT)) {
			case "true", "1", "t", "yes", "on" -> true;
			case "false", "0", "f", "no", "off" -> false;
			default -> throw SqlExceptions.data("The value '" + value + "' is no boolean", "22018");
		};
	}

	private static Long toInteger(Object value) {
		if (value instanceof Boolean bool) {
			return bool ? 1L : 0L;
		}
		return WholeNumbers.toLong(toDecimal(value));
	}

	private static Number toDouble(Object value) {
		return (value instanceof Double || value instanceof Float) ? (Number) value : toDecimal(value).doubleValue();
	}

	/**
	 * Write a decimal without an exponent, unless that would be mostly zeros.
	 */
	private static String toText(BigDecimal decimal) {
		return (Math.abs((long) decimal.scale()) <= MAX_SCALE) ? decimal.toPlainString() : decimal.toString();
	}

	private static BigDecimal toDecimal(Object value) {
		return (value instanceof BigDecimal decimal) ? decimal : new BigDecimal(value.toString().trim());
	}

	private static @Nullable Object toText(Object value) throws SQLException {
		Object converted = convert(value);
		return (converted instanceof byte[] || converted == null) ? converted : converted.toString();
	}

	/**
	 * Read a stream to its end or a length.
	 * @param stream the stream
	 * @param length how many bytes to read, or -1 for all
	 * @return the bytes
	 * @throws SQLException if the stream fails or has fewer bytes
	 */
	static byte[] readBytes(InputStream stream, long length) throws SQLException {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			if (length < 0) {
				stream.transferTo(bytes);
			}
			else {
				bytes.writeBytes(stream.readNBytes(Math.toIntExact(length)));
			}
			requireLength(bytes.size(), length);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new SQLException("The stream could not be read: " + ex.getMessage(), "HY000", ex);
		}
	}

	/**
	 * Read characters to the end or a length.
	 * @param reader the characters
	 * @param length how many to read, or -1 for all
	 * @return the text
	 * @throws SQLException if the reader fails or has fewer characters
	 */
	static String readText(Reader reader, long length) throws SQLException {
		try {
			StringWriter text = new StringWriter();
			if (length < 0) {
				reader.transferTo(text);
			}
			else {
				for (long i = 0; i < length; i++) {
					int c = reader.read();
					if (c < 0) {
						break;
					}
					text.write(c);
				}
			}
			requireLength(text.getBuffer().length(), length);
			return text.toString();
		}
		catch (IOException ex) {
			throw new SQLException("The characters could not be read: " + ex.getMessage(), "HY000", ex);
		}
	}

	private static void requireLength(long actual, long expected) throws SQLException {
		if (expected >= 0 && actual < expected) {
			throw SqlExceptions.data("The stream ended after " + actual + " of " + expected, "22026");
		}
	}

}
