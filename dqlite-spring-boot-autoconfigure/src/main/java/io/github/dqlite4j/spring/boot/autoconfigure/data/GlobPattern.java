package io.github.dqlite4j.spring.boot.autoconfigure.data;

/**
 * Turns a pattern of SQL's {@code LIKE}, in which a backslash makes the next character an
 * ordinary one, into one of SQLite's {@code GLOB}.
 */
final class GlobPattern {

	private GlobPattern() {
	}

	static String of(String like) {
		StringBuilder glob = new StringBuilder(like.length() + 8);
		for (int i = 0; i < like.length(); i++) {
			char character = like.charAt(i);
			switch (character) {
				case '%' -> glob.append('*');
				case '_' -> glob.append('?');
				case '\\' -> {
					i += (i + 1 < like.length()) ? 1 : 0;
					appendLiteral(glob, like.charAt(i));
				}
				default -> appendLiteral(glob, character);
			}
		}
		return glob.toString();
	}

	private static void appendLiteral(StringBuilder glob, char character) {
		if (character == '*' || character == '?' || character == '[') {
			glob.append('[').append(character).append(']');
		}
		else {
			glob.append(character);
		}
	}

}
