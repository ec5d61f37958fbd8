package io.github.dqlite4j.hibernate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

import jakarta.persistence.TemporalType;

/**
 * Temporal literals in the format in which the driver writes temporal parameters. What
 * has a zone is taken to UTC, like a parameter.
 */
// Hibernate's SPI still speaks in jakarta.persistence.TemporalType
@SuppressWarnings("deprecation")
final class TemporalLiterals {

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn", Locale.ROOT);

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.nnnnnnnnn",
			Locale.ROOT);

	private TemporalLiterals() {
	}

	static String literal(TemporalAccessor value, TemporalType type, ZoneId zone) {
		return switch (type) {
			case DATE -> quoted(DATE.format(date(value, zone)));
			case TIME -> quoted(TIME.format(time(value, zone)) + zoneSuffix(value, ChronoField.OFFSET_SECONDS));
			case TIMESTAMP ->
				quoted(TIMESTAMP.format(timestamp(value)) + zoneSuffix(value, ChronoField.INSTANT_SECONDS));
		};
	}

	private static String zoneSuffix(TemporalAccessor value, ChronoField field) {
		return value.isSupported(field) ? "Z" : "";
	}

	static String local(Instant value, TemporalType type, ZoneId zone) {
		return literal(LocalDateTime.ofInstant(value, zone), type, zone);
	}

	private static String quoted(String text) {
		return "'" + text + "'";
	}

	private static LocalDate date(TemporalAccessor value, ZoneId zone) {
		return (value instanceof Instant instant) ? LocalDate.ofInstant(instant, zone) : LocalDate.from(value);
	}

	private static LocalTime time(TemporalAccessor value, ZoneId zone) {
		if (value instanceof Instant instant) {
			return LocalTime.ofInstant(instant, zone);
		}
		if (value.isSupported(ChronoField.OFFSET_SECONDS)) {
			return OffsetTime.from(value).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
		}
		return LocalTime.from(value);
	}

	private static LocalDateTime timestamp(TemporalAccessor value) {
		if (value.isSupported(ChronoField.INSTANT_SECONDS)) {
			return LocalDateTime.ofInstant(Instant.from(value), ZoneOffset.UTC);
		}
		if (value.isSupported(ChronoField.HOUR_OF_DAY)) {
			return LocalDateTime.from(value);
		}
		return LocalDate.from(value).atStartOfDay();
	}

}
