package io.github.dqlite4j.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Cuts SQL text into tokens by the rules of SQLite. It never fails: what is not closed
 * ends with the text, and the engine is left to complain.
 */
final class SqlTokenizer {

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private final String sql;

	private int position;

	SqlTokenizer(String sql) {
		this.sql = sql;
	}

	/**
	 * Return the next token.
	 * @return the token, or {@code null} at the end
	 */
	@Nullable SqlToken next() {
		skipBlanksAndComments();
		if (this.position >= this.sql.length()) {
			return null;
		}
		int start = this.position;
		char c = this.sql.charAt(start);
		SqlToken.Type type = scan(c);
		return new SqlToken(type, start, this.position);
	}

	private SqlToken.Type scan(char c) {
		switch (c) {
			case '\'' -> {
				return quoted('\'', SqlToken.Type.LITERAL);
			}
			case '"' -> {
				return quoted('"', SqlToken.Type.QUOTED_NAME);
			}
			case '`' -> {
				return quoted('`', SqlToken.Type.QUOTED_NAME);
			}
			case '[' -> {
				return quoted(']', SqlToken.Type.QUOTED_NAME);
			}
			case '?' -> {
				this.position++;
				skipDigits();
				return SqlToken.Type.PARAMETER;
			}
			case ':', '@', '$' -> {
				return named();
			}
			default -> {
				return wordOrNumberOrSymbol(c);
			}
		}
	}

	private SqlToken.Type wordOrNumberOrSymbol(char c) {
		if ((c == 'x' || c == 'X') && at(this.position + 1) == '\'') {
			this.position++;
			return quoted('\'', SqlToken.Type.LITERAL);
		}
		if (isDigit(c) || c == '.' && isDigit(at(this.position + 1))) {
			while (isWordPart(at(this.position)) || at(this.position) == '.' || isSignOfExponent()) {
				this.position++;
			}
			return SqlToken.Type.NUMBER;
		}
		if (isWordPart(c)) {
			skipWord();
			return SqlToken.Type.WORD;
		}
		this.position++;
		return SqlToken.Type.SYMBOL;
	}

	private boolean isSignOfExponent() {
		char c = at(this.position);
		char before = this.sql.charAt(this.position - 1);
		return (c == '+' || c == '-') && (before == 'e' || before == 'E') && isDigit(at(this.position + 1));
	}

	/**
	 * A name may be one of Tcl, {@code $a::b(c)}: colons in pairs, and an index without
	 * blanks.
	 */
	private SqlToken.Type named() {
		int start = ++this.position;
		int nameLength = 0;
		while (true) {
			char c = at(this.position);
			if (isWordPart(c)) {
				nameLength++;
				this.position++;
			}
			else if (c == ':' && at(this.position + 1) == ':') {
				this.position += 2;
			}
			else {
				break;
			}
		}
		if (nameLength == 0) {
			this.position = start;
			return SqlToken.Type.SYMBOL;
		}
		if (at(this.position) == '(') {
			skipIndex();
		}
		return SqlToken.Type.PARAMETER;
	}

	private void skipIndex() {
		while (this.position < this.sql.length()) {
			char c = this.sql.charAt(this.position);
			if (c <= ' ') {
				return;
			}
			this.position++;
			if (c == ')') {
				return;
			}
		}
	}

	private SqlToken.Type quoted(char quote, SqlToken.Type type) {
		this.position++;
		while (this.position < this.sql.length()) {
			if (this.sql.charAt(this.position++) == quote) {
				if (quote == ']' || at(this.position) != quote) {
					break;
				}
				this.position++;
			}
		}
		return type;
	}

	private void skipBlanksAndComments() {
		while (this.position < this.sql.length()) {
			char c = this.sql.charAt(this.position);
			if (c == '-' && at(this.position + 1) == '-') {
				int end = this.sql.indexOf('\n', this.position);
				this.position = (end < 0) ? this.sql.length() : end + 1;
			}
			else if (c == '/' && at(this.position + 1) == '*') {
				int end = this.sql.indexOf("*/", this.position + 2);
				this.position = (end < 0) ? this.sql.length() : end + 2;
			}
			else if (c <= ' ' || c == BYTE_ORDER_MARK) {
				this.position++;
			}
			else {
				return;
			}
		}
	}

	private void skipDigits() {
		while (isDigit(at(this.position))) {
			this.position++;
		}
	}

	private void skipWord() {
		while (isWordPart(at(this.position))) {
			this.position++;
		}
	}

	private char at(int index) {
		return (index < this.sql.length()) ? this.sql.charAt(index) : '\0';
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isWordPart(char c) {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_' || c == '$' || c >= 0x80;
	}

}
