package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.sql.JDBCType;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Function;

import org.springframework.data.convert.ConverterBuilder;
import org.springframework.data.jdbc.core.mapping.JdbcValue;

/**
 * Converters between the types of properties and what the driver takes and returns. Dates
 * and times are handed over as they are: by default Spring Data would make timestamps in
 * the time zone of the JVM of most of them, and the column would hold something else than
 * if JPA had written it.
 */
final class ValueConverters {

	/**
	 * All converters.
	 */
	static final List<Object> ALL = List.of(asIs(LocalDate.class, JDBCType.DATE), asIs(LocalTime.class, JDBCType.TIME),
			asIs(LocalDateTime.class, JDBCType.TIMESTAMP), asIs(Instant.class, JDBCType.TIMESTAMP_WITH_TIMEZONE),
			asIs(OffsetDateTime.class, JDBCType.TIMESTAMP_WITH_TIMEZONE),
			asIs(ZonedDateTime.class, JDBCType.TIMESTAMP_WITH_TIMEZONE),
			text(LocalDate.class, TemporalText::toLocalDate), text(LocalTime.class, LocalTime::parse),
			text(LocalDateTime.class, TemporalText::toLocalDateTime),
			text(Instant.class, (text) -> TemporalText.toOffsetDateTime(text).toInstant()),
			text(OffsetDateTime.class, TemporalText::toOffsetDateTime),
			text(ZonedDateTime.class, (text) -> TemporalText.toOffsetDateTime(text).toZonedDateTime()),
			text(OffsetTime.class, OffsetTime::parse),
			ConverterBuilder.reading(Timestamp.class, OffsetDateTime.class,
					(value) -> value.toInstant().atOffset(ZoneOffset.UTC)),
			ConverterBuilder.reading(Timestamp.class, ZonedDateTime.class,
					(value) -> value.toInstant().atZone(ZoneOffset.UTC)),
			ConverterBuilder.reading(Number.class, Boolean.class, (value) -> value.doubleValue() != 0),
			ConverterBuilder.reading(Number.class, Year.class, (value) -> Year.of(value.intValue())));

	private ValueConverters() {
	}

	private static <T> Object asIs(Class<T> type, JDBCType jdbcType) {
		return ConverterBuilder.writing(type, JdbcValue.class, (value) -> JdbcValue.of(value, jdbcType));
	}

	private static <T> Object text(Class<T> type, Function<String, T> parser) {
		return ConverterBuilder.reading(String.class, type, parser);
	}

}
