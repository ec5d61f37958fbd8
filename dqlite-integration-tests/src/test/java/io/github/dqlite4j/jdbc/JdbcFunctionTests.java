package io.github.dqlite4j.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * The scalar functions of JDBC: what the metadata lists works, and gives what JDBC says.
 */
class JdbcFunctionTests extends AbstractMetadataTests {

	private static final double PRECISION = 1e-12;

	static Stream<Call> calls() {
		return Stream.concat(Stream.concat(numeric(), strings()), times());
	}

	private static Stream<Call> numeric() {
		return Stream.of(call("abs(-5)", 5L), call("acos(1)", 0.0), call("asin(1)", Math.PI / 2),
				call("atan(1)", Math.PI / 4), call("atan2(1, -1)", 3 * Math.PI / 4), call("ceiling(1.2)", 2.0),
				call("ceiling(-1.2)", -1.0), call("cos(0)", 1.0), call("cot(1)", 1 / Math.tan(1)),
				call("degrees({fn pi()})", 180.0), call("exp(1)", Math.E), call("floor(-1.2)", -2.0),
				call("log(exp(2))", 2.0), call("log10(1000)", 3.0), call("mod(7, 2)", 1L), call("mod(-7, 2)", -1L),
				call("mod(5 + 2, 1 + 1)", 1L), call("pi()", Math.PI), call("power(2, 10)", 1024.0),
				call("radians(180)", Math.PI), call("round(2.345, 2)", 2.35), call("round(1250, -2)", 1300.0),
				call("round(1249.0, 1 - 3)", 1200.0), call("round(1.5)", 2.0), call("round(null, 1)", null),
				call("sign(-3)", -1L), call("sin(0)", 0.0), call("sqrt(2)", Math.sqrt(2)), call("tan(0)", 0.0),
				call("ifnull(null, 'b')", "b"), call("user()", ""));
	}

	private static Stream<Call> strings() {
		return Stream.of(call("ascii('Abc')", 65L), call("char(65)", "A"), call("char_length('añ ')", 3L),
				call("character_length('añ', characters)", 2L), call("char_length('añ', octets)", 3L),
				call("concat('a', 'b')", "ab"), call("concat(1 + 1, 'b')", "2b"), call("concat('a', null)", null),
				call("insert('abcdef', 2, 3, 'X')", "aXef"), call("insert('abc', 1, 0, 'X')", "Xabc"),
				call("insert('abc', 4, 5, 'X')", "abcX"), call("lcase('AbC')", "abc"), call("left('abc', 2)", "ab"),
				call("left('abc', 0)", ""), call("left('abc', 9)", "abc"), call("left('abc', -1)", ""),
				call("left(null, 1)", null), call("length('ab  ')", 2L), call("length('añ ', octets)", 3L),
				call("locate('b', 'abcb')", 2L), call("locate('x', 'abc')", 0L), call("locate('b', 'abcb', 3)", 4L),
				call("locate('a', 'abcb', 2)", 0L), call("locate('b', 'abcb', 0)", 2L),
				call("locate(null, 'abcb', 2)", null), call("ltrim('  a ')", "a "), call("octet_length('añ')", 3L),
				call("position('c' in 'abc')", 3L), call("position('ñ' in 'añ', characters)", 2L),
				call("position('b' in 'ñb', octets)", 3L), call("position(('b') in {fn lcase('AB')})", 2L),
				call("repeat('ab', 3)", "ababab"), call("repeat('ab', 0)", ""), call("repeat('ab', null)", null),
				call("repeat(null, 2)", null), call("replace('aba', 'a', 'x')", "xbx"), call("right('abc', 2)", "bc"),
				call("right('abc', 0)", ""), call("right('abc', 9)", "abc"), call("right('añb', 2)", "ñb"),
				call("right('abc', -1)", ""), call("right('abc', null)", null), call("rtrim(' a  ')", " a"),
				call("soundex('Robert')", "R163"), call("space(3)", "   "), call("space(0)", ""),
				call("space(null)", null), call("substring('abcd', 2, 2)", "bc"), call("substring('abcd', 3)", "cd"),
				call("substring('abcd', 2, 2, characters)", "bc"), call("ucase('aBc')", "ABC"));
	}

	private static Stream<Call> times() {
		String time = "{ts '2026-11-21 14:30:07.999999999'}";
		return Stream.of(call("dayname({d '2026-11-21'})", "Saturday"), call("dayname(null)", null),
				call("dayname({ts '2026-11-21 23:59:59.999999999'})", "Saturday"),
				call("dayofmonth(" + time + ")", 21L), call("dayofweek({d '2026-11-22'})", 1L),
				call("dayofweek({ts '2026-11-21 23:59:59.999999999'})", 7L), call("dayofyear(" + time + ")", 325L),
				call("extract(year from " + time + ")", 2026L), call("extract(month from " + time + ")", 11L),
				call("extract(day from " + time + ")", 21L), call("extract(hour from " + time + ")", 14L),
				call("extract(minute from " + time + ")", 30L), call("extract(second from " + time + ")", 7L),
				call("hour({t '14:30:07'})", 14L), call("minute(" + time + ")", 30L), call("month(" + time + ")", 11L),
				call("monthname({d '2026-01-31'})", "January"), call("monthname({d '2026-12-01'})", "December"),
				call("quarter({d '2026-09-30'})", 3L), call("quarter({d '2026-10-01'})", 4L),
				call("second(" + time + ")", 7L), call("year(" + time + ")", 2026L), call("year(null)", null));
	}

	private static Call call(String text, Object expected) {
		return new Call(text, expected);
	}

	@ParameterizedTest
	@MethodSource("calls")
	void givesWhatJdbcSays(Call call) throws SQLException {
		assertThat(this.connection.nativeSQL(call.escape())).doesNotContain("{");
		Object value = query("select " + call.escape());
		if (call.expected() instanceof Double expected) {
			assertThat((Double) value).isCloseTo(expected, within(PRECISION));
		}
		else {
			assertThat(value).isEqualTo(call.expected());
		}
	}

	@ParameterizedTest
	@CsvSource({ "curdate(),date", "current_date,date", "current_date(),date", "curtime(),time", "current_time,time",
			"now(),datetime", "current_timestamp,datetime" })
	void tellsTheTime(String call, String function) throws SQLException {
		String text = "{fn " + call + "}";
		assertThat(query("select " + text + " between " + function + "('now', '-1 seconds') and " + function
				+ "('now') or " + function + "('now') < " + function + "('now', '-1 seconds')"))
			.isEqualTo(1L);
	}

	@Test
	void namesTheDatabase() throws SQLException {
		String url = this.metadata.getURL();
		assertThat(query("select {fn database()}")).isEqualTo(url.replaceAll(".*/([^?]*).*", "$1"));
	}

	@Test
	void whatIsListedIsWhatIsTested() throws SQLException {
		Set<String> tested = calls().map((call) -> call.text().replaceAll("\\W.*", "").toUpperCase(Locale.ROOT))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> times = Set.of("CURDATE", "CURRENT_DATE", "CURTIME", "CURRENT_TIME", "NOW", "CURRENT_TIMESTAMP");
		tested.addAll(times);
		tested.add("DATABASE");
		String listed = String.join(",", this.metadata.getNumericFunctions(), this.metadata.getStringFunctions(),
				this.metadata.getTimeDateFunctions(), this.metadata.getSystemFunctions());
		assertThat(listed.split(",")).containsExactlyInAnyOrderElementsOf(tested);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rand(1)", "truncate(1.5, 1)", "difference('a', 'b')", "week({d '2026-11-21'})",
			"timestampadd(SQL_TSI_DAY, 1, {d '2026-11-21'})", "timestampdiff(SQL_TSI_DAY, 1, 2)",
			"convert('1', SQL_INTEGER)", "extract(week from {d '2026-11-21'})", "left('abc')",
			"substring('abc', 1, 2, octets)" })
	void whatTheEngineCannotDoIsRefused(String call) {
		assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
			.isThrownBy(() -> query("select {fn " + call + "}"))
			.withMessageStartingWith("The JDBC function " + call.replaceAll("\\W.*", "").toUpperCase(Locale.ROOT));
	}

	@Test
	void functionsOfTheEngineAreLeftToIt() throws SQLException {
		assertThat(query("select {fn coalesce(null, {fn ucase('a')})}")).isEqualTo("A");
		execute("create table t (a)", "insert into t values ('a'), ('b')");
		assertThat(query("select {fn count(*)} from t")).isEqualTo(2L);
	}

	@Test
	void parametersKeepTheirPlaces() throws SQLException {
		String sql = "select ?, {fn locate(?, ?, ?)}, {fn repeat(?, ?)}, :name, {fn right({fn insert(?, ?, ?, ?)}, ?)}, ?1";
		assertThat(prepared(sql, "first", "b", "abcb", 3, "xy", 2, "named", "abcdef", 2, 3, "X", 2))
			.isEqualTo("first|4|xyxy|named|ef|first");
		assertThat(prepared("select {fn concat(?, {fn left(?, ?)})}, ?", "a", "bcd", 2, "last")).isEqualTo("abc|last");
	}

	@Test
	void temporalParametersAreUnderstood() throws SQLException {
		Timestamp midnight = Timestamp.valueOf(LocalDateTime.of(2026, 12, 31, 23, 59, 59, 999_999_999));
		assertThat(prepared("select {fn year(?)}, {fn dayname(?)}, {fn second(?)}", midnight, midnight, midnight))
			.isEqualTo("2026|Thursday|59");
	}

	@Test
	void argumentsMayBeAnything() throws SQLException {
		execute("create table t (a text, b int)", "insert into t values ('x,y', 1), ('(}', 2), ('''{fn', 3)");
		assertThat(query("select {fn concat('a, }' /* , } */, -- )}\n '{fn x}' )}")).isEqualTo("a, }{fn x}");
		assertThat(query("select {fn right({fn max(a)}, 1)} from t")).as("an aggregate").isEqualTo("y");
		assertThat(query(
				"select group_concat(r, '') from (select {fn right(row_number() over (order by b), 1)} r from t)"))
			.as("a window function")
			.isEqualTo("123");
		assertThat(query("select count(*) from t where {fn locate(',', \"a\")} in (select 2)")).isEqualTo(1L);
		assertThat(query("select {fn left((select a from t where b in (1, 4)), b)} from t where b = 3"))
			.isEqualTo("x,y");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{fn concat('a', 'b')", "{fn concat('a', 'b'}", "{fn concat('a', )}", "{fn 'a'}",
			"{fn ucase('a') || 'b'}", "{fn }" })
	void malformedEscapesAreToldOf(String escape) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> query("select " + escape))
			.withMessageStartingWith("The JDBC escape ")
			.withMessageContaining("at index 7 ")
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("42000"));
	}

	private Object query(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			assertThat(rows.next()).isTrue();
			return rows.getObject(1);
		}
	}

	private String prepared(String sql, Object... values) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
			assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(values.length);
			for (int i = 0; i < values.length; i++) {
				statement.setObject(i + 1, values[i]);
			}
			try (ResultSet rows = statement.executeQuery()) {
				int columns = rows.getMetaData().getColumnCount();
				String[] names = new String[columns];
				assertThat(rows.next()).isTrue();
				for (int i = 0; i < columns; i++) {
					names[i] = rows.getString(i + 1);
				}
				return String.join("|", names);
			}
		}
	}

	/**
	 * A call and its result.
	 *
	 * @param text the call without the escape
	 * @param expected the value
	 */
	record Call(String text, Object expected) {

		String escape() {
			return "{fn " + this.text + "}";
		}

	}

}
