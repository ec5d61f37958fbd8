package io.github.dqlite4j.jdbc;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.ValueType;

/**
 * Reads one value of the current row as a date or time. A text without an offset is a
 * local time; one with an offset, and the seconds that the engine makes of whole numbers
 * in a column declared DATE, DATETIME or TIMESTAMP, are moments.
 */
final class TemporalReader {

	private TemporalReader() {
	}

	private static <T> @Nullable T read(RowBatch row, int column, String type, Function<TemporalText.Parts, T> function)
			throws SQLException {
		if (ColumnReader.isNull(row, column)) {
			return null;
		}
		try {
			return switch (row.type(column)) {
				case TEXT, ISO8601 -> function.apply(TemporalText.parse(row.getText(column)));
				case UNIXTIME -> {
					OffsetDateTime moment = Instant.ofEpochSecond(row.getLong(column)).atOffset(ZoneOffset.UTC);
					yield function
						.apply(new TemporalText.Parts(moment.toLocalDate(), moment.toLocalTime(), moment.getOffset()));
				}
				default -> throw ColumnReader.mismatch(row, column, type);
			};
		}
		catch (DateTimeException ex) {
			String value = (row.type(column) == ValueType.UNIXTIME) ? Long.toString(row.getLong(column))
					: ColumnReader.shorten(row.getText(column));
			throw SqlExceptions.data("The value '" + value + "' of the column " + row.columnNames().get(column)
					+ " can't be read as " + type + ": " + ex.getMessage(), "22007");
		}
	}

	static @Nullable LocalDate getLocalDate(RowBatch row, int column) throws SQLException {
		return read(row, column, "a date", TemporalText.Parts::requireDate);
	}

	static @Nullable LocalTime getLocalTime(RowBatch row, int column) throws SQLException {
		return read(row, column, "a time", TemporalText.Parts::requireTime);
	}

	static @Nullable LocalDateTime getLocalDateTime(RowBatch row, int column) throws SQLException {
		return read(row, column, "a date and time", TemporalText.Parts::dateTime);
	}

	static @Nullable OffsetDateTime getOffsetDateTime(RowBatch row, int column) throws SQLException {
		return read(row, column, "a moment", TemporalText.Parts::offsetDateTime);
	}

	static @Nullable OffsetTime getOffsetTime(RowBatch row, int column) throws SQLException {
		return read(row, column, "a time with offset", (parts) -> {
			ZoneOffset offset = parts.offset();
			return parts.requireTime().atOffset((offset != null) ? offset : ZoneOffset.UTC);
		});
	}

	static @Nullable Instant getInstant(RowBatch row, int column) throws SQLException {
		OffsetDateTime moment = getOffsetDateTime(row, column);
		return (moment != null) ? moment.toInstant() : null;
	}

	/**
	 * Read a timestamp of the old kind.
	 * @param calendar whose zone a local time is in, or {@code null} for that of the JVM
	 */
	static @Nullable Timestamp getTimestamp(RowBatch row, int column, @Nullable Calendar calendar) throws SQLException {
		return read(row, column, "a timestamp", (parts) -> {
			if (parts.offset() != null) {
				return Timestamp.from(parts.offsetDateTime().toInstant());
			}
			if (calendar == null) {
				return Timestamp.valueOf(parts.dateTime());
			}
			return Timestamp.from(parts.dateTime().atZone(calendar.getTimeZone().toZoneId()).toInstant());
		});
	}

	static @Nullable Date getDate(RowBatch row, int column, @Nullable Calendar calendar) throws SQLException {
		LocalDate date = getLocalDate(row, column);
		if (date == null) {
			return null;
		}
		return (calendar != null)
				? new Date(date.atStartOfDay(calendar.getTimeZone().toZoneId()).toInstant().toEpochMilli())
				: Date.valueOf(date);
	}

	static @Nullable Time getTime(RowBatch row, int column, @Nullable Calendar calendar) throws SQLException {
		LocalTime time = getLocalTime(row, column);
		if (time == null) {
			return null;
		}
		ZoneId zone = (calendar != null) ? calendar.getTimeZone().toZoneId() : ZoneId.systemDefault();
		return new Time(LocalDate.EPOCH.atTime(time).atZone(zone).toInstant().toEpochMilli());
	}

	/**
	 * Read what the text of a column declared DATE, DATETIME or TIMESTAMP looks like.
	 * @return a {@link Date}, a {@link Timestamp}, or the text itself if it is neither
	 */
	static @Nullable Object getDeclared(RowBatch row, int column) throws SQLException {
		if (ColumnReader.isNull(row, column)) {
			return null;
		}
		if (row.type(column) == ValueType.UNIXTIME) {
			return getTimestamp(row, column, null);
		}
		String text = row.getText(column);
		try {
			TemporalText.Parts parts = TemporalText.parse(text);
			if (parts.date() == null) {
				return text;
			}
			return (parts.time() != null) ? getTimestamp(row, column, null) : getDate(row, column, null);
		}
		catch (DateTimeException ex) {
			// Somebody stored something else in the column: the text is all there is.
			return text;
		}
	}

}
