package io.github.dqlite4j.hibernate.function;

import java.util.ArrayList;
import java.util.List;

import org.hibernate.query.common.TemporalUnit;

/**
 * Translates the pattern of HQL's {@code format(… as '…')}, which has the letters of
 * {@link java.time.format.DateTimeFormatter}, into SQL over {@linkplain TemporalText ISO
 * text}. Names of days and months are English.
 */
final class DatetimePattern {

	private static final List<String> MONTHS = List.of("January", "February", "March", "April", "May", "June", "July",
			"August", "September", "October", "November", "December");

	private static final List<String> DAYS = List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
			"Saturday");

	private static final int ABBREVIATION = 3;

	private static final int FULL_NAME = 4;

	private final String timestamp;

	/**
	 * Create a translation for one temporal.
	 * @param timestamp SQL for the temporal as a timestamp
	 */
	DatetimePattern(String timestamp) {
		this.timestamp = timestamp;
	}

	/**
	 * Translate a pattern.
	 * @param pattern the pattern
	 * @return SQL for the formatted text
	 * @throws IllegalArgumentException if the pattern has a letter that cannot be
	 * translated
	 */
	String toSql(String pattern) {
		List<String> parts = new ArrayList<>();
		int position = 0;
		while (position < pattern.length()) {
			char letter = pattern.charAt(position);
			int end = position + 1;
			if (Character.isLetter(letter)) {
				while (end < pattern.length() && pattern.charAt(end) == letter) {
					end++;
				}
				parts.add(field(letter, end - position, pattern));
			}
			else {
				parts.add(quoted(String.valueOf(letter)));
			}
			position = end;
		}
		return parts.isEmpty() ? "''" : "(" + String.join("||", parts) + ")";
	}

	private static String quoted(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	private String field(char letter, int count, String pattern) {
		return switch (letter) {
			case 'y', 'u' -> (count == 2) ? "substr(" + this.timestamp + ",3,2)" : number("%Y", count);
			case 'M', 'L' -> (count < ABBREVIATION) ? number("%m", count) : name("%m", MONTHS, 1, count);
			case 'd' -> number("%d", count);
			case 'D' -> number("%j", count);
			case 'H' -> number("%H", count);
			case 'h' -> padded("((" + value("%H") + "+11)%12+1)", count);
			case 'm' -> number("%M", count);
			case 's' -> number("%S", count);
			case 'S' -> "substr(substr(" + this.timestamp + ",21)||'000000000',1," + count + ")";
			case 'n' -> TemporalText.nanos(this.timestamp);
			case 'a' -> "case when " + value("%H") + "<12 then 'AM' else 'PM' end";
			case 'E' -> name("%w", DAYS, 0, count);
			case 'e' -> "(" + value("%w") + "+1)";
			case 'w' -> padded(TemporalExtraction.pattern(TemporalUnit.WEEK).replace("?2", this.timestamp), count);
			case 'Q', 'q' -> "((" + value("%m") + "+2)/3)";
			case 'x' -> quoted((count < ABBREVIATION) ? "+0000".substring(0, 2 * count + 1) : "+00:00");
			case 'X' -> "'Z'";
			default -> throw new IllegalArgumentException(
					"The format '" + pattern + "' has the letter " + letter + ", which dqlite cannot format");
		};
	}

	private String value(String format) {
		return "cast(strftime('" + format + "'," + TemporalText.wholeSeconds(this.timestamp) + ") as integer)";
	}

	private String number(String format, int count) {
		return padded(value(format), count);
	}

	private static String padded(String value, int count) {
		return (count == 1) ? "cast(" + value + " as text)" : "printf('%0" + count + "d'," + value + ")";
	}

	private String name(String format, List<String> names, int first, int count) {
		StringBuilder sql = new StringBuilder("case ").append(value(format));
		for (int index = 0; index < names.size(); index++) {
			String name = names.get(index);
			sql.append(" when ")
				.append(index + first)
				.append(" then ")
				.append(quoted((count < FULL_NAME) ? name.substring(0, ABBREVIATION) : name));
		}
		return sql.append(" end").toString();
	}

}
