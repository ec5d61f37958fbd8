package io.github.dqlite4j.hibernate.function;

/**
 * SQL over the ISO text in which dates and times are stored: {@code yyyy-MM-dd},
 * {@code HH:mm:ss.fffffffff} and {@code yyyy-MM-dd HH:mm:ss.fffffffff}, always with nine
 * digits behind the point, so that the order of the texts is the order of the times.
 * Moments in time are in UTC and have a {@code Z} behind them; functions keep it, and see
 * the date and the time of day in UTC.
 * <p>
 * SQLite's own functions compute in milliseconds and round into the next second, so they
 * never get to see the fraction here: it is cut off before and put back after.
 */
public final class TemporalText {

	/** The fraction of a whole second. */
	public static final String NO_FRACTION = ".000000000";

	/** What midnight looks like behind a date. */
	public static final String MIDNIGHT = " 00:00:00.000000000";

	private TemporalText() {
	}

	/**
	 * The date of a timestamp.
	 * @param sql a timestamp or date
	 * @return SQL for {@code yyyy-MM-dd}
	 */
	public static String date(String sql) {
		return "substr(" + sql + ",1,10)";
	}

	/**
	 * What follows the date.
	 * @param sql a timestamp
	 * @return SQL for the time of day with a space before it
	 */
	public static String spaceAndTime(String sql) {
		return "substr(" + sql + ",11)";
	}

	/**
	 * A timestamp down to its seconds.
	 * @param sql a timestamp or date
	 * @return SQL for {@code yyyy-MM-dd HH:mm:ss}
	 */
	public static String wholeSeconds(String sql) {
		return "substr(" + sql + ",1,19)";
	}

	/**
	 * The fraction of a timestamp.
	 * @param sql a timestamp
	 * @return SQL for the point and the digits behind it
	 */
	public static String pointAndFraction(String sql) {
		return "substr(" + sql + ",20)";
	}

	/**
	 * What follows the fraction.
	 * @param sql a timestamp
	 * @return SQL for the {@code Z} of a moment in time, or an empty text
	 */
	public static String zone(String sql) {
		return "substr(" + sql + ",30)";
	}

	/**
	 * The nanoseconds within the second of a timestamp.
	 * @param sql a timestamp or date
	 * @return SQL for an integer
	 */
	public static String nanos(String sql) {
		return "cast(substr(substr(" + sql + ",21)||'000000000',1,9) as integer)";
	}

	/**
	 * A time of day as a timestamp of some day, so that the arithmetic of timestamps
	 * applies.
	 * @param sql a time
	 * @return SQL for a timestamp
	 */
	public static String onSomeDay(String sql) {
		return "('2000-01-01 '||" + sql + ")";
	}

	/**
	 * The seconds since 1970.
	 * @param sql a timestamp or date
	 * @return SQL for an integer
	 */
	public static String epochSecond(String sql) {
		return "cast(strftime('%s'," + wholeSeconds(sql) + ") as integer)";
	}

	/**
	 * Some point in time written by others, completed to the stored format.
	 * @param sql any prefix of ISO text that has a date, with a space or {@code T} before
	 * the time
	 * @return SQL for a timestamp
	 */
	public static String completedTimestamp(String sql) {
		return completed("replace(" + sql + ",'T',' ')", "0000-01-01" + MIDNIGHT);
	}

	/**
	 * Some time of day written by others, completed to the stored format.
	 * @param sql any prefix of ISO text that has an hour
	 * @return SQL for a time
	 */
	public static String completedTime(String sql) {
		return completed(sql, "00:00:00" + NO_FRACTION);
	}

	private static String completed(String sql, String template) {
		return "substr(" + sql + "||substr('" + template + "',length(" + sql + ")+1),1," + template.length() + ")";
	}

}
