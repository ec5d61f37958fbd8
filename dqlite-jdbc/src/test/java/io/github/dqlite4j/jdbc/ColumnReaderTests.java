package io.github.dqlite4j.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.ValueType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values of rows as Java types: kept or refused, never cut off.
 */
class ColumnReaderTests {

	private static final RowBatch NULL = Rows.of((Object) null);

	private static void assertOutOfRange(Object value, String message) {
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> ColumnReader.getLong(Rows.of(value), 0))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("22003"));
	}

	@Test
	void nullOfAllTypes() throws SQLException {
		for (RowBatch row : new RowBatch[] { NULL, Rows.declared(ValueType.ISO8601, "") }) {
			assertThat(ColumnReader.isNull(row, 0)).isTrue();
			assertThat(ColumnReader.getString(row, 0)).isNull();
			assertThat(ColumnReader.getBytes(row, 0)).isNull();
			assertThat(ColumnReader.getBoolean(row, 0)).isFalse();
			assertThat(ColumnReader.getLong(row, 0)).isZero();
			assertThat(ColumnReader.getDouble(row, 0)).isZero();
			assertThat(ColumnReader.getBigDecimal(row, 0)).isNull();
			assertThat(ColumnReader.getBigInteger(row, 0)).isNull();
		}
	}

	@Test
	void emptyIsNotNull() throws SQLException {
		assertThat(ColumnReader.isNull(Rows.of(""), 0)).isFalse();
		assertThat(ColumnReader.getString(Rows.of(""), 0)).isEmpty();
		assertThat(ColumnReader.isNull(Rows.of(new byte[0]), 0)).isFalse();
		assertThat(ColumnReader.getBytes(Rows.of(new byte[0]), 0)).isEmpty();
	}

	@Test
	void valuesAsText() {
		assertThat(ColumnReader.getString(Rows.of("x"), 0)).isEqualTo("x");
		assertThat(ColumnReader.getString(Rows.of(Long.MIN_VALUE), 0)).isEqualTo("-9223372036854775808");
		assertThat(ColumnReader.getString(Rows.of(0.1), 0)).isEqualTo("0.1");
		assertThat(ColumnReader.getString(Rows.of("ä".getBytes(StandardCharsets.UTF_8)), 0)).isEqualTo("ä");
		assertThat(ColumnReader.getString(Rows.declared(ValueType.BOOLEAN, 1L), 0)).isEqualTo("1");
		assertThat(ColumnReader.getString(Rows.declared(ValueType.UNIXTIME, 60L), 0)).isEqualTo("60");
		assertThat(ColumnReader.getString(Rows.declared(ValueType.ISO8601, "x"), 0)).isEqualTo("x");
	}

	@Test
	void textThatIsNoUtf8IsReadWithReplacementsAndKeptAsBytes() throws SQLException {
		RowBatch row = Rows.declared(ValueType.TEXT, new byte[] { 'a', (byte) 0xff, 'b' });
		assertThat(ColumnReader.getString(row, 0)).isEqualTo("a\ufffdb");
		assertThat(ColumnReader.getBytes(row, 0)).containsExactly('a', 0xff, 'b');
	}

	@Test
	void valuesAsBytes() {
		assertThat(ColumnReader.getBytes(Rows.of(new byte[] { 1, 2 }), 0)).containsExactly(1, 2);
		assertThat(ColumnReader.getBytes(Rows.of("ä"), 0)).containsExactly(0xc3, 0xa4);
		assertThat(ColumnReader.getBytes(Rows.of(12L), 0)).containsExactly('1', '2');
	}

	@ParameterizedTest
	@CsvSource({ "true,true", "TRUE,true", "1,true", "t,true", "y,true", "yes,true", "on,true", "' on ',true",
			"false,false", "0,false", "f,false", "n,false", "no,false", "off,false", "'',false" })
	void textsAsBoolean(String text, boolean expected) throws SQLException {
		assertThat(ColumnReader.getBoolean(Rows.of(text), 0)).isEqualTo(expected);
	}

	@Test
	void numbersAsBoolean() throws SQLException {
		assertThat(ColumnReader.getBoolean(Rows.of(2L), 0)).isTrue();
		assertThat(ColumnReader.getBoolean(Rows.of(0L), 0)).isFalse();
		assertThat(ColumnReader.getBoolean(Rows.of(0.5), 0)).isTrue();
		assertThat(ColumnReader.getBoolean(Rows.of(-0.0), 0)).isFalse();
		assertThat(ColumnReader.getBoolean(Rows.declared(ValueType.BOOLEAN, 1L), 0)).isTrue();
	}

	@Test
	void othersAreNoBoolean() {
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> ColumnReader.getBoolean(Rows.of("x".repeat(500)), 0))
			.withMessage("The text '" + "x".repeat(100) + "…' is no boolean");
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> ColumnReader.getBoolean(Rows.of(new byte[1]), 0))
			.withMessage("The column c1 holds a value of the type BLOB, which can't be read as a boolean");
	}

	@ParameterizedTest
	@CsvSource({ "12,12", "' -12 ',-12", "+7,7", "1.9,1", "-1.9,-1", "1e3,1000",
			"9223372036854775807.9,9223372036854775807", "-9223372036854775808,-9223372036854775808",
			"0.00000000000000000000001,0" })
	void textsAsLong(String text, long expected) throws SQLException {
		assertThat(ColumnReader.getLong(Rows.of(text), 0)).isEqualTo(expected);
		assertThat(ColumnReader.getLong(Rows.declared(ValueType.ISO8601, text), 0)).isEqualTo(expected);
	}

	@Test
	void numbersAsLong() throws SQLException {
		assertThat(ColumnReader.getLong(Rows.of(Long.MIN_VALUE), 0)).isEqualTo(Long.MIN_VALUE);
		assertThat(ColumnReader.getLong(Rows.of(-2.9), 0)).isEqualTo(-2);
		assertThat(ColumnReader.getLong(Rows.of(9.2e18), 0)).isEqualTo(9_200_000_000_000_000_000L);
		assertOutOfRange(9.3e18, "The number 9.3E+18 does not fit a long");
		assertOutOfRange(Double.NEGATIVE_INFINITY, "The number -Infinity does not fit a decimal");
		assertOutOfRange("9223372036854775808", "The number 9223372036854775808 does not fit a long");
		assertOutOfRange("-9223372036854775809", "The number -9223372036854775809 does not fit a long");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1E+999999999", "-1E+2147483647", "1E+100000000" })
	@Timeout(20)
	void immenseExponentIsRefusedWithoutWritingTheNumberOut(String text) {
		assertOutOfRange(text, "The number " + text + " does not fit a long");
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> ColumnReader.getBigInteger(Rows.of(text), 0))
			.withMessage("The number " + text + " does not fit a whole number of at most 100000 digits");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1E-999999999", "-9E-2147483647", "0E-999999999", "0E+999999999" })
	@Timeout(20)
	void immenseNegativeExponentIsNothing(String text) throws SQLException {
		assertThat(ColumnReader.getLong(Rows.of(text), 0)).isZero();
		assertThat(ColumnReader.getBigInteger(Rows.of(text), 0)).isZero();
		assertThat(ColumnReader.getDouble(Rows.of(text), 0)).isZero();
	}

	@Test
	void smallerIntegersHaveTheirRange() throws SQLException {
		assertThat(ColumnReader.getInteger(Rows.of(127L), 0, Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte")).isEqualTo(127);
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> ColumnReader.getInteger(Rows.of(128L), 0, Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte"))
			.withMessage("The number 128 does not fit a byte");
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> ColumnReader.getInteger(Rows.of("-129"), 0, Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte"));
	}

	@Test
	void doublesAreKept() throws SQLException {
		Random random = new Random(5);
		for (int i = 0; i < 10_000; i++) {
			double value = Double.longBitsToDouble(random.nextLong());
			if (!Double.isNaN(value)) {
				assertThat(ColumnReader.getDouble(Rows.of(value), 0)).isEqualTo(value);
				assertThat(ColumnReader.getDouble(Rows.of(Double.toString(value)), 0)).isEqualTo(value);
			}
		}
		assertThat(ColumnReader.getDouble(Rows.of(Double.POSITIVE_INFINITY), 0)).isEqualTo(Double.POSITIVE_INFINITY);
		assertThat(ColumnReader.getDouble(Rows.of(5L), 0)).isEqualTo(5.0);
	}

	@Test
	void decimalsAreKept() throws SQLException {
		Random random = new Random(6);
		for (int i = 0; i < 10_000; i++) {
			BigDecimal value = new BigDecimal(new BigInteger(random.nextInt(300), random), random.nextInt(60) - 20);
			Object bound = ParameterConverter.convert(value);
			assertThat(ColumnReader.getBigDecimal(Rows.of(bound), 0)).isEqualByComparingTo(value);
		}
		assertThat(ColumnReader.getBigDecimal(Rows.of(0.1), 0)).isEqualTo(new BigDecimal("0.1"));
		assertThat(ColumnReader.getBigDecimal(Rows.of(Long.MAX_VALUE), 0))
			.isEqualTo(BigDecimal.valueOf(Long.MAX_VALUE));
	}

	@Test
	void wholeNumbersOfAnyLengthAreKept() throws SQLException {
		BigInteger large = BigInteger.TEN.pow(500).negate();
		assertThat(ColumnReader.getBigInteger(Rows.of(large.toString()), 0)).isEqualTo(large);
		assertThat(ColumnReader.getBigInteger(Rows.of("12.9"), 0)).isEqualTo(BigInteger.valueOf(12));
	}

	@Test
	void othersAreNoNumbers() {
		for (Object value : new Object[] { "x", "1_000", "0x10", "", "1,5", "Infinity", "NaN" }) {
			assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> ColumnReader.getLong(Rows.of(value), 0))
				.withMessage("The text '" + value + "' is no number")
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("22018"));
			assertThatExceptionOfType(SQLDataException.class)
				.isThrownBy(() -> ColumnReader.getBigDecimal(Rows.of(value), 0));
			assertThatExceptionOfType(SQLDataException.class)
				.isThrownBy(() -> ColumnReader.getDouble(Rows.of(value), 0));
		}
		assertThatExceptionOfType(SQLDataException.class)
			.isThrownBy(() -> ColumnReader.getLong(Rows.of(new byte[] { '1' }), 0))
			.withMessage("The column c1 holds a value of the type BLOB, which can't be read as a number");
	}

}
