package io.github.dqlite4j.jdbc;

/**
 * A token of SQL text.
 *
 * @param type what it is
 * @param start where it begins in the text
 * @param end where it ends, exclusive
 */
record SqlToken(Type type, int start, int end) {

	/**
	 * What a token can be. Blanks and comments are no tokens.
	 */
	enum Type {

		/**
		 * A keyword or an unquoted name.
		 */
		WORD,

		/**
		 * A quoted name.
		 */
		QUOTED_NAME,

		/**
		 * A string or BLOB literal.
		 */
		LITERAL,

		/**
		 * A number.
		 */
		NUMBER,

		/**
		 * {@code ?}, {@code ?1}, {@code :name}, {@code @name} or {@code $name}.
		 */
		PARAMETER,

		/**
		 * Any other character.
		 */
		SYMBOL

	}

	/**
	 * Tell whether this is an unquoted word.
	 * @param sql the text
	 * @param word the word in any case
	 * @return whether it is that word
	 */
	boolean is(String sql, String word) {
		return this.type == Type.WORD && this.end - this.start == word.length()
				&& sql.regionMatches(true, this.start, word, 0, word.length());
	}

	/**
	 * Tell whether this is a certain symbol.
	 * @param sql the text
	 * @param symbol the character
	 * @return whether it is that symbol
	 */
	boolean is(String sql, char symbol) {
		return this.type == Type.SYMBOL && sql.charAt(this.start) == symbol;
	}

	/**
	 * Return the characters of this token.
	 * @param sql the text
	 * @return the part of the text
	 */
	String text(String sql) {
		return sql.substring(this.start, this.end);
	}

}
