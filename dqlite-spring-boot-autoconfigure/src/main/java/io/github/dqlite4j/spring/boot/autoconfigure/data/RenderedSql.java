package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as Spring Data renders it, corrected where SQLite reads it differently and
 * the dialect has no say: {@code LIKE} comes without the {@code ESCAPE} that SQLite
 * needs, so that a value with {@code %} or {@code _} would never be found, and it ignores
 * case. {@code GLOB} does not, and can use an index.
 * <p>
 * Only what is quoted as Spring Data quotes it is touched.
 *
 * @param sql the statement with named parameters
 * @param globs the names of the parameters that hold a pattern for {@code GLOB}
 */
record RenderedSql(String sql, Set<String> globs) {

	private static final String COLUMN = "\"(?:[^\"]|\"\")+\"(?:\\.\"(?:[^\"]|\"\")+\")*";

	private static final Pattern CORRECTED = Pattern
		.compile("(?<column>" + COLUMN + ") (?<not>NOT )?LIKE :(?<glob>\\w+)" //
				+ "|(?<anyCase>UPPER\\(" + COLUMN + "\\) (?:NOT )?LIKE UPPER\\(:\\w+\\))");

	static RenderedSql of(String sql) {
		Matcher matcher = CORRECTED.matcher(sql);
		Set<String> globs = new HashSet<>();
		String corrected = matcher.replaceAll((result) -> Matcher.quoteReplacement(correct(matcher, globs)));
		return new RenderedSql(corrected, Set.copyOf(globs));
	}

	private static String correct(Matcher matcher, Set<String> globs) {
		String glob = matcher.group("glob");
		if (glob != null) {
			globs.add(glob);
			String not = matcher.group("not");
			return matcher.group("column") + " " + ((not != null) ? not : "") + "GLOB :" + glob;
		}
		return matcher.group("anyCase") + " ESCAPE '\\'";
	}

}
