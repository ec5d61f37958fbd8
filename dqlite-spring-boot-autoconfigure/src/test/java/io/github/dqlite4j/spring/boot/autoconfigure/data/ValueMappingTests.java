package io.github.dqlite4j.spring.boot.autoconfigure.data;

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
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the properties of Spring Data JDBC, in a time zone that is not UTC.
 */
@DataJdbcSlice
class ValueMappingTests {

	private static final LocalDate DAY = LocalDate.parse("2026-03-29");

	/**
	 * In the zone of this test there is no such time on that day.
	 */
	private static final LocalDateTime SKIPPED = LocalDateTime.parse("2026-03-29T02:30:00.123456789");

	private static final Instant MOMENT = Instant.parse("2026-11-21T14:30:00.123456789Z");

	private static final UUID ID = UUID.fromString("0190a5b4-1c2d-7e3f-8a4b-5c6d7e8f9a0b");

	private static final BigDecimal EXACT = new BigDecimal("12345678901234567890.123456789012345678900");

	private final TimeZone zone = TimeZone.getDefault();

	@Autowired
	MeasurementRepository measurements;

	@Autowired
	JdbcClient jdbc;

	@BeforeEach
	void setZone() {
		TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
	}

	@AfterEach
	void resetZone() {
		TimeZone.setDefault(this.zone);
	}

	@Test
	void valuesAreReadAsTheyWereWritten() {
		Measurement saved = this.measurements.save(measurement());
		Measurement read = this.measurements.findAll().get(0);
		assertThat(read).usingRecursiveComparison().isEqualTo(saved);
		assertThat(read.exact()).isEqualTo(EXACT);
	}

	@Test
	void columnsHoldWhatJpaWouldWrite() {
		this.measurements.save(measurement());
		assertThat(this.jdbc
			.sql("SELECT day, clock, opening, local, moment, shifted, zoned, valid, exact, uuid, weekday, since "
					+ "FROM measurement")
			.query()
			.singleRow()
			.values()).containsExactly("2026-03-29", "23:59:59.999999999", "09:30:00.000000000+05:30",
					"2026-03-29 02:30:00.123456789", "2026-11-21 14:30:00.123456789Z", "2026-11-21 13:30:00.000000000Z",
					"2026-11-21 13:30:00.000000000Z", 1L, EXACT.toPlainString(), ID.toString(), "SATURDAY", 2026L);
	}

	@Test
	void valuesAreParameters() {
		Measurement saved = this.measurements.save(measurement());
		assertThat(this.measurements.findByDay(DAY)).hasSize(1);
		assertThat(this.measurements.findByMomentAfterOrderByMoment(MOMENT.minusNanos(1))).hasSize(1);
		assertThat(this.measurements.findByMomentAfterOrderByMoment(MOMENT)).isEmpty();
		assertThat(this.measurements.findByMomentIn(List.of(MOMENT, MOMENT.plusSeconds(1)))).hasSize(1);
		assertThat(this.measurements.findByValidTrueAndWeekday(DayOfWeek.SATURDAY)).hasSize(1);
		assertThat(this.measurements.findByCheckedIsNull()).hasSize(1);
		assertThat(this.measurements.findByUuid(ID)).hasSize(1);
		assertThat(this.measurements.findByExact(EXACT)).hasSize(1);
		assertThat(this.measurements.declared(MOMENT.plusNanos(1), DAY, ID, true)).extracting(Measurement::id)
			.containsExactly(saved.id());
	}

	@Test
	void readsWhatOthersWrote() {
		this.jdbc
			.sql("INSERT INTO measurement (day, local, moment, shifted, zoned, valid, exact) "
					+ "VALUES ('2026-11-21', '2026-11-21', '2026-11-21T15:30+01:00', '2026-11-21 14:30', "
					+ "current_timestamp, true, 0.5)")
			.update();
		PartOfMeasurement read = this.measurements.readPart();
		assertThat(read.local()).isEqualTo(LocalDateTime.parse("2026-11-21T00:00"));
		assertThat(read.moment()).isEqualTo(Instant.parse("2026-11-21T14:30:00Z"));
		assertThat(read.shifted()).isEqualTo(OffsetDateTime.parse("2026-11-21T14:30Z"));
		assertThat(read.zoned().getOffset()).isEqualTo(ZoneOffset.UTC);
		assertThat(read.valid()).isTrue();
		assertThat(read.exact()).isEqualByComparingTo("0.5");
	}

	/**
	 * Columns of another client, which the driver has not renamed: it returns timestamps
	 * from them.
	 */
	@Test
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	void declaredTypesOfTheEngineAreReadAsWell(@Autowired JdbcConnectionDetails details) {
		JdbcClient other = JdbcClient
			.create(new DriverManagerDataSource(details.getJdbcUrl() + "?declaredTypeGuard=false"));
		other
			.sql("CREATE TABLE declared (day DATE, local TIMESTAMP, moment DATETIME, shifted TIMESTAMP, "
					+ "zoned TIMESTAMP, valid BOOLEAN, exact DECIMAL(10, 2))")
			.update();
		try {
			OffsetDateTime shifted = OffsetDateTime.parse("2026-11-21T14:30+01:00");
			this.jdbc.sql("INSERT INTO declared VALUES (?, ?, ?, ?, ?, ?, ?)")
				.params(DAY, SKIPPED.plusHours(2), MOMENT, shifted, shifted.toZonedDateTime().plusDays(1), true,
						new BigDecimal("12.25"))
				.update();
			assertThat(this.jdbc.sql("SELECT shifted FROM declared").query().singleValue())
				.isInstanceOf(Timestamp.class);
			assertThat(this.measurements.readDeclared()).isEqualTo(
					new PartOfMeasurement(DAY, SKIPPED.plusHours(2), MOMENT, OffsetDateTime.parse("2026-11-21T13:30Z"),
							ZonedDateTime.parse("2026-11-22T13:30Z"), true, new BigDecimal("12.25")));
		}
		finally {
			other.sql("DROP TABLE declared").update();
		}
	}

	static Measurement measurement() {
		return new Measurement(null, DAY, LocalTime.MAX, OffsetTime.parse("09:30+05:30"), SKIPPED, MOMENT,
				OffsetDateTime.parse("2026-11-21T13:30Z"), ZonedDateTime.parse("2026-11-21T13:30Z"), true, null, EXACT,
				BigInteger.TWO.pow(62), Byte.MIN_VALUE, Short.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, 1.5f,
				Double.MIN_VALUE, 'ß', "text", DayOfWeek.SATURDAY, new byte[] { 0, -1 }, ID, Duration.ofMinutes(90),
				Year.of(2026));
	}

	/**
	 * A projection.
	 */
	record PartOfMeasurement(LocalDate day, LocalDateTime local, Instant moment, OffsetDateTime shifted,
			ZonedDateTime zoned, boolean valid, BigDecimal exact) {

	}

}
