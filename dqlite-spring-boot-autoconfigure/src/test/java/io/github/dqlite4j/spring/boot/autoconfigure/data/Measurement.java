package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A property of every basic type.
 */
@Table
record Measurement(@Id @Nullable Long id, LocalDate day, LocalTime clock, OffsetTime opening, LocalDateTime local,
		Instant moment, OffsetDateTime shifted, ZonedDateTime zoned, boolean valid, @Nullable Boolean checked,
		BigDecimal exact, BigInteger whole, byte tiny, short small, int normal, long large, float single,
		double precise, char letter, String text, DayOfWeek weekday, byte[] raw, UUID uuid, Duration lasted,
		Year since) {

}
