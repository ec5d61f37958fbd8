package io.github.dqlite4j.hibernate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DqliteExtension.class)
class BasicTypesTests {

	@Test
	void readsBackWhatWasWritten(TestDatabase database) {
		SessionFactory factory = database.create(Sample.class);
		Sample written = sample();
		factory.inTransaction((session) -> session.persist(written));
		factory.inSession((session) -> {
			Sample read = session.find(Sample.class, 1L);
			assertThat(read).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(written);
		});
	}

	@Test
	void keepsNulls(TestDatabase database) {
		SessionFactory factory = database.create(Sample.class);
		Sample written = new Sample();
		written.id = 1L;
		factory.inTransaction((session) -> session.persist(written));
		factory.inSession((session) -> {
			Sample read = session.find(Sample.class, 1L);
			assertThat(read).usingRecursiveComparison().isEqualTo(written);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "flag", "wrappedFlag", "letter", "small", "medium", "normal", "large", "approximate",
			"precise", "price", "amount", "huge", "text", "date", "time", "dateTime", "instant", "offsetDateTime",
			"zonedDateTime", "offsetTime", "timestamp", "legacyDate", "sqlDate", "sqlTime", "duration", "uuid", "day",
			"dayName", "year", "currency", "locale", "bytes" })
	void findsARowByValue(String attribute, TestDatabase database) throws NoSuchFieldException, IllegalAccessException {
		SessionFactory factory = database.create(Sample.class);
		Sample written = sample();
		factory.inTransaction((session) -> session.persist(written));
		Object value = Sample.class.getDeclaredField(attribute).get(written);
		assertThat(factory.<List<Long>>fromSession((session) -> session
			.createSelectionQuery("select s.id from sample s where s." + attribute + " = :value", Long.class)
			.setParameter("value", value)
			.list())).containsExactly(1L);
	}

	private static Sample sample() {
		Sample sample = new Sample();
		sample.id = 1L;
		sample.flag = true;
		sample.wrappedFlag = false;
		sample.letter = 'ß';
		sample.small = Byte.MIN_VALUE;
		sample.medium = Short.MAX_VALUE;
		sample.normal = Integer.MIN_VALUE;
		sample.large = Long.MAX_VALUE;
		sample.approximate = 0.1F;
		sample.precise = 1.0 / 3;
		sample.price = new BigDecimal("12.30");
		sample.amount = new BigDecimal("123456789012345678901234567890.12");
		sample.huge = new BigInteger("-98765432109876543210");
		sample.text = "naïve 'text' 🐧";
		sample.date = LocalDate.of(2026, 11, 20);
		sample.time = LocalTime.of(23, 59, 59, 999_999_999);
		sample.dateTime = LocalDateTime.of(2026, 3, 29, 2, 30, 0, 1);
		sample.instant = Instant.parse("2026-11-20T12:13:14.123456789Z");
		sample.offsetDateTime = OffsetDateTime.of(2026, 1, 1, 0, 30, 0, 0, ZoneOffset.UTC);
		sample.zonedDateTime = ZonedDateTime.of(2026, 7, 1, 12, 0, 0, 0, ZoneOffset.UTC);
		sample.offsetTime = OffsetTime.of(10, 0, 0, 500, ZoneOffset.UTC);
		sample.timestamp = Timestamp.valueOf("2026-11-20 10:11:12.123456789");
		sample.legacyDate = new Timestamp(1_700_000_000_123L);
		sample.sqlDate = java.sql.Date.valueOf("2026-02-28");
		sample.sqlTime = java.sql.Time.valueOf("10:11:12");
		sample.duration = Duration.ofDays(400).plusNanos(7);
		sample.uuid = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
		sample.day = DayOfWeek.FRIDAY;
		sample.dayName = DayOfWeek.SATURDAY;
		sample.year = Year.of(2026);
		sample.currency = Currency.getInstance("EUR");
		sample.locale = Locale.GERMANY;
		sample.bytes = new byte[] { 0, 1, -1, 0 };
		sample.blob = new byte[] { 1, 2, 3 };
		sample.clob = "x".repeat(100_000);
		sample.tags = List.of("a", "b\"c");
		return sample;
	}

	@Entity(name = "sample")
	static class Sample {

		@Id
		@Nullable Long id;

		boolean flag;

		@Nullable Boolean wrappedFlag;

		@Nullable Character letter;

		byte small;

		short medium;

		int normal;

		long large;

		float approximate;

		double precise;

		@Column(precision = 10, scale = 2)
		@Nullable BigDecimal price;

		@Nullable BigDecimal amount;

		@Nullable BigInteger huge;

		@Nullable String text;

		@Nullable LocalDate date;

		@Nullable LocalTime time;

		@Nullable LocalDateTime dateTime;

		@Nullable Instant instant;

		@Nullable OffsetDateTime offsetDateTime;

		@Nullable ZonedDateTime zonedDateTime;

		@Nullable OffsetTime offsetTime;

		@Nullable Timestamp timestamp;

		@Nullable Date legacyDate;

		java.sql.@Nullable Date sqlDate;

		java.sql.@Nullable Time sqlTime;

		@Nullable Duration duration;

		@Nullable UUID uuid;

		@Nullable DayOfWeek day;

		@Enumerated(EnumType.STRING)
		@Nullable DayOfWeek dayName;

		@Nullable Year year;

		@Nullable Currency currency;

		@Nullable Locale locale;

		byte @Nullable [] bytes;

		@Lob
		byte @Nullable [] blob;

		@Lob
		@Nullable String clob;

		@Nullable List<String> tags;

	}

}
