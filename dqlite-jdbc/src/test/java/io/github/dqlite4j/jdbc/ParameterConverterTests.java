package io.github.dqlite4j.jdbc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.Year;
import java.time.YearMonth;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What callers bind becomes one of the few types that the engine keeps, or is refused.
 */
class ParameterConverterTests {

	private static void assertRefused(Object value, int type, String message, String state) {
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> ParameterConverter.convert(value, type))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo(state));
	}

	@Test
	void valuesByTheirOwnType() throws SQLException {
		UUID uuid = UUID.randomUUID();
		byte[] bytes = { 1 };
		assertThat(ParameterConverter.convert(null)).isNull();
		assertThat(ParameterConverter.convert("x")).isEqualTo("x");
		assertThat(ParameterConverter.convert(bytes)).isEqualTo(bytes);
		assertThat(ParameterConverter.convert(5L)).isEqualTo(5L);
		assertThat(ParameterConverter.convert(5)).isEqualTo(5L);
		assertThat(ParameterConverter.convert((short) 5)).isEqualTo(5L);
		assertThat(ParameterConverter.convert((byte) -5)).isEqualTo(-5L);
		assertThat(ParameterConverter.convert(new AtomicInteger(5))).isEqualTo(5L);
		assertThat(ParameterConverter.convert(new AtomicLong(5))).isEqualTo(5L);
		assertThat(ParameterConverter.convert(0.1)).isEqualTo(0.1);
		assertThat(ParameterConverter.convert(0.5f)).isEqualTo(0.5);
		assertThat(ParameterConverter.convert(true)).isEqualTo(1L);
		assertThat(ParameterConverter.convert(false)).isEqualTo(0L);
		assertThat(ParameterConverter.convert('c')).isEqualTo("c");
		assertThat(ParameterConverter.convert(uuid)).isEqualTo(uuid.toString());
		assertThat(ParameterConverter.convert(Year.of(2026))).isEqualTo("2026");
		assertThat(ParameterConverter.convert(YearMonth.of(2026, 11))).isEqualTo("2026-11");
		assertThat(ParameterConverter.convert(MonthDay.of(11, 21))).isEqualTo("--11-21");
	}

	@Test
	void numbersThatTheEngineWouldChangeAreTextOrRefused() throws SQLException {
		BigInteger max = BigInteger.valueOf(Long.MAX_VALUE);
		assertThat(ParameterConverter.convert(max)).isEqualTo(Long.MAX_VALUE);
		assertThat(ParameterConverter.convert(max.negate().subtract(BigInteger.ONE))).isEqualTo(Long.MIN_VALUE);
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> ParameterConverter.convert(max.add(BigInteger.ONE)))
			.withMessage("The number 9223372036854775808 has more than 64 bits: bind it as a string");
		assertThat(ParameterConverter.convert(new BigDecimal("0.10"))).isEqualTo("0.10");
		assertThat(ParameterConverter.convert(new BigDecimal("1E+3"))).isEqualTo("1000");
		assertThat(ParameterConverter.convert(new BigDecimal("-12345678901234567890.123456789")))
			.isEqualTo("-12345678901234567890.123456789");
		assertThat(ParameterConverter.convert(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> ParameterConverter.convert(Double.NaN))
			.withMessage("NaN can't be kept: the engine would store NULL");
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> ParameterConverter.convert(Float.NaN));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1E+999999999", "1E-999999999", "-123E+2147483000", "1E+100000" })
	@Timeout(20)
	void decimalWithAnImmenseExponentIsNotWrittenOut(String text) throws SQLException {
		BigDecimal decimal = new BigDecimal(text);
		for (Object converted : List.of(ParameterConverter.convert(decimal),
				ParameterConverter.convert(decimal, Types.DECIMAL), ParameterConverter.convert(text, Types.NUMERIC))) {
			assertThat((String) converted).hasSizeLessThan(2000);
			assertThat(new BigDecimal((String) converted)).isEqualByComparingTo(decimal);
		}
		assertThat(ParameterConverter.convert(text, Types.DOUBLE)).isEqualTo(decimal.doubleValue());
		if (decimal.scale() > 0) {
			assertThat(ParameterConverter.convert(text, Types.BIGINT)).isEqualTo(0L);
		}
		else {
			assertRefused(text, Types.BIGINT, "The number " + text + " does not fit 64 bits", "22003");
		}
	}

	@Test
	void otherTypesAreNotSupported() {
		for (Object value : new Object[] { new Object(), Duration.ZERO, Thread.currentThread(), new int[1] }) {
			assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
				.isThrownBy(() -> ParameterConverter.convert(value))
				.withMessage("Binding a " + value.getClass().getName() + " (convert it to a string, number, byte array "
						+ "or a date and time of java.time) is not supported by the dqlite driver")
				.satisfies((ex) -> assertThat(ex.getSQLState()).isNull());
		}
	}

	@ParameterizedTest
	@CsvSource({ "true,1", "TRUE,1", "1,1", "t,1", "yes,1", "on,1", "false,0", "0,0", "F,0", "no,0", "off,0" })
	void booleans(String text, long expected) throws SQLException {
		assertThat(ParameterConverter.convert(text, Types.BOOLEAN)).isEqualTo(expected);
		assertThat(ParameterConverter.convert(text, Types.BIT)).isEqualTo(expected);
	}

	@Test
	void targetTypes() throws SQLException {
		assertThat(ParameterConverter.convert(2.5, Types.BOOLEAN)).isEqualTo(1L);
		assertThat(ParameterConverter.convert(0, Types.BIT)).isEqualTo(0L);
		assertThat(ParameterConverter.convert(true, Types.INTEGER)).isEqualTo(1L);
		assertThat(ParameterConverter.convert(" 12 ", Types.BIGINT)).isEqualTo(12L);
		assertThat(ParameterConverter.convert(1.9, Types.INTEGER)).isEqualTo(1L);
		assertThat(ParameterConverter.convert("1.5", Types.DOUBLE)).isEqualTo(1.5);
		assertThat(ParameterConverter.convert(3, Types.REAL)).isEqualTo(3.0);
		assertThat(ParameterConverter.convert(1.10, Types.DECIMAL)).isEqualTo("1.1");
		assertThat(ParameterConverter.convert(5, Types.VARCHAR)).isEqualTo("5");
		assertThat(ParameterConverter.convert(new byte[] { 1 }, Types.VARCHAR)).isEqualTo(new byte[] { 1 });
		assertThat(ParameterConverter.convert("x", Types.OTHER)).isEqualTo("x");
		assertThat(ParameterConverter.convert(null, Types.INTEGER)).isNull();
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE,
			-0.0, 0.1 })
	void doublesOfATargetTypeAreKept(double value) throws SQLException {
		assertThat(ParameterConverter.convert(value, Types.DOUBLE)).isEqualTo(value);
		assertThat(ParameterConverter.convert((float) value, Types.REAL)).isEqualTo((double) (float) value);
	}

	@Test
	void enumsAreTheirNames() throws SQLException {
		assertThat(ParameterConverter.convert(RoundingMode.HALF_UP)).isEqualTo("HALF_UP");
		assertThat(ParameterConverter.convert(Month.MAY, Types.VARCHAR)).isEqualTo("MAY");
		assertThat(ParameterConverter.convert(new StringBuilder("x"))).isEqualTo("x");
	}

	@Test
	void partOfADateAndTimeThatTheTargetTypeAsksFor() throws SQLException {
		LocalDateTime dateTime = LocalDateTime.parse("2026-11-21T10:20:30.5");
		for (Object value : new Object[] { dateTime, Timestamp.valueOf(dateTime) }) {
			assertThat(ParameterConverter.convert(value, Types.DATE)).isEqualTo("2026-11-21");
			assertThat(ParameterConverter.convert(value, Types.TIME)).isEqualTo("10:20:30.500000000");
			assertThat(ParameterConverter.convert(value, Types.TIMESTAMP)).isEqualTo("2026-11-21 10:20:30.500000000");
		}
		for (Object value : new Object[] { dateTime.toLocalDate(), java.sql.Date.valueOf("2026-11-21") }) {
			assertThat(ParameterConverter.convert(value, Types.DATE)).isEqualTo("2026-11-21");
			assertThat(ParameterConverter.convert(value, Types.TIMESTAMP)).isEqualTo("2026-11-21 00:00:00.000000000");
		}
		assertThat(ParameterConverter.convert(Time.valueOf("10:20:30"), Types.TIME)).isEqualTo("10:20:30.000000000");
		assertThat(ParameterConverter.convert("soon", Types.DATE)).isEqualTo("soon");
	}

	@Test
	void digitsAndLengthsOfTheTargetType() throws SQLException {
		assertThat(ParameterConverter.convert(new BigDecimal("1.235"), Types.DECIMAL, 2)).isEqualTo("1.24");
		assertThat(ParameterConverter.convert(7, Types.NUMERIC, 2)).isEqualTo("7.00");
		assertThat(ParameterConverter.convert(1.235, Types.DOUBLE, 2)).isEqualTo(1.235);
		assertThat(ParameterConverter.convert(new StringReader("abc"), Types.CLOB, 2)).isEqualTo("ab");
		assertThat(ParameterConverter.convert(null, Types.DECIMAL, 2)).isNull();
	}

	@Test
	void valuesThatDoNotFitTheTargetTypeAreRefused() {
		assertRefused("x", Types.INTEGER, "The value 'x' is no number", "22018");
		assertRefused("maybe", Types.BOOLEAN, "The value 'maybe' is no boolean", "22018");
		assertRefused("9223372036854775808", Types.BIGINT, "The number 9223372036854775808 does not fit 64 bits",
				"22003");
		assertRefused(Double.NaN, Types.DOUBLE, "NaN can't be kept: the engine would store NULL", "22003");
		assertRefused(Double.POSITIVE_INFINITY, Types.DECIMAL, "The value 'Infinity' is no number", "22018");
	}

	@Test
	void largeObjects() throws SQLException {
		assertThat(ParameterConverter.convert(new DqliteBlob(new byte[] { 1, 2 }))).isEqualTo(new byte[] { 1, 2 });
		assertThat(ParameterConverter.convert(new DqliteBlob(new byte[0]))).isEqualTo(new byte[0]);
		assertThat(ParameterConverter.convert(new DqliteClob("ä"))).isEqualTo("ä");
		assertThat(ParameterConverter.convert(new DqliteClob(""))).isEqualTo("");
		assertThat(ParameterConverter.convert(new ByteArrayInputStream(new byte[] { 3 }))).isEqualTo(new byte[] { 3 });
		assertThat(ParameterConverter.convert(new StringReader("text"))).isEqualTo("text");
	}

	@Test
	void emptyLargeObjectsOfThePlatformAreEmpty() throws SQLException {
		assertThat(ParameterConverter.convert(new javax.sql.rowset.serial.SerialBlob(new byte[0])))
			.isEqualTo(new byte[0]);
		assertThat(ParameterConverter.convert(new javax.sql.rowset.serial.SerialClob(new char[0]))).isEqualTo("");
	}

	@Test
	void streamsAreReadToTheirLength() throws SQLException {
		assertThat(ParameterConverter.readBytes(new ByteArrayInputStream(new byte[5]), 3)).hasSize(3);
		assertThat(ParameterConverter.readBytes(new ByteArrayInputStream(new byte[5]), -1)).hasSize(5);
		assertThat(ParameterConverter.readText(new StringReader("abcde"), 3)).isEqualTo("abc");
		assertThat(ParameterConverter.readText(new StringReader("abcde"), -1)).isEqualTo("abcde");
	}

	@Test
	void streamsThatAreTooShortOrBrokenAreRefused() {
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> ParameterConverter.readBytes(new ByteArrayInputStream(new byte[2]), 3))
			.withMessage("The stream ended after 2 of 3");
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> ParameterConverter.readText(new StringReader("ab"), 3))
			.withMessage("The stream ended after 2 of 3");
		InputStream broken = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("disk gone");
			}

		};
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> ParameterConverter.readBytes(broken, -1))
			.withMessage("The stream could not be read: disk gone")
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void dateOfTheOldKindIsText() throws SQLException {
		assertThat((String) ParameterConverter.convert(new Date(0))).hasSize(29);
	}

}
