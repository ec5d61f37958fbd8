package io.github.dqlite4j.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.ValueType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values read as the Java type that the caller names.
 */
class ObjectReaderTests {

	private static DqliteResultSet results(RowBatch row) {
		return new DqliteResultSet(new FixedCursor(row), null);
	}

	private static <T> T read(Object value, Class<T> type) throws SQLException {
		return results(Rows.of(value)).getObject(1, type);
	}

	private static <T> T bound(Object value, Class<T> type) throws SQLException {
		return read(ParameterConverter.convert(value), type);
	}

	@Test
	void whatWasBoundIsReadAsItsType() throws SQLException {
		Random random = new Random(3);
		for (int i = 0; i < 2000; i++) {
			long number = random.nextLong();
			double real = random.nextGaussian() * 1e10;
			Instant instant = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
			LocalDateTime local = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
			UUID uuid = new UUID(random.nextLong(), random.nextLong());
			byte[] bytes = new byte[random.nextInt(50)];
			random.nextBytes(bytes);
			BigDecimal decimal = new BigDecimal(new BigInteger(100, random), random.nextInt(30));
			assertThat(bound(number, Long.class)).isEqualTo(number);
			assertThat(bound((int) number, Integer.class)).isEqualTo((int) number);
			assertThat(bound((short) number, Short.class)).isEqualTo((short) number);
			assertThat(bound((byte) number, Byte.class)).isEqualTo((byte) number);
			assertThat(bound(real, Double.class)).isEqualTo(real);
			assertThat(bound((float) real, Float.class)).isEqualTo((float) real);
			assertThat(bound(number > 0, Boolean.class)).isEqualTo(number > 0);
			assertThat(bound(BigInteger.valueOf(number), BigInteger.class)).isEqualTo(BigInteger.valueOf(number));
			assertThat(bound(decimal, BigDecimal.class)).isEqualTo(decimal);
			assertThat(bound(uuid, UUID.class)).isEqualTo(uuid);
			assertThat(bound(bytes, byte[].class)).isEqualTo(bytes);
			assertThat(bound(instant, Instant.class)).isEqualTo(instant);
			assertThat(bound(local, LocalDateTime.class)).isEqualTo(local);
			assertThat(bound(local.toLocalDate(), LocalDate.class)).isEqualTo(local.toLocalDate());
			assertThat(bound(local.toLocalTime(), LocalTime.class)).isEqualTo(local.toLocalTime());
			assertThat(bound(instant.atOffset(ZoneOffset.UTC), OffsetDateTime.class).toInstant()).isEqualTo(instant);
			assertThat(bound(instant.atZone(ZoneOffset.UTC), ZonedDateTime.class).toInstant()).isEqualTo(instant);
			OffsetTime time = local.toLocalTime().atOffset(ZoneOffset.ofHours(i % 18));
			assertThat(bound(time, OffsetTime.class)).isEqualTo(time);
		}
	}

	@Test
	void others() throws SQLException {
		assertThat(bound(Year.of(2026), Year.class)).isEqualTo(Year.of(2026));
		assertThat(bound("x", String.class)).isEqualTo("x");
		assertThat(bound(5, String.class)).isEqualTo("5");
		Blob blob = bound(new byte[] { 1, 2 }, Blob.class);
		assertThat(blob.getBytes(1, 2)).containsExactly(1, 2);
		Clob clob = bound("abc", Clob.class);
		assertThat(clob.getSubString(1, 3)).isEqualTo("abc");
		assertThat(bound("2026-11-21", java.sql.Date.class)).isEqualTo(java.sql.Date.valueOf("2026-11-21"));
		assertThat(bound("10:00:00", java.sql.Time.class)).isEqualTo(java.sql.Time.valueOf("10:00:00"));
		assertThat(bound("2026-11-21 10:00", java.sql.Timestamp.class))
			.isEqualTo(java.sql.Timestamp.valueOf("2026-11-21 10:00:00"));
		assertThat(bound("2026-11-21 10:00", java.util.Date.class))
			.isEqualTo(java.sql.Timestamp.valueOf("2026-11-21 10:00:00"));
		assertThat(bound(YearMonth.of(2026, 11), YearMonth.class)).isEqualTo(YearMonth.of(2026, 11));
		assertThat(bound(MonthDay.of(2, 29), MonthDay.class)).isEqualTo(MonthDay.of(2, 29));
		assertThat(bound('x', Character.class)).isEqualTo('x');
		assertThat(bound(RoundingMode.UP, RoundingMode.class)).isEqualTo(RoundingMode.UP);
		assertThat(bound("2026-11-21 10:00", Calendar.class).getTime())
			.isEqualTo(java.sql.Timestamp.valueOf("2026-11-21 10:00:00"));
		assertThat(bound(new byte[] { 7 }, InputStream.class)).hasBinaryContent(new byte[] { 7 });
		assertThat(bound(5, int.class)).isEqualTo(5);
		assertThat(bound(true, boolean.class)).isTrue();
		assertThat(bound(0.5, Number.class)).isEqualTo(0.5);
		assertThat(bound("1.50", Number.class)).isEqualTo(new BigDecimal("1.50"));
		assertThat(bound("1.50", CharSequence.class)).isEqualTo("1.50");
	}

	@Test
	void textsThatDoNotFitAreRefused() {
		assertRefused("LEFT", RoundingMode.class, "is no constant of java.math.RoundingMode");
		assertRefused("ab", Character.class, "is not one character");
		assertRefused("2026-13", YearMonth.class, "is not a month");
	}

	private static void assertRefused(String text, Class<?> type, String message) {
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> read(text, type))
			.withMessageContaining(message);
	}

	@Test
	void anyObjectIsWhatTheEngineKeeps() throws SQLException {
		assertThat(read(5L, Object.class)).isEqualTo(5L);
		assertThat(read(0.5, Object.class)).isEqualTo(0.5);
		assertThat(read("x", Object.class)).isEqualTo("x");
		assertThat((byte[]) read(new byte[] { 1 }, Object.class)).containsExactly(1);
		assertThat(results(Rows.declared(ValueType.BOOLEAN, 1L)).getObject(1, Object.class)).isEqualTo(true);
		assertThat(results(Rows.declared(ValueType.ISO8601, "2026-11-21")).getObject(1, Object.class))
			.isEqualTo(java.sql.Date.valueOf("2026-11-21"));
	}

	@ParameterizedTest
	@ValueSource(classes = { Object.class, String.class, Boolean.class, Byte.class, Short.class, Integer.class,
			Long.class, Float.class, Double.class, BigDecimal.class, BigInteger.class, byte[].class, Blob.class,
			Clob.class, java.sql.Date.class, java.sql.Time.class, java.sql.Timestamp.class, java.util.Date.class,
			LocalDate.class, LocalTime.class, LocalDateTime.class, OffsetDateTime.class, OffsetTime.class,
			Instant.class, ZonedDateTime.class, Year.class, UUID.class, int.class, Character.class, Number.class,
			CharSequence.class, YearMonth.class, MonthDay.class, Calendar.class, InputStream.class, Reader.class,
			RoundingMode.class })
	void nullIsNullWhateverTheType(Class<?> type) throws SQLException {
		DqliteResultSet results = results(Rows.of((Object) null));
		assertThat((Object) results.getObject(1, type)).isNull();
		assertThat(results.wasNull()).isTrue();
	}

	@Test
	void uuidOfSixteenBytes() throws SQLException {
		UUID uuid = UUID.randomUUID();
		byte[] bytes = ByteBuffer.allocate(16)
			.putLong(uuid.getMostSignificantBits())
			.putLong(uuid.getLeastSignificantBits())
			.array();
		assertThat(read(bytes, UUID.class)).isEqualTo(uuid);
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> read("x", UUID.class))
			.withMessage("The text 'x' is no UUID");
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> read(new byte[15], UUID.class));
	}

	@Test
	void unknownTypesAreNotSupported() {
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(() -> read("x", Thread.class))
			.withMessage("Reading a value as java.lang.Thread is not supported by the dqlite driver");
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
			.isThrownBy(() -> read((Object) null, Thread.class));
	}

	@Test
	void numberThatDoesNotFitAFloatIsRefused() throws SQLException {
		assertThat(results(Rows.of(Double.POSITIVE_INFINITY)).getFloat(1)).isEqualTo(Float.POSITIVE_INFINITY);
		assertThat(results(Rows.of(0.1)).getFloat(1)).isEqualTo(0.1f);
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> results(Rows.of(1e300)).getFloat(1))
			.withMessage("The number 1.0E300 does not fit a float");
	}

}
