package io.github.dqlite4j.hibernate;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.hibernate.exception.spi.ViolatedConstraintNameExtractor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the violated constraint in SQLite's message.
 * <p>
 * SQLite names a check constraint by its name (or its expression if it has none), a
 * unique key by its columns ({@code team.name} or
 * {@code member.team_id, member.employee_id}), a unique index over expressions by the
 * index name, a missing value by its column, and a foreign key not at all.
 */
final class ConstraintNameExtractor implements ViolatedConstraintNameExtractor {

	static final ConstraintNameExtractor INSTANCE = new ConstraintNameExtractor();

	private static final Pattern MESSAGE = Pattern
		.compile("(UNIQUE|NOT NULL|CHECK) constraint failed: (?:index )?(.+)");

	// The driver puts the engine's error code behind the engine's words.
	private static final Pattern ERROR_CODE = Pattern.compile("\\s+\\(\\d+\\)\\s*$");

	private ConstraintNameExtractor() {
	}

	@Override
	public @Nullable String extractConstraintName(SQLException sqle) {
		for (SQLException ex = sqle; ex != null; ex = ex.getNextException()) {
			String message = ex.getMessage();
			Matcher matcher = MESSAGE.matcher((message != null) ? message : "");
			if (matcher.find()) {
				return unquoted(ERROR_CODE.matcher(matcher.group(2)).replaceFirst(""));
			}
		}
		return null;
	}

	private static String unquoted(String name) {
		boolean quoted = name.length() > 2 && name.startsWith("'") && name.endsWith("'");
		return quoted ? name.substring(1, name.length() - 1) : name;
	}

}
