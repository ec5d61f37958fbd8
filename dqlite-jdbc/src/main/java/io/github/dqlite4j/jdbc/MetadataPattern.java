package io.github.dqlite4j.jdbc;

/**
 * Turns the name patterns of JDBC ({@code %}, {@code _}, {@link #ESCAPE}) into patterns
 * of {@code GLOB}. {@code LIKE} would do the same, but its treatment of case changes with
 * {@code PRAGMA case_sensitive_like}, which a connection may have set.
 */
final class MetadataPattern {

	/**
	 * Makes the next character stand for itself.
	 */
	static final String ESCAPE = "\\";

	private MetadataPattern() {
	}

	/**
	 * Translate a pattern.
	 * @param pattern a pattern of JDBC
	 * @return the pattern that finds the same names by {@code GLOB}
	 */
	static String toGlob(String pattern) {
		StringBuilder glob = new StringBuilder(pattern.length() + 8);
		boolean escaped = false;
		for (int i = 0; i < pattern.length(); i++) {
			char c = pattern.charAt(i);
			if (!escaped && c == ESCAPE.charAt(0) && i + 1 < pattern.length()) {
				escaped = true;
				continue;
			}
			if (escaped || (c != '%' && c != '_')) {
				appendLiteral(glob, c);
			}
			else {
				glob.append((c == '%') ? '*' : '?');
			}
			escaped = false;
		}
		return glob.toString();
	}

	private static void appendLiteral(StringBuilder glob, char c) {
		if (c == '*' || c == '?' || c == '[') {
			glob.append('[').append(c).append(']');
		}
		else {
			glob.append(c);
		}
	}

}
