package io.github.dqlite4j.protocol;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that the driver makes up itself are read like those of a server.
 */
class RowsEncoderTests {

	@Test
	void noRows() throws IOException {
		RowBatch rows = RowsEncoder.encode(List.of("a", "b"), List.of());
		assertThat(rows.columnNames()).containsExactly("a", "b");
		assertThat(rows.next()).isFalse();
		assertThat(rows.isLast()).isTrue();
	}

	@Test
	void whatIsWrittenIsReadBack() throws IOException {
		Random random = new Random(7);
		for (int round = 0; round < 300; round++) {
			int columns = 1 + random.nextInt(40);
			List<String> names = new ArrayList<>();
			for (int i = 0; i < columns; i++) {
				names.add("c".repeat(random.nextInt(20)) + i);
			}
			List<Object[]> expected = new ArrayList<>();
			for (int i = random.nextInt(20); i > 0; i--) {
				Object[] row = new Object[columns];
				for (int j = 0; j < columns; j++) {
					row[j] = randomValue(random);
				}
				expected.add(row);
			}
			RowBatch rows = RowsEncoder.encode(names, expected);
			assertThat(rows.columnNames()).isEqualTo(names);
			for (Object[] row : expected) {
				assertThat(rows.next()).isTrue();
				for (int j = 0; j < columns; j++) {
					assertThat(value(rows, j)).isEqualTo(row[j]);
				}
			}
			assertThat(rows.next()).isFalse();
			assertThat(rows.isLast()).isTrue();
		}
	}

	private static Object randomValue(Random random) {
		switch (random.nextInt(6)) {
			case 0 -> {
				return random.nextLong();
			}
			case 1 -> {
				return random.nextGaussian();
			}
			case 2 -> {
				return "ä€😀".repeat(random.nextInt(5)) + "x".repeat(random.nextInt(9));
			}
			case 3 -> {
				byte[] bytes = new byte[random.nextInt(30)];
				random.nextBytes(bytes);
				return bytes;
			}
			case 4 -> {
				return random.nextBoolean();
			}
			default -> {
				return null;
			}
		}
	}

	private static Object value(RowBatch rows, int column) {
		return switch (rows.type(column)) {
			case INTEGER, UNIXTIME -> rows.getLong(column);
			case FLOAT -> rows.getDouble(column);
			case TEXT, ISO8601 -> rows.getText(column);
			case BLOB -> rows.getBytes(column);
			case BOOLEAN -> rows.getLong(column) == 1;
			case NULL -> null;
		};
	}

}
