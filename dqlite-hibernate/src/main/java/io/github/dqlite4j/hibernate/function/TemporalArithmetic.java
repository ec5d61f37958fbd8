package io.github.dqlite4j.hibernate.function;

import jakarta.persistence.TemporalType;
import org.hibernate.query.common.TemporalUnit;

/**
 * {@code timestampadd} and {@code timestampdiff} as SQL patterns over
 * {@linkplain TemporalText ISO text}: without loss of precision, with the last day of the
 * month kept within its month, and with differences in complete units.
 */
// Hibernate's SPI still speaks in jakarta.persistence.TemporalType
@SuppressWarnings("deprecation")
public final class TemporalArithmetic {

	private static final String NANOS_PER_SECOND = "1000000000";

	private TemporalArithmetic() {
	}

	/**
	 * The pattern that adds an amount to a temporal.
	 * @param unit the unit of the amount
	 * @param type the type of the temporal
	 * @return a pattern of {@code ?2}, the amount, and {@code ?3}, the temporal
	 */
	public static String add(TemporalUnit unit, TemporalType type) {
		return switch (type) {
			case DATE -> TemporalText.date(addToTimestamp(unit, "?3"));
			case TIME -> "substr(" + addToTimestamp(unit, TemporalText.onSomeDay("?3")) + ",12)";
			case TIMESTAMP -> addToTimestamp(unit, "?3");
		};
	}

	private static String addToTimestamp(TemporalUnit unit, String to) {
		return switch (unit) {
			case YEAR -> addMonths("((?2)*12)", to);
			case QUARTER -> addMonths("((?2)*3)", to);
			case MONTH -> addMonths("(?2)", to);
			case WEEK -> addDays("((?2)*7)", to);
			case DAY -> addDays("(?2)", to);
			case HOUR -> addSeconds("(?2)*3600", to);
			case MINUTE -> addSeconds("(?2)*60", to);
			case SECOND -> addNanos("(cast(?2 as integer)*" + NANOS_PER_SECOND + "+cast(round((?2-cast(?2 as integer))*"
					+ NANOS_PER_SECOND + ") as integer))", to);
			case NANOSECOND, NATIVE -> addNanos("cast(?2 as integer)", to);
			default -> throw new UnsupportedOperationException("Cannot add a " + unit + " to a date or time");
		};
	}

	/**
	 * SQLite turns 31 January plus one month into 3 March; what is meant is the last day
	 * of February.
	 */
	private static String addMonths(String months, String to) {
		String date = TemporalText.date(to);
		return "(min(date(" + date + "," + months + "||' months'),date(" + date + ",'start of month',(" + months
				+ "+1)||' months','-1 days'))||" + TemporalText.spaceAndTime(to) + ")";
	}

	private static String addDays(String days, String to) {
		return "(date(" + TemporalText.date(to) + "," + days + "||' days')||" + TemporalText.spaceAndTime(to) + ")";
	}

	private static String addSeconds(String seconds, String to) {
		return "(datetime(" + TemporalText.wholeSeconds(to) + ",cast(" + seconds + " as integer)||' seconds')||"
				+ TemporalText.pointAndFraction(to) + ")";
	}

	private static String addNanos(String nanos, String to) {
		String sum = "(" + TemporalText.nanos(to) + "+" + nanos + ")";
		String fraction = "((" + sum + "%" + NANOS_PER_SECOND + "+" + NANOS_PER_SECOND + ")%" + NANOS_PER_SECOND + ")";
		return "(datetime(" + TemporalText.wholeSeconds(to) + ",((" + sum + "-" + fraction + ")/" + NANOS_PER_SECOND
				+ ")||' seconds')||printf('.%09d'," + fraction + ")||" + TemporalText.zone(to) + ")";
	}

	/**
	 * The pattern for the time from one temporal to another, in complete units except for
	 * seconds, which have a fraction.
	 * @param unit the unit of the result
	 * @param fromType the type of the first temporal
	 * @param toType the type of the second temporal
	 * @return a pattern of {@code ?2}, the first, and {@code ?3}, the second
	 */
	public static String difference(TemporalUnit unit, TemporalType fromType, TemporalType toType) {
		String from = (fromType == TemporalType.TIME) ? TemporalText.onSomeDay("?2") : "?2";
		String to = (toType == TemporalType.TIME) ? TemporalText.onSomeDay("?3") : "?3";
		return switch (unit) {
			case YEAR -> "(" + months(from, to) + "/12)";
			case QUARTER -> "(" + months(from, to) + "/3)";
			case MONTH -> months(from, to);
			case WEEK -> "(" + nanos(from, to) + "/604800000000000)";
			case DAY -> "(" + nanos(from, to) + "/86400000000000)";
			case HOUR -> "(" + nanos(from, to) + "/3600000000000)";
			case MINUTE -> "(" + nanos(from, to) + "/60000000000)";
			case SECOND -> "(" + nanos(from, to) + "/1e9)";
			case NANOSECOND, NATIVE -> nanos(from, to);
			default -> throw new UnsupportedOperationException("Cannot give a difference of times in " + unit);
		};
	}

	private static String nanos(String from, String to) {
		return "((" + TemporalText.epochSecond(to) + "-" + TemporalText.epochSecond(from) + ")*" + NANOS_PER_SECOND
				+ "+" + TemporalText.nanos(to) + "-" + TemporalText.nanos(from) + ")";
	}

	private static String months(String from, String to) {
		String difference = "(12*(substr(" + to + ",1,4)-substr(" + from + ",1,4))+substr(" + to + ",6,2)-substr("
				+ from + ",6,2))";
		String dayFrom = "substr(" + from + ",9)";
		String dayTo = "substr(" + to + ",9)";
		return "(" + difference + "-(" + difference + ">0 and " + dayTo + "<" + dayFrom + ")+(" + difference + "<0 and "
				+ dayTo + ">" + dayFrom + "))";
	}

}
