package io.github.dqlite4j.hibernate.function;

import org.hibernate.query.common.TemporalUnit;

/**
 * {@code extract} as SQL patterns over {@linkplain TemporalText ISO text}. Days of the
 * week count from Sunday, which is 1; weeks and the week's first day are those of ISO
 * 8601.
 */
public final class TemporalExtraction {

	private TemporalExtraction() {
	}

	/**
	 * The pattern for one field.
	 * @param unit the field
	 * @return a pattern of {@code ?2}, the temporal
	 */
	public static String pattern(TemporalUnit unit) {
		return switch (unit) {
			case YEAR -> integer("%Y");
			case MONTH -> integer("%m");
			case DAY, DAY_OF_MONTH -> integer("%d");
			case HOUR -> integer("%H");
			case MINUTE -> integer("%M");
			// strftime('%f') rounds to milliseconds, so take the text behind the second
			// colon
			case SECOND -> "cast(substr(?2,instr(?2,':')+4) as real)";
			case QUARTER -> "((" + integer("%m") + "+2)/3)";
			case WEEK -> "((strftime('%j',date(" + TemporalText.date("?2") + ",'-3 days','weekday 4'))-1)/7+1)";
			case DAY_OF_WEEK -> "(" + integer("%w") + "+1)";
			case DAY_OF_YEAR -> integer("%j");
			case EPOCH -> TemporalText.epochSecond("?2");
			// What has a zone is stored in UTC
			case TIMEZONE_HOUR, TIMEZONE_MINUTE -> "0";
			default -> throw new UnsupportedOperationException("Cannot extract " + unit + " from a date or time");
		};
	}

	private static String integer(String format) {
		return "cast(strftime('" + format + "'," + TemporalText.wholeSeconds("?2") + ") as integer)";
	}

}
