package io.github.dqlite4j.jdbc;

import java.sql.Date;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Random;
import java.util.TimeZone;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.ValueType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Dates and times bound and read back, in whatever time zone.
 */
class TemporalReaderTests {

	private static final String[] ZONES = { "UTC", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia",
			"Australia/Lord_Howe" };

	private static RowBatch bound(Object value) throws SQLException {
		return Rows.of(ParameterConverter.convert(value));
	}

	private static Calendar calendar(String zone) {
		return new GregorianCalendar(TimeZone.getTimeZone(zone));
	}

	private static Instant instant(Random random) {
		long first = LocalDate.of(1900, 1, 1).toEpochDay() * 86400;
		return Instant.ofEpochSecond(first + (long) (random.nextDouble() * 200 * 366 * 86400),
				random.nextInt(1_000_000_000));
	}

	@Test
	void javaTimeIsReadBack() throws SQLException {
		Random random = new Random(1);
		for (int i = 0; i < 5000; i++) {
			Instant instant = instant(random);
			ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(2 * 18 * 3600) - 18 * 3600);
			OffsetDateTime moment = instant.atOffset(offset);
			ZonedDateTime zoned = instant.atZone(TimeZone.getTimeZone(ZONES[i % ZONES.length]).toZoneId());
			LocalDateTime local = moment.toLocalDateTime();
			OffsetTime time = moment.toOffsetTime();
			assertThat(TemporalReader.getInstant(bound(instant), 0)).isEqualTo(instant);
			assertThat(TemporalReader.getOffsetDateTime(bound(moment), 0).toInstant()).isEqualTo(instant);
			assertThat(TemporalReader.getInstant(bound(zoned), 0)).isEqualTo(instant);
			assertThat(TemporalReader.getLocalDateTime(bound(local), 0)).isEqualTo(local);
			assertThat(TemporalReader.getLocalDate(bound(local.toLocalDate()), 0)).isEqualTo(local.toLocalDate());
			assertThat(TemporalReader.getLocalTime(bound(local.toLocalTime()), 0)).isEqualTo(local.toLocalTime());
			assertThat(TemporalReader.getOffsetTime(bound(time), 0)).isEqualTo(time);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe" })
	void valuesWithACalendarAreReadBackByIt(String zone) throws SQLException {
		Calendar calendar = calendar(zone);
		Random random = new Random(2);
		for (int i = 0; i < 2000; i++) {
			LocalDateTime local = LocalDateTime.ofInstant(instant(random), calendar.getTimeZone().toZoneId());
			Timestamp timestamp = Timestamp.from(local.atZone(calendar.getTimeZone().toZoneId()).toInstant());
			String text = ParameterConverter.convertDate(timestamp, calendar);
			assertThat(text).isEqualTo(TemporalText.of(local));
			Timestamp read = TemporalReader.getTimestamp(Rows.of(text), 0, calendar);
			assertThat(LocalDateTime.ofInstant(read.toInstant(), calendar.getTimeZone().toZoneId())).isEqualTo(local);
			Date date = TemporalReader.getDate(Rows.of(TemporalText.of(local.toLocalDate())), 0, calendar);
			assertThat(ParameterConverter.convertDate(date, calendar)).isEqualTo(TemporalText.of(local.toLocalDate()));
			LocalTime millis = local.toLocalTime().withNano(local.getNano() / 1_000_000 * 1_000_000);
			Time time = TemporalReader.getTime(Rows.of(TemporalText.of(millis)), 0, calendar);
			assertThat(ParameterConverter.convertDate(time, calendar)).isEqualTo(TemporalText.of(millis));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "America/St_Johns", "Asia/Kathmandu" })
	void valuesWithoutCalendarAreReadBackInTheZoneOfTheJvm(String zone) throws SQLException {
		TimeZone before = TimeZone.getDefault();
		TimeZone.setDefault(TimeZone.getTimeZone(zone));
		try {
			Timestamp timestamp = Timestamp.valueOf("2026-11-21 14:30:15.123456789");
			assertThat(ParameterConverter.convert(timestamp)).isEqualTo("2026-11-21 14:30:15.123456789");
			assertThat(TemporalReader.getTimestamp(bound(timestamp), 0, null)).isEqualTo(timestamp);
			Date date = Date.valueOf("2026-11-21");
			assertThat(ParameterConverter.convert(date)).isEqualTo("2026-11-21");
			assertThat(TemporalReader.getDate(bound(date), 0, null)).isEqualTo(date);
			Time time = Time.valueOf("14:30:15");
			assertThat(ParameterConverter.convert(time)).isEqualTo("14:30:15.000000000");
			assertThat(TemporalReader.getTime(bound(time), 0, null)).isEqualTo(time);
			java.util.Date old = new java.util.Date(timestamp.getTime());
			assertThat(ParameterConverter.convert(old)).isEqualTo("2026-11-21 14:30:15.123000000");
			Calendar calendar = calendar("Pacific/Apia");
			calendar.setTime(old);
			assertThat(ParameterConverter.convert(calendar)).isEqualTo("2026-11-21 14:30:15.123000000");
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	@Test
	void momentIsAMomentWhateverTheCalendar() throws SQLException {
		RowBatch row = Rows.of("2026-11-21 14:30:00+02:00");
		Timestamp expected = Timestamp.from(Instant.parse("2026-11-21T12:30:00Z"));
		assertThat(TemporalReader.getTimestamp(row, 0, null)).isEqualTo(expected);
		assertThat(TemporalReader.getTimestamp(row, 0, calendar("Asia/Kathmandu"))).isEqualTo(expected);
	}

	@Test
	void localTimeIsInTheZoneOfTheCalendar() throws SQLException {
		RowBatch row = Rows.of("2026-11-21 14:30:00");
		assertThat(TemporalReader.getTimestamp(row, 0, calendar("Asia/Kathmandu")).toInstant())
			.isEqualTo(Instant.parse("2026-11-21T08:45:00Z"));
		assertThat(TemporalReader.getDate(row, 0, calendar("Asia/Kathmandu")).getTime())
			.isEqualTo(Instant.parse("2026-11-20T18:15:00Z").toEpochMilli());
		assertThat(TemporalReader.getTime(row, 0, calendar("Asia/Kathmandu")).getTime())
			.isEqualTo(LocalDate.EPOCH.atTime(14, 30)
				.atZone(TimeZone.getTimeZone("Asia/Kathmandu").toZoneId())
				.toInstant()
				.toEpochMilli());
	}

	@Test
	void secondsOfADeclaredColumnAreAMoment() throws SQLException {
		RowBatch row = Rows.declared(ValueType.UNIXTIME, 1_763_735_400L);
		assertThat(TemporalReader.getInstant(row, 0)).isEqualTo(Instant.ofEpochSecond(1_763_735_400L));
		assertThat(TemporalReader.getLocalDate(row, 0)).isEqualTo(LocalDate.of(2025, 11, 21));
		assertThat(TemporalReader.getTimestamp(row, 0, null))
			.isEqualTo(Timestamp.from(Instant.ofEpochSecond(1_763_735_400L)));
		assertThat(TemporalReader.getDeclared(row, 0)).isInstanceOf(Timestamp.class);
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, Long.MAX_VALUE, 31_556_889_864_403_200L })
	void secondsBeyondTimeAreRefused(long seconds) {
		RowBatch row = Rows.declared(ValueType.UNIXTIME, seconds);
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> TemporalReader.getInstant(row, 0))
			.withMessageStartingWith("The value '" + seconds + "' of the column c1 can't be read as a moment: ")
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("22007"));
	}

	@Test
	void emptyTextOfADeclaredColumnIsNull() throws SQLException {
		RowBatch row = Rows.declared(ValueType.ISO8601, "");
		assertThat(TemporalReader.getLocalDate(row, 0)).isNull();
		assertThat(TemporalReader.getLocalTime(row, 0)).isNull();
		assertThat(TemporalReader.getLocalDateTime(row, 0)).isNull();
		assertThat(TemporalReader.getOffsetDateTime(row, 0)).isNull();
		assertThat(TemporalReader.getOffsetTime(row, 0)).isNull();
		assertThat(TemporalReader.getInstant(row, 0)).isNull();
		assertThat(TemporalReader.getTimestamp(row, 0, null)).isNull();
		assertThat(TemporalReader.getDate(row, 0, null)).isNull();
		assertThat(TemporalReader.getTime(row, 0, null)).isNull();
		assertThat(TemporalReader.getDeclared(row, 0)).isNull();
	}

	@Test
	void textOfADeclaredColumnIsWhatItLooksLike() throws SQLException {
		assertThat(TemporalReader.getDeclared(Rows.declared(ValueType.ISO8601, "2026-11-21"), 0))
			.isEqualTo(Date.valueOf("2026-11-21"));
		assertThat(TemporalReader.getDeclared(Rows.declared(ValueType.ISO8601, "2026-11-21 14:30"), 0))
			.isEqualTo(Timestamp.valueOf("2026-11-21 14:30:00"));
		assertThat(TemporalReader.getDeclared(Rows.declared(ValueType.ISO8601, "14:30"), 0)).isEqualTo("14:30");
		assertThat(TemporalReader.getDeclared(Rows.declared(ValueType.ISO8601, "tomorrow"), 0)).isEqualTo("tomorrow");
	}

	@Test
	void otherTextIsRefusedWithValueAndColumn() {
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> TemporalReader.getLocalDate(Rows.of("tomorrow"), 0))
			.withMessageStartingWith("The value 'tomorrow' of the column c1 can't be read as a date: ")
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("22007"));
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> TemporalReader.getLocalDate(Rows.of("14:30"), 0))
			.withMessage("The value '14:30' of the column c1 can't be read as a date: it has no date");
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> TemporalReader.getLocalTime(Rows.of("2026-11-21"), 0))
			.withMessage("The value '2026-11-21' of the column c1 can't be read as a time: it has no time");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-02-29", "2026-02-30 10:00", "2026-11-31", "2026-11-21 24:00" })
	void dateThatDoesNotExistIsRefusedInsteadOfMoved(String text) {
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> TemporalReader.getLocalDateTime(Rows.of(text), 0));
	}

	@Test
	void otherTypesAreRefused() {
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> TemporalReader.getInstant(Rows.of(1L), 0))
			.withMessage("The column c1 holds a value of the type INTEGER, which can't be read as a moment");
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> TemporalReader.getLocalDate(Rows.of(new byte[] { 1 }), 0))
			.withMessage("The column c1 holds a value of the type BLOB, which can't be read as a date");
	}

	@Test
	void extremesAreKeptOrRefused() throws SQLException {
		for (LocalDateTime extreme : new LocalDateTime[] { LocalDateTime.MIN, LocalDateTime.MAX }) {
			assertThat(TemporalReader.getLocalDateTime(bound(extreme), 0)).isEqualTo(extreme);
			Instant moment = extreme.toInstant(ZoneOffset.UTC);
			assertThat(TemporalReader.getInstant(bound(moment), 0)).isEqualTo(moment);
		}
		for (Object tooFar : new Object[] { Instant.MIN, Instant.MAX, OffsetDateTime.MIN, OffsetDateTime.MAX }) {
			assertThatExceptionOfType(SQLDataException.class).as(tooFar::toString)
				.isThrownBy(() -> ParameterConverter.convert(tooFar))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("22008"));
		}
	}

}
