package io.github.dqlite4j.jdbc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Dates and times as text. Every value is written in one format of fixed width, so that
 * the order of the texts is the order of the values and equal values are equal texts:
 * {@code 2026-11-21}, {@code 14:30:00.000000000}, {@code 2026-11-21 14:30:00.000000000},
 * and with {@code Z} behind it for a moment in time, which is always written in UTC. The
 * date and time functions of SQLite understand all of them. What others wrote is read
 * leniently: a {@code T} instead of the blank, missing seconds, any number of digits in
 * the fraction, any offset. A date that does not exist, such as February 30, is refused,
 * not moved.
 */
final class TemporalText {

	private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("HH:mm:ss")
		.appendFraction(ChronoField.NANO_OF_SECOND, 9, 9, true)
		.toFormatter();

	private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE)
		.appendLiteral(' ')
		.append(TIME)
		.toFormatter();

	private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.appendOptional(DateTimeFormatter.ISO_LOCAL_DATE)
		.optionalStart()
		.appendPattern("['T'][ ]")
		.appendValue(ChronoField.HOUR_OF_DAY, 2)
		.appendLiteral(':')
		.appendValue(ChronoField.MINUTE_OF_HOUR, 2)
		.optionalStart()
		.appendLiteral(':')
		.appendValue(ChronoField.SECOND_OF_MINUTE, 2)
		.optionalStart()
		.appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
		.optionalEnd()
		.optionalEnd()
		.appendPattern("[ ]")
		.optionalStart()
		.appendOffset("+HH:MM:ss", "Z")
		.optionalEnd()
		.optionalEnd()
		.toFormatter(Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	private TemporalText() {
	}

	static String of(LocalDate value) {
		return value.toString();
	}

	static String of(LocalTime value) {
		return TIME.format(value);
	}

	static String of(LocalDateTime value) {
		return DATE_TIME.format(value);
	}

	static String of(Instant value) {
		return DATE_TIME.format(value.atOffset(ZoneOffset.UTC)) + "Z";
	}

	static String of(OffsetTime value) {
		return TIME.format(value) + value.getOffset().getId();
	}

	/**
	 * Read a text.
	 * @param text the text
	 * @return its parts
	 * @throws DateTimeException if it is no date, time or both
	 */
	static Parts parse(String text) {
		TemporalAccessor parsed = LENIENT.parse(text);
		LocalDate date = parsed.query(TemporalQueries.localDate());
		LocalTime time = parsed.query(TemporalQueries.localTime());
		if (date == null && time == null) {
			throw new DateTimeException("'" + text + "' is no date or time");
		}
		return new Parts(date, time, parsed.query(TemporalQueries.offset()));
	}

	/**
	 * What a text says.
	 *
	 * @param date the date, or {@code null} if there is none
	 * @param time the time, or {@code null} if there is none
	 * @param offset the offset from UTC, or {@code null} if there is none
	 */
	record Parts(@Nullable LocalDate date, @Nullable LocalTime time, @Nullable ZoneOffset offset) {

		LocalDate requireDate() {
			if (this.date == null) {
				throw new DateTimeException("it has no date");
			}
			return this.date;
		}

		LocalTime requireTime() {
			if (this.time == null) {
				throw new DateTimeException("it has no time");
			}
			return this.time;
		}

		/**
		 * Return date and time; a date alone is its midnight.
		 */
		LocalDateTime dateTime() {
			return requireDate().atTime((this.time != null) ? this.time : LocalTime.MIDNIGHT);
		}

		/**
		 * Return date and time with the offset; without one it is UTC.
		 */
		OffsetDateTime offsetDateTime() {
			return dateTime().atOffset((this.offset != null) ? this.offset : ZoneOffset.UTC);
		}

	}

}
