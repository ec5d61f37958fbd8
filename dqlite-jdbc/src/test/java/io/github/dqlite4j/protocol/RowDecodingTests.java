package io.github.dqlite4j.protocol;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows, from bytes written out by the description of the wire format.
 */
class RowDecodingTests {

	private static final String DONE = "ffffffffffffffff";

	private static final String MORE = "eeeeeeeeeeeeeeee";

	private static final String ONE_COLUMN = "0100000000000000 6100000000000000";

	private static WireBytes message(String hex) {
		WireBytes body = WireBytes.of(hex);
		return WireBytes.of("%02x000000 07 00 0000".formatted(body.toArray().length / 8) + body);
	}

	private static RowBatch rows(String hex) throws IOException {
		return message(hex).rows();
	}

	@Test
	void allTypes() throws IOException {
		RowBatch rows = rows("""
				0800000000000000     # eight columns
				6100000000000000 6200000000000000 6300000000000000 6400000000000000
				6500000000000000 6600000000000000 6700000000000000 6800000000000000
				21 43 95 ba 00000000 # INTEGER FLOAT TEXT BLOB NULL UNIXTIME ISO8601 BOOLEAN
				feffffffffffffff
				000000000000e0bf
				c3a9 000000000000
				0300000000000000 0708090000000000
				0000000000000000
				80ffffffffffffff
				323032362d31312d 3231000000000000
				0100000000000000
				""" + DONE);
		assertThat(rows.columnNames()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
		assertThat(rows.next()).isTrue();
		assertThat(rows.type(0)).isEqualTo(ValueType.INTEGER);
		assertThat(rows.getLong(0)).isEqualTo(-2);
		assertThat(rows.type(1)).isEqualTo(ValueType.FLOAT);
		assertThat(rows.getDouble(1)).isEqualTo(-0.5);
		assertThat(rows.type(2)).isEqualTo(ValueType.TEXT);
		assertThat(rows.getText(2)).isEqualTo("é");
		assertThat(rows.getLength(2)).isEqualTo(2);
		assertThat(rows.type(3)).isEqualTo(ValueType.BLOB);
		assertThat(rows.getBytes(3)).containsExactly(7, 8, 9);
		assertThat(rows.type(4)).isEqualTo(ValueType.NULL);
		assertThat(rows.type(5)).isEqualTo(ValueType.UNIXTIME);
		assertThat(rows.getLong(5)).isEqualTo(-128);
		assertThat(rows.type(6)).isEqualTo(ValueType.ISO8601);
		assertThat(rows.getText(6)).isEqualTo("2026-11-21");
		assertThat(rows.type(7)).isEqualTo(ValueType.BOOLEAN);
		assertThat(rows.getLong(7)).isEqualTo(1);
		assertThat(rows.next()).isFalse();
		assertThat(rows.isLast()).isTrue();
	}

	@Test
	void firstColumnIsTheLowNibble() throws IOException {
		RowBatch rows = rows("""
				0300000000000000 6100000000000000 6200000000000000 6300000000000000
				51 03 000000000000   # INTEGER, NULL, TEXT
				0700000000000000
				0000000000000000
				7800000000000000
				""" + DONE);
		assertThat(rows.next()).isTrue();
		assertThat(rows.type(0)).isEqualTo(ValueType.INTEGER);
		assertThat(rows.type(1)).isEqualTo(ValueType.NULL);
		assertThat(rows.type(2)).isEqualTo(ValueType.TEXT);
		assertThat(rows.getText(2)).isEqualTo("x");
	}

	@Test
	void typeMayChangeFromRowToRow() throws IOException {
		RowBatch rows = rows(ONE_COLUMN + """
				01 00000000000000 0500000000000000
				03 00000000000000 7800000000000000
				05 00000000000000 0000000000000000
				""" + DONE);
		assertThat(rows.next()).isTrue();
		assertThat(rows.getLong(0)).isEqualTo(5);
		assertThat(rows.next()).isTrue();
		assertThat(rows.getText(0)).isEqualTo("x");
		assertThat(rows.next()).isTrue();
		assertThat(rows.type(0)).isEqualTo(ValueType.NULL);
		assertThat(rows.next()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 15, 16, 17, 31, 32, 33 })
	void headerHasANibbleForEachColumnAndIsPadded(int columns) throws IOException {
		StringBuilder hex = new StringBuilder("%02x00000000000000".formatted(columns));
		hex.append("6300000000000000".repeat(columns));
		StringBuilder header = new StringBuilder("11".repeat(columns / 2)).append((columns % 2 != 0) ? "01" : "");
		hex.append(header).append("0".repeat((16 - header.length() % 16) % 16));
		for (int i = 0; i < columns; i++) {
			hex.append("%02x00000000000000".formatted(i));
		}
		RowBatch rows = rows(hex + DONE);
		assertThat(rows.next()).isTrue();
		for (int i = 0; i < columns; i++) {
			assertThat(rows.getLong(i)).isEqualTo(i);
		}
		assertThat(rows.next()).isFalse();
		assertThat(rows.isLast()).isTrue();
	}

	@Test
	void emptyBlobAndEmptyTextAreNotNull() throws IOException {
		RowBatch rows = rows("""
				0200000000000000 6100000000000000 6200000000000000
				34 00000000000000    # BLOB, TEXT
				0000000000000000
				0000000000000000
				""" + DONE);
		assertThat(rows.next()).isTrue();
		assertThat(rows.type(0)).isEqualTo(ValueType.BLOB);
		assertThat(rows.getBytes(0)).isEmpty();
		assertThat(rows.type(1)).isEqualTo(ValueType.TEXT);
		assertThat(rows.getText(1)).isEmpty();
	}

	@Test
	void paddingMayBeAnything() throws IOException {
		RowBatch rows = rows("""
				0200000000000000 6100000000000000 6200000000000000
				34 ffffffffffffff
				0100000000000000 09ffffffffffffff
				7800 ffffffffffff
				""" + DONE);
		assertThat(rows.next()).isTrue();
		assertThat(rows.getBytes(0)).containsExactly(9);
		assertThat(rows.getText(1)).isEqualTo("x");
		assertThat(rows.next()).isFalse();
	}

	@Test
	void textThatIsNoUtf8IsReadWithReplacementsAndKeptAsBytes() throws IOException {
		RowBatch rows = rows(ONE_COLUMN + "03 00000000000000 61fffe62 00000000" + DONE);
		assertThat(rows.next()).isTrue();
		assertThat(rows.getText(0)).isEqualTo("a\ufffd\ufffdb");
		assertThat(rows.getBytes(0)).containsExactly('a', 0xff, 0xfe, 'b');
	}

	@Test
	void extremeNumbersKeepTheirBits() throws IOException {
		RowBatch rows = rows("""
				0400000000000000 6100000000000000 6200000000000000 6300000000000000 6400000000000000
				11 22 000000000000
				0000000000000080 ffffffffffffff7f
				000000000000f07f 0100000000000000
				""" + DONE);
		assertThat(rows.next()).isTrue();
		assertThat(rows.getLong(0)).isEqualTo(Long.MIN_VALUE);
		assertThat(rows.getLong(1)).isEqualTo(Long.MAX_VALUE);
		assertThat(rows.getDouble(2)).isEqualTo(Double.POSITIVE_INFINITY);
		assertThat(rows.getDouble(3)).isEqualTo(Double.MIN_VALUE);
	}

	@Test
	void integerThatLooksLikeTheEndIsAValue() throws IOException {
		RowBatch rows = rows(ONE_COLUMN + "01 00000000000000" + DONE + "01 00000000000000" + MORE + DONE);
		assertThat(rows.next()).isTrue();
		assertThat(rows.getLong(0)).isEqualTo(-1);
		assertThat(rows.next()).isTrue();
		assertThat(rows.getLong(0)).isEqualTo(0xeeeeeeeeeeeeeeeeL);
		assertThat(rows.next()).isFalse();
		assertThat(rows.isLast()).isTrue();
	}

	@Test
	void resultWithoutColumns() throws IOException {
		RowBatch rows = rows("0000000000000000" + DONE);
		assertThat(rows.columnNames()).isEmpty();
		assertThat(rows.endsResult()).isTrue();
		assertThat(rows.next()).isFalse();
		assertThat(rows.isLast()).isTrue();
	}

	@Test
	void resultWithoutRows() throws IOException {
		RowBatch rows = rows(ONE_COLUMN + DONE);
		assertThat(rows.columnNames()).containsExactly("a");
		assertThat(rows.next()).isFalse();
		assertThat(rows.isLast()).isTrue();
	}

	@Test
	void namesMayRepeatAndBeEmpty() throws IOException {
		RowBatch rows = rows("0300000000000000 6100000000000000 6100000000000000 0000000000000000" + DONE);
		assertThat(rows.columnNames()).containsExactly("a", "a", "");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					no end                        | 01 00000000000000 0500000000000000    | a batch of rows has no end
					a row without its value       | 01 00000000000000                     | a batch of rows has no end
					the first byte of the end only | ff 00000000000000                    | a row has a value of the unknown type 15
					an unknown type               | 06 00000000000000 0500000000000000    | a row has a value of the unknown type 6
					type 0                        | 00 00000000000000 0500000000000000    | a row has a value of the unknown type 0
					a text without end            | 03 00000000000000 6161616161616161    | a text has no end
					a BLOB larger than the message | 04 00000000000000 0900000000000000 0000000000000000 | a BLOB of 9 bytes does not fit the message
					an immense BLOB               | 04 00000000000000 ffffffffffffffff    | a BLOB of 18446744073709551615 bytes does not fit the message
					bytes behind the end          | ffffffffffffffff 0000000000000000     | a batch of rows has bytes behind its end
					bytes behind the part         | 01 00000000000000 0000000000000000 eeeeeeeeeeeeeeee 00 00000000000000 | a batch of rows has bytes behind its end
					""")
	void malformedRowIsRefused(String what, String hex, String message) throws IOException {
		RowBatch rows = rows(ONE_COLUMN + hex);
		assertThatExceptionOfType(ProtocolException.class).as(what).isThrownBy(() -> {
			while (rows.next()) {
				continue;
			}
		}).withMessage(message);
	}

	@Test
	void rowOfAResultWithoutColumnsIsRefused() throws IOException {
		RowBatch rows = rows("0000000000000000 0000000000000000" + DONE);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(rows::next);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0200000000000000 6100000000000000", "ffffffffffffffff", "0000000001000000",
			"0100000000000000 6161616161616161" })
	void malformedColumnNamesAreRefused(String hex) {
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> rows(hex));
	}

}
