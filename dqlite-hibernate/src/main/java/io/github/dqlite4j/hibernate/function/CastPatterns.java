package io.github.dqlite4j.hibernate.function;

import org.hibernate.query.sqm.CastType;
import org.jspecify.annotations.Nullable;

/**
 * The casts that SQLite's own {@code cast} does not do: it knows no types but those of
 * storage.
 */
public final class CastPatterns {

	private static final String STRING_TO_BOOLEAN = "case lower(?1) when 'true' then 1 when 't' then 1 when 'y' then 1 "
			+ "when '1' then 1 when 'false' then 0 when 'f' then 0 when 'n' then 0 when '0' then 0 end";

	private CastPatterns() {
	}

	/**
	 * The pattern for a cast.
	 * @param from the type of the operand
	 * @param to the type wanted
	 * @return a pattern of {@code ?1}, the operand, or {@code null} if the standard one
	 * will do
	 */
	public static @Nullable String pattern(CastType from, CastType to) {
		return switch (to) {
			case DATE -> (from == CastType.DATE) ? "?1" : TemporalText.date("?1");
			case TIME -> toTime(from);
			case TIMESTAMP -> toTimestamp(from);
			case OFFSET_TIMESTAMP, ZONE_TIMESTAMP -> (from == to) ? "?1" : "(" + toTimestamp(from) + "||'Z')";
			case STRING -> (from == CastType.BOOLEAN) ? "case ?1 when 1 then 'true' when 0 then 'false' end" : null;
			case BOOLEAN -> toBoolean(from);
			case INTEGER, LONG -> (from == CastType.BOOLEAN) ? "?1" : null;
			default -> null;
		};
	}

	private static String toTime(CastType from) {
		return switch (from) {
			case TIME -> "?1";
			case DATE -> "'00:00:00" + TemporalText.NO_FRACTION + "'";
			case TIMESTAMP, OFFSET_TIMESTAMP, ZONE_TIMESTAMP -> "substr(?1,12,18)";
			default -> TemporalText.completedTime("?1");
		};
	}

	private static String toTimestamp(CastType from) {
		return switch (from) {
			case TIMESTAMP -> "?1";
			case OFFSET_TIMESTAMP, ZONE_TIMESTAMP -> "substr(?1,1,29)";
			case DATE -> "(?1||'" + TemporalText.MIDNIGHT + "')";
			case TIME -> "(date('now','localtime')||' '||?1)";
			default -> TemporalText.completedTimestamp("?1");
		};
	}

	private static @Nullable String toBoolean(CastType from) {
		return switch (from) {
			case BOOLEAN -> "?1";
			case STRING -> STRING_TO_BOOLEAN;
			default -> null;
		};
	}

}
