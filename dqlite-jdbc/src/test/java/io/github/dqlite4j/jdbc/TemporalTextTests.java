package io.github.dqlite4j.jdbc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Dates and times as text.
 */
class TemporalTextTests {

	@Test
	void oneFormatOfFixedWidth() {
		assertThat(TemporalText.of(LocalDate.of(26, 1, 2))).isEqualTo("0026-01-02");
		assertThat(TemporalText.of(LocalTime.of(14, 30))).isEqualTo("14:30:00.000000000");
		assertThat(TemporalText.of(LocalTime.of(1, 2, 3, 4))).isEqualTo("01:02:03.000000004");
		assertThat(TemporalText.of(LocalDateTime.of(2026, 11, 21, 14, 30))).isEqualTo("2026-11-21 14:30:00.000000000");
		assertThat(TemporalText.of(Instant.ofEpochSecond(-1, 999_999_999))).isEqualTo("1969-12-31 23:59:59.999999999Z");
		assertThat(TemporalText.of(OffsetTime.of(1, 2, 3, 0, ZoneOffset.ofHoursMinutes(-3, -30))))
			.isEqualTo("01:02:03.000000000-03:30");
	}

	@Test
	void orderOfTextsIsOrderOfTime() {
		Random random = new Random(1);
		for (int i = 0; i < 10_000; i++) {
			Instant one = instant(random);
			Instant other = (i % 2 == 0) ? instant(random) : one.plusNanos(random.nextInt(2_000_000_000));
			assertThat(Integer.signum(TemporalText.of(one).compareTo(TemporalText.of(other))))
				.isEqualTo(Integer.signum(one.compareTo(other)));
		}
	}

	private static Instant instant(Random random) {
		long first = LocalDate.of(0, 1, 1).toEpochDay() * 86400;
		long last = LocalDate.of(10000, 1, 1).toEpochDay() * 86400;
		return Instant.ofEpochSecond(first + (long) (random.nextDouble() * (last - first)),
				random.nextInt(1_000_000_000));
	}

	@Test
	void whatIsWrittenIsReadBack() {
		Random random = new Random(2);
		for (int i = 0; i < 10_000; i++) {
			Instant instant = instant(random);
			assertThat(TemporalText.parse(TemporalText.of(instant)).offsetDateTime().toInstant()).isEqualTo(instant);
			LocalDateTime local = LocalDateTime.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000),
					ZoneOffset.UTC);
			TemporalText.Parts parts = TemporalText.parse(TemporalText.of(local));
			assertThat(parts.dateTime()).isEqualTo(local);
			assertThat(parts.offset()).isNull();
			assertThat(TemporalText.parse(TemporalText.of(local.toLocalDate())).requireDate())
				.isEqualTo(local.toLocalDate());
			assertThat(TemporalText.parse(TemporalText.of(local.toLocalTime())).requireTime())
				.isEqualTo(local.toLocalTime());
		}
	}

	@Test
	void extremesAreReadBack() {
		for (LocalDateTime extreme : new LocalDateTime[] { LocalDateTime.MIN, LocalDateTime.MAX,
				LocalDateTime.of(-1, 1, 1, 0, 0), LocalDateTime.of(10000, 1, 1, 0, 0),
				LocalDateTime.of(0, 1, 1, 0, 0) }) {
			assertThat(TemporalText.parse(TemporalText.of(extreme)).dateTime()).isEqualTo(extreme);
			assertThat(TemporalText.parse(TemporalText.of(extreme.toLocalDate())).requireDate())
				.isEqualTo(extreme.toLocalDate());
		}
		for (OffsetTime extreme : new OffsetTime[] { OffsetTime.MIN, OffsetTime.MAX }) {
			TemporalText.Parts parts = TemporalText.parse(TemporalText.of(extreme));
			assertThat(parts.requireTime()).isEqualTo(extreme.toLocalTime());
			assertThat(parts.offset()).isEqualTo(extreme.getOffset());
		}
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-21T14:30:00,2026-11-21T14:30", "2026-11-21 14:30,2026-11-21T14:30",
			"2026-11-21 14:30:15.5,2026-11-21T14:30:15.500", "2026-11-21t14:30:15.123456,2026-11-21T14:30:15.123456",
			"2026-11-21,2026-11-21T00:00", "2024-02-29,2024-02-29T00:00", "0001-01-01 00:00,0001-01-01T00:00" })
	void otherFormsOfLocalTimes(String text, LocalDateTime expected) {
		TemporalText.Parts parts = TemporalText.parse(text);
		assertThat(parts.dateTime()).isEqualTo(expected);
		assertThat(parts.offset()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-21 14:30:00Z,2026-11-21T14:30:00Z", "2026-11-21T14:30z,2026-11-21T14:30:00Z",
			"2026-11-21 14:30:00.123456789+02:00,2026-11-21T12:30:00.123456789Z",
			"2026-11-21 14:30:00-03:30,2026-11-21T18:00:00Z", "2026-11-21 14:30 +00:00,2026-11-21T14:30:00Z",
			"2026-01-01 00:30+01:00,2025-12-31T23:30:00Z", "2026-11-21 14:30:00+01:02:03,2026-11-21T13:27:57Z" })
	void otherFormsOfMoments(String text, Instant expected) {
		assertThat(TemporalText.parse(text).offsetDateTime().toInstant()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "x", "2026", "2026-11", "2026-13-01", "2026-11-31", "2026-02-29", "2026-02-30",
			"2026-00-01", "26-11-21", "2026-11-21 25:00", "2026-11-21 24:00", "24:00", "2026-11-21 14:60",
			"2026-11-21 14:30:60", "2026-11-21 14", "2026-11-21 14:30:00.1234567890", "2026-11-21 14:30+25:00",
			"2026-11-21 14:30x", "2026-11-21 ", "2460000.5", "1763735400", "14:30:00 PM", "21.11.2026", "Z", "+02:00",
			"2026-11-21 14:30:00 Europe/Berlin", "٢٠٢٦-11-21" })
	void whatIsNoDateOrTimeIsRefused(String text) {
		assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> TemporalText.parse(text));
	}

	@Test
	void missingPartsAreNamed() {
		assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> TemporalText.parse("14:30").requireDate())
			.withMessage("it has no date");
		assertThatExceptionOfType(DateTimeException.class)
			.isThrownBy(() -> TemporalText.parse("2026-11-21").requireTime())
			.withMessage("it has no time");
	}

}
