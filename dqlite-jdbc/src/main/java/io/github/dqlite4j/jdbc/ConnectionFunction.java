package io.github.dqlite4j.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * A function of SQL that tells what its connection wrote before.
 */
enum ConnectionFunction {

	/**
	 * The rowid of the last row that was inserted.
	 */
	LAST_INSERT_ROWID,

	/**
	 * How many rows the last statement changed.
	 */
	CHANGES,

	/**
	 * How many rows were changed since the connection was opened.
	 */
	TOTAL_CHANGES;

	/**
	 * Return the function that a token names which stands in front of a parenthesis.
	 * @param sql the text
	 * @param token a token of it
	 * @return the function, or {@code null} if it is another one or none
	 */
	static @Nullable ConnectionFunction of(String sql, SqlToken token) {
		int quotes = (token.type() == SqlToken.Type.QUOTED_NAME) ? 1 : 0;
		if (quotes == 0 && token.type() != SqlToken.Type.WORD) {
			return null;
		}
		int start = token.start() + quotes;
		int length = token.end() - quotes - start;
		for (ConnectionFunction function : values()) {
			String name = function.name();
			if (length == name.length() && sql.regionMatches(true, start, name, 0, length)) {
				return function;
			}
		}
		return null;
	}

}
