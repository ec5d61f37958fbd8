package io.github.dqlite4j.hibernate;

import org.jspecify.annotations.Nullable;

/**
 * Turns a pattern of SQL's {@code like} into one of SQLite's {@code glob}.
 * <p>
 * {@code like} of JPQL is case sensitive, SQLite's is not, and its {@code glob} is:
 * {@code *} stands for {@code %} and {@code ?} for {@code _}. What is special to
 * {@code glob} is put in brackets. A literal is translated here; a pattern that is not
 * known before the query runs is translated by SQLite.
 */
final class GlobPattern {

	private static final String SPECIAL = "*?[";

	private GlobPattern() {
	}

	/**
	 * Translate a literal.
	 * @param like the pattern of {@code like}
	 * @param escape the escape character, or {@code null} if there is none
	 * @return the pattern of {@code glob}
	 */
	static String translate(String like, @Nullable Character escape) {
		StringBuilder glob = new StringBuilder(like.length() + 8);
		for (int index = 0; index < like.length(); index++) {
			char character = like.charAt(index);
			if (escape != null && character == escape && index + 1 < like.length()) {
				index++;
				appendLiteral(glob, like.charAt(index));
			}
			else if (character == '%') {
				glob.append('*');
			}
			else if (character == '_') {
				glob.append('?');
			}
			else {
				appendLiteral(glob, character);
			}
		}
		return glob.toString();
	}

	private static void appendLiteral(StringBuilder glob, char character) {
		if (SPECIAL.indexOf(character) >= 0) {
			glob.append('[').append(character).append(']');
		}
		else {
			glob.append(character);
		}
	}

	/**
	 * The SQL that goes before a pattern without an escape character that SQLite is to
	 * translate.
	 * @return the beginning of a nest of {@code replace} calls
	 */
	static String prefix() {
		return "replace(".repeat(5);
	}

	/**
	 * The SQL that goes behind a pattern without an escape character.
	 * @return the end of the calls that {@link #prefix()} began
	 */
	static String suffix() {
		return ",'[','[[]'),'*','[*]'),'?','[?]'),'%','*'),'_','?')";
	}

	/**
	 * The SQL that goes before a pattern with an escape character.
	 * @return the beginning of a nest of {@code replace} calls
	 */
	static String escapedPrefix() {
		return "replace(".repeat(11);
	}

	/**
	 * The SQL that goes behind a pattern with an escape character. What was escaped is
	 * hidden behind control characters while the rest is translated.
	 * @param escape SQL for the escape character
	 * @return the end of the calls that {@link #escapedPrefix()} began
	 */
	static String escapedSuffix(String escape) {
		return "," + escape + "||" + escape + ",char(1))," + escape + "||'%',char(2))," + escape + "||'_',char(3))"
				+ suffix() + ",char(3),'_'),char(2),'%'),char(1),case when " + escape + " in ('*','?','[') then '['||"
				+ escape + "||']' else " + escape + " end)";
	}

}
