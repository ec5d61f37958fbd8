package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word, name, literal or sign of a statement as the engine keeps it in its catalogue.
 *
 * @param text the text; of a quoted name what is between the quotes
 * @param quoted whether it is a quoted name or a string, never a keyword
 * @param start where it starts in the statement
 * @param end where it ends, exclusive
 */
record CatalogToken(String text, boolean quoted, int start, int end) {

	/**
	 * Tell whether this is a keyword or a sign.
	 * @param keyword the keyword in upper case, or the sign
	 */
	boolean is(String keyword) {
		return !this.quoted && this.text.toUpperCase(Locale.ROOT).equals(keyword);
	}

	/**
	 * Split a statement that the engine accepted; white space and comments fall away.
	 */
	static List<CatalogToken> tokenize(String sql) {
		List<CatalogToken> tokens = new ArrayList<>();
		int position = 0;
		while (position < sql.length()) {
			char c = sql.charAt(position);
			int end = blankEnd(sql, position, c);
			if (end == position) {
				CatalogToken token = read(sql, position, c);
				tokens.add(token);
				end = token.end;
			}
			position = end;
		}
		return tokens;
	}

	private static int blankEnd(String sql, int start, char c) {
		if (Character.isWhitespace(c)) {
			return start + 1;
		}
		if (sql.startsWith("--", start)) {
			return endOf(sql, "\n", start + 2);
		}
		return sql.startsWith("/*", start) ? endOf(sql, "*/", start + 2) : start;
	}

	private static int endOf(String sql, String mark, int from) {
		int found = sql.indexOf(mark, from);
		return (found < 0) ? sql.length() : found + mark.length();
	}

	private static CatalogToken read(String sql, int start, char c) {
		if (c == '[') {
			int end = endOf(sql, "]", start);
			return new CatalogToken(sql.substring(start + 1, end - 1), true, start, end);
		}
		if (c == '"' || c == '`' || c == '\'') {
			return readQuoted(sql, start, c);
		}
		int end = start + 1;
		if (isWordPart(c)) {
			while (end < sql.length() && isWordPart(sql.charAt(end))) {
				end++;
			}
		}
		return new CatalogToken(sql.substring(start, end), false, start, end);
	}

	private static CatalogToken readQuoted(String sql, int start, char quote) {
		StringBuilder text = new StringBuilder();
		int position = start + 1;
		while (position < sql.length()) {
			char c = sql.charAt(position++);
			if (c != quote) {
				text.append(c);
			}
			else if (position < sql.length() && sql.charAt(position) == quote) {
				text.append(c);
				position++;
			}
			else {
				break;
			}
		}
		return new CatalogToken(text.toString(), true, start, position);
	}

	/**
	 * As the engine sees it: every character beyond ASCII is part of a word.
	 */
	private static boolean isWordPart(char c) {
		return c >= 0x80 || c == '_' || c == '$' || Character.isLetterOrDigit(c);
	}

}
