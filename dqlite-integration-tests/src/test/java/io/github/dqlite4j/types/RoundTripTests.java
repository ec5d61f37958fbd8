package io.github.dqlite4j.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A value that is stored comes back as it was, or is refused.
 */
class RoundTripTests {

	private static final int RANDOM_VALUES = 300;

	@RegisterExtension
	static final Nodes nodes = new Nodes();

	private static Connection connection;

	@BeforeAll
	static void connect() throws SQLException {
		connection = DriverManager.getConnection("jdbc:dqlite://" + nodes.single().address() + "/db");
	}

	@AfterAll
	static void disconnect() throws SQLException {
		connection.close();
	}

	static Stream<Kind<?>> kinds() {
		return Stream.of(
				new Kind<>(Long.class, "BIGINT", Random::nextLong, Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L, 1L << 53,
						(1L << 53) + 1),
				new Kind<>(Integer.class, "INT", Random::nextInt, Integer.MIN_VALUE, Integer.MAX_VALUE),
				new Kind<>(Short.class, "SMALLINT", (random) -> (short) random.nextInt(), Short.MIN_VALUE,
						Short.MAX_VALUE),
				new Kind<>(Byte.class, "TINYINT", (random) -> (byte) random.nextInt(), Byte.MIN_VALUE, Byte.MAX_VALUE),
				new Kind<>(Boolean.class, "BOOLEAN", Random::nextBoolean, true, false),
				new Kind<>(Double.class, "DOUBLE", RoundTripTests::anyDouble, Double.MIN_VALUE, Double.MAX_VALUE,
						-Double.MAX_VALUE, Double.MIN_NORMAL, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.1,
						1e15, 9007199254740993.0, 1e300),
				new Kind<>(Float.class, "FLOAT", Random::nextFloat, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f,
						Float.NEGATIVE_INFINITY),
				new Kind<>(BigDecimal.class, "TEXT", RoundTripTests::anyDecimal,
						new BigDecimal("12345678901234567890.123456789012345678901234567890"), new BigDecimal("1.10"),
						new BigDecimal("-0.000000000000000000001"), new BigDecimal("1E-300"),
						new BigDecimal("1E+5000")),
				new Kind<>(BigInteger.class, "BIGINT", (random) -> new BigInteger(62, random),
						BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE)),
				new Kind<>(String.class, "TEXT", RoundTripTests::anyText, "", " ", "\u0001\u007f\u0080\uffff",
						"𝄞 äöü ß 汉字", "'\"`[];--/*?", "x".repeat(1 << 20), "1", "1.50", "true", "2026-11-21"),
				new Kind<>(byte[].class, "BLOB", RoundTripTests::anyBytes, new byte[0], new byte[] { 0 },
						new byte[1 << 20], new byte[] { -1, -2, 0, 1 }),
				new Kind<>(UUID.class, "UUID", (random) -> new UUID(random.nextLong(), random.nextLong()),
						new UUID(0, 0), new UUID(-1, -1)),
				new Kind<>(LocalDate.class, "DATE",
						(random) -> LocalDate.ofEpochDay(random.nextInt(5_000_000) - 1_000_000), LocalDate.of(1, 1, 1),
						LocalDate.of(0, 12, 31), LocalDate.of(9999, 12, 31), LocalDate.of(2024, 2, 29)),
				new Kind<>(LocalTime.class, "TIME",
						(random) -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)), LocalTime.MIN,
						LocalTime.MAX, LocalTime.NOON, LocalTime.of(1, 2, 3, 1)),
				new Kind<>(LocalDateTime.class, "TIMESTAMP",
						(random) -> LocalDateTime.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000),
								ZoneOffset.UTC),
						LocalDateTime.of(1, 1, 1, 0, 0), LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999),
						LocalDateTime.of(2026, 3, 29, 2, 30), LocalDateTime.of(2026, 11, 21, 0, 0, 0, 1)),
				new Kind<>(Instant.class, "DATETIME",
						(random) -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
						Instant.EPOCH, Instant.EPOCH.minusNanos(1), Instant.parse("9999-12-31T23:59:59.999999999Z"),
						Instant.parse("0001-01-01T00:00:00Z")),
				new Kind<>(OffsetDateTime.class, "TIMESTAMP",
						(random) -> Instant.ofEpochSecond(random.nextInt(), 5).atOffset(ZoneOffset.UTC),
						OffsetDateTime.of(2026, 11, 21, 1, 2, 3, 4, ZoneOffset.UTC)),
				new Kind<>(OffsetTime.class, "TIME",
						(random) -> LocalTime.ofSecondOfDay(random.nextInt(86_400)).atOffset(ZoneOffset.ofHours(5)),
						OffsetTime.of(23, 59, 59, 999_999_999, ZoneOffset.ofHoursMinutes(-11, -30))),
				new Kind<>(java.sql.Timestamp.class, "TIMESTAMP",
						(random) -> java.sql.Timestamp
							.valueOf(LocalDateTime.ofEpochSecond(random.nextInt(), 7, ZoneOffset.UTC)),
						java.sql.Timestamp.valueOf("2026-11-21 01:02:03.123456789"),
						java.sql.Timestamp.valueOf("9999-12-31 23:59:59.999999999")),
				new Kind<>(java.sql.Date.class, "DATE",
						(random) -> java.sql.Date.valueOf(LocalDate.ofEpochDay(random.nextInt(40_000))),
						java.sql.Date.valueOf("1582-10-16"), java.sql.Date.valueOf("9999-12-31")),
				new Kind<>(java.sql.Time.class, "TIME",
						(random) -> java.sql.Time.valueOf(LocalTime.ofSecondOfDay(random.nextInt(86_400))),
						java.sql.Time.valueOf("00:00:00"), java.sql.Time.valueOf("23:59:59")));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void extremesAndRandomValuesAndNull(Kind<?> kind) throws SQLException {
		Random random = new Random(kind.type.getName().hashCode());
		List<Object> values = new ArrayList<>(Arrays.asList((Object[]) kind.extremes));
		for (int i = 0; i < RANDOM_VALUES; i++) {
			values.add(kind.random.apply(random));
		}
		values.add(null);
		for (String declared : List.of("", kind.declared)) {
			store(values, declared);
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("SELECT id, a, a IS NULL FROM t ORDER BY id")) {
				for (Object value : values) {
					assertThat(rows.next()).isTrue();
					assertThat((Object) rows.getObject(2, kind.type)).as("%s %s", declared, value).isEqualTo(value);
					assertThat(rows.wasNull()).isEqualTo(value == null);
					assertThat(rows.getBoolean(3)).isEqualTo(value == null);
				}
				assertThat(rows.next()).isFalse();
			}
		}
	}

	/**
	 * Stores the first few by themselves, so that the statement goes out as text and then
	 * prepared, and the rest in a batch.
	 */
	private static void store(List<Object> values, String declared) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.executeUpdate("DROP TABLE IF EXISTS t");
			statement.executeUpdate("CREATE TABLE t (id INTEGER PRIMARY KEY, a " + declared + ")");
		}
		try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t (a) VALUES (?)")) {
			for (int i = 0; i < values.size(); i++) {
				insert.setObject(1, values.get(i));
				if (i < 3) {
					insert.executeUpdate();
				}
				else {
					insert.addBatch();
				}
			}
			insert.executeBatch();
		}
	}

	static Stream<Object> refused() {
		return Stream.of(Double.NaN, Float.NaN, BigInteger.ONE.shiftLeft(63), "\u0000", "a\u0000b", "\ud800",
				new Object(), Instant.MAX);
	}

	@ParameterizedTest
	@MethodSource("refused")
	void whatCanNotBeKeptIsRefused(Object value) throws SQLException {
		store(List.of(1L), "");
		try (PreparedStatement update = connection.prepareStatement("UPDATE t SET a = ?")) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> {
				update.setObject(1, value);
				update.executeUpdate();
			}).satisfies((ex) -> assertThat(ex.getMessage()).isNotBlank());
		}
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT a FROM t")) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getLong(1)).isOne();
		}
	}

	private static double anyDouble(Random random) {
		double value = Double.longBitsToDouble(random.nextLong());
		return Double.isNaN(value) ? 0.5 : value;
	}

	private static BigDecimal anyDecimal(Random random) {
		return new BigDecimal(new BigInteger(200, random), random.nextInt(100));
	}

	private static String anyText(Random random) {
		return random.ints(random.nextInt(200), 1, Character.MAX_CODE_POINT + 1)
			.filter((codePoint) -> codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static byte[] anyBytes(Random random) {
		byte[] bytes = new byte[random.nextInt(500)];
		random.nextBytes(bytes);
		return bytes;
	}

	/**
	 * A kind of value.
	 */
	static final class Kind<T> {

		private final Class<T> type;

		private final String declared;

		private final Function<Random, T> random;

		private final T[] extremes;

		/**
		 * Describes a kind.
		 * @param type its Java type
		 * @param declared the type of the column that one would declare for it
		 * @param random makes values
		 * @param extremes values to try in any case
		 */
		@SafeVarargs
		@SuppressWarnings("varargs")
		Kind(Class<T> type, String declared, Function<Random, T> random, T... extremes) {
			this.type = type;
			this.declared = declared;
			this.random = random;
			this.extremes = extremes;
		}

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
