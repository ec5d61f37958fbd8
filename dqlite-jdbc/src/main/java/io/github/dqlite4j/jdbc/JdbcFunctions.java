package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The functions of JDBC that the engine has, or that can be put together from what it has
 * so that the result is the same. In the forms {@code #1} is the first argument. One that
 * stands in a form twice is evaluated twice; a subquery that would evaluate it once could
 * not hold aggregates, and would count rows of its own in window functions.
 */
final class JdbcFunctions {

	/**
	 * Stands in a form for the name of the database.
	 */
	static final int DATABASE = 0;

	private static final int MOST_ARGUMENTS = 4;

	static final JdbcFunctions NUMERIC = new JdbcFunctions()
		.same("ABS", "ACOS", "ASIN", "ATAN", "COS", "DEGREES", "EXP", "FLOOR", "LOG10", "RADIANS", "SIGN", "SIN",
				"SQRT", "TAN")
		.form("ATAN2", "atan2(#1, #2)")
		.form("CEILING", "ceil(#1)")
		.form("COT", "(1.0 / tan(#1))")
		.form("LOG", "ln(#1)")
		// not mod(), which computes with fractions
		.form("MOD", "((#1) % (#2))")
		.form("PI", "pi()")
		.form("POWER", "pow(#1, #2)")
		.form("ROUND", "round(#1)")
		// round() takes a negative number of places for 0
		.form("ROUND",
				"(CASE WHEN (#2) < 0 THEN round((#1) / pow(10, -(#2))) * pow(10, -(#2)) " + "ELSE round(#1, #2) END)");

	static final JdbcFunctions STRING = new JdbcFunctions().same("CHAR", "LTRIM", "RTRIM", "SOUNDEX")
		.form("ASCII", "unicode(#1)")
		.lengthIn("CHAR_LENGTH", "#1")
		.lengthIn("CHARACTER_LENGTH", "#1")
		// trailing blanks are not counted
		.lengthIn("LENGTH", "rtrim(#1)")
		.form("OCTET_LENGTH", "length(CAST(#1 AS BLOB))")
		.form("CONCAT", "((#1) || (#2))")
		.form("INSERT", "(substr(#1, 1, max(#2, 1) - 1) || (#4) || substr(#1, max(#2, 1) + max(#3, 0)))")
		.form("LCASE", "lower(#1)")
		.form("LEFT", "substr(#1, 1, #2)")
		.form("LOCATE", "instr(#2, #1)")
		.form("LOCATE",
				"(CASE instr(substr(#2, max(#3, 1)), #1) WHEN 0 THEN 0 "
						+ "ELSE instr(substr(#2, max(#3, 1)), #1) + max(#3, 1) - 1 END)")
		.form("POSITION", "instr(#2, #1)")
		.form("POSITION CHARACTERS", "instr(#2, #1)")
		.form("POSITION OCTETS", "instr(CAST(#2 AS BLOB), CAST(#1 AS BLOB))")
		// zeroblob() takes NULL for 0
		.form("REPEAT", "iif((#2) IS NULL, NULL, replace(hex(zeroblob(#2)), '00', #1))")
		.form("REPLACE", "replace(#1, #2, #3)")
		// as many characters as are wanted in front of one behind the end: a negative
		// start would mean the whole text where none is wanted
		.form("RIGHT", "substr((#1) || ' ', -1, -max(#2, 0))")
		.form("SPACE", "iif((#1) IS NULL, NULL, replace(hex(zeroblob(#1)), '00', ' '))")
		.form("SUBSTRING", "substr(#1, #2)")
		.form("SUBSTRING", "substr(#1, #2, #3)")
		.form("SUBSTRING CHARACTERS", "substr(#1, #2, #3)")
		.form("UCASE", "upper(#1)");

	static final JdbcFunctions TIME = new JdbcFunctions().form("CURDATE", "date('now')")
		.form("CURRENT_DATE", "date('now')")
		.form("CURTIME", "time('now')")
		.form("CURRENT_TIME", "time('now')")
		.form("NOW", "datetime('now')")
		.form("CURRENT_TIMESTAMP", "datetime('now')")
		// of the date alone: just before midnight the engine rounds to the next day
		.form("DAYNAME",
				named("%w", "date(#1)", 0, "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
						"Saturday"))
		.form("DAYOFWEEK", "(strftime('%w', date(#1)) + 1)")
		.field("DAYOFYEAR", "%j", "date(#1)")
		.field("DAYOFMONTH", "%d", "#1")
		.field("HOUR", "%H", "#1")
		.field("MINUTE", "%M", "#1")
		.field("MONTH", "%m", "#1")
		.form("MONTHNAME",
				named("%m", "#1", 1, "January", "February", "March", "April", "May", "June", "July", "August",
						"September", "October", "November", "December"))
		.form("QUARTER", "((strftime('%m', #1) + 2) / 3)")
		.field("SECOND", "%S", "#1")
		.field("YEAR", "%Y", "#1")
		.field("EXTRACT YEAR", "%Y", "#1")
		.field("EXTRACT MONTH", "%m", "#1")
		.field("EXTRACT DAY", "%d", "#1")
		.field("EXTRACT HOUR", "%H", "#1")
		.field("EXTRACT MINUTE", "%M", "#1")
		.field("EXTRACT SECOND", "%S", "#1");

	static final JdbcFunctions SYSTEM = new JdbcFunctions().form("DATABASE", "#" + DATABASE)
		.form("IFNULL", "ifnull(#1, #2)")
		// dqlite has no users
		.form("USER", "''");

	/**
	 * The functions of JDBC that the engine has not.
	 */
	private static final Set<String> UNKNOWN = Set.of("RAND", "TRUNCATE", "DIFFERENCE", "WEEK", "TIMESTAMPADD",
			"TIMESTAMPDIFF", "CONVERT");

	private static final List<JdbcFunctions> ALL = List.of(NUMERIC, STRING, TIME, SYSTEM);

	/**
	 * The forms by name, and by how many arguments they take.
	 */
	private final SortedMap<String, Map<Integer, String>> forms = new TreeMap<>();

	private JdbcFunctions() {
	}

	private JdbcFunctions form(String name, String form) {
		int count = IntStream.rangeClosed(1, MOST_ARGUMENTS)
			.filter((index) -> form.contains("#" + index))
			.max()
			.orElse(0);
		this.forms.computeIfAbsent(name, (key) -> new TreeMap<>()).put(count, form);
		return this;
	}

	private JdbcFunctions same(String... names) {
		for (String name : names) {
			form(name, name.toLowerCase(Locale.ROOT) + "(#1)");
		}
		return this;
	}

	private JdbcFunctions lengthIn(String name, String text) {
		return form(name, "length(" + text + ")").form(name + " CHARACTERS", "length(" + text + ")")
			.form(name + " OCTETS", "length(CAST(" + text + " AS BLOB))");
	}

	private JdbcFunctions field(String name, String format, String time) {
		return form(name, "CAST(strftime('" + format + "', " + time + ") AS INTEGER)");
	}

	private static String named(String format, String time, int first, String... names) {
		StringBuilder form = new StringBuilder("(CASE CAST(strftime('" + format + "', " + time + ") AS INTEGER)");
		for (int i = 0; i < names.length; i++) {
			form.append(" WHEN ").append(first + i).append(" THEN '").append(names[i]).append('\'');
		}
		return form.append(" END)").toString();
	}

	/**
	 * Return the names of the functions.
	 * @return the names in upper case and in order, separated by commas
	 */
	String names() {
		return this.forms.keySet()
			.stream()
			.map((name) -> name.split(" ")[0])
			.distinct()
			.collect(Collectors.joining(","));
	}

	private boolean has(String function) {
		return this.forms.keySet().stream().anyMatch((name) -> name.split(" ")[0].equals(function));
	}

	/**
	 * Find what stands for a call.
	 * @param call the call
	 * @return the form, or {@code null} if it is no function of JDBC, so that the engine
	 * may know it
	 * @throws SQLException if the engine has nothing that stands for this function of
	 * JDBC, or not with so many arguments
	 */
	static @Nullable String form(JdbcCall call) throws SQLException {
		String function = call.name().split(" ")[0];
		if (UNKNOWN.contains(function)) {
			throw SqlExceptions.unsupported(
					"The JDBC function " + function + ", for which the engine has nothing that gives the same result,");
		}
		for (JdbcFunctions functions : ALL) {
			String form = functions.forms.getOrDefault(call.name(), Map.of()).get(call.arguments().size());
			if (form != null) {
				return form;
			}
			if (functions.has(function)) {
				throw SqlExceptions.unsupported(
						"The JDBC function " + call.name() + " with " + call.arguments().size() + " argument(s)");
			}
		}
		return null;
	}

}
