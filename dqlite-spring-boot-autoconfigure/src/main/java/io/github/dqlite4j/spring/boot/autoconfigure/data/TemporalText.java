package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

/**
 * Reads the text of dates and times from columns whose declared type does not tell the
 * engine what they are. The driver writes a blank between date and time, where the ISO
 * format has a {@code T}.
 */
final class TemporalText {

	private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.append(DateTimeFormatter.ISO_LOCAL_DATE)
		.optionalStart()
		.appendPattern("['T'][ ]")
		.append(DateTimeFormatter.ISO_LOCAL_TIME)
		.optionalStart()
		.appendOffsetId()
		.toFormatter();

	private TemporalText() {
	}

	private static TemporalAccessor parse(String text) {
		return FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
	}

	static LocalDate toLocalDate(String text) {
		return LocalDate.from(parse(text));
	}

	/**
	 * Return date and time; a date alone is its midnight.
	 */
	static LocalDateTime toLocalDateTime(String text) {
		TemporalAccessor parsed = parse(text);
		return (parsed instanceof LocalDate date) ? date.atStartOfDay() : LocalDateTime.from(parsed);
	}

	/**
	 * Return a moment; what has no offset is UTC.
	 */
	static OffsetDateTime toOffsetDateTime(String text) {
		TemporalAccessor parsed = parse(text);
		return (parsed instanceof OffsetDateTime moment) ? moment : toLocalDateTime(text).atOffset(ZoneOffset.UTC);
	}

}
