package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Goes through the tokens of a statement, taking those that are expected.
 */
final class SequenceScanner {

	private final String sql;

	private final List<SqlToken> tokens = new ArrayList<>();

	private int position;

	SequenceScanner(String sql) {
		this.sql = sql;
		SqlTokenizer tokenizer = new SqlTokenizer(sql);
		for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
			this.tokens.add(token);
		}
	}

	private @Nullable SqlToken peek() {
		return (this.position < this.tokens.size()) ? this.tokens.get(this.position) : null;
	}

	boolean isAtEnd() {
		return this.position == this.tokens.size();
	}

	/**
	 * Take words if all of them follow.
	 */
	boolean accept(String... words) {
		for (int i = 0; i < words.length; i++) {
			int index = this.position + i;
			if (index >= this.tokens.size() || !this.tokens.get(index).is(this.sql, words[i])) {
				return false;
			}
		}
		this.position += words.length;
		return true;
	}

	boolean accept(char symbol) {
		SqlToken token = peek();
		boolean found = token != null && token.is(this.sql, symbol);
		this.position += found ? 1 : 0;
		return found;
	}

	/**
	 * Take a name, which may be quoted.
	 */
	@Nullable String name() {
		SqlToken token = peek();
		if (token == null || token.type() != SqlToken.Type.WORD && token.type() != SqlToken.Type.QUOTED_NAME) {
			return null;
		}
		this.position++;
		return unquoted(token);
	}

	@Nullable String literal() {
		SqlToken token = peek();
		if (token == null || token.type() != SqlToken.Type.LITERAL || this.sql.charAt(token.start()) != '\'') {
			return null;
		}
		this.position++;
		return unquoted(token);
	}

	boolean acceptParameter() {
		SqlToken token = peek();
		boolean found = token != null && token.type() == SqlToken.Type.PARAMETER;
		this.position += found ? 1 : 0;
		return found;
	}

	/**
	 * Take a whole number with its sign.
	 */
	@Nullable Long number() {
		int start = this.position;
		boolean negative = accept('-');
		if (!negative) {
			accept('+');
		}
		SqlToken token = peek();
		try {
			if (token != null && token.type() == SqlToken.Type.NUMBER) {
				long number = Long.parseLong((negative ? "-" : "") + token.text(this.sql));
				this.position++;
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// no whole number of 64 bits, which the caller complains about
		}
		this.position = start;
		return null;
	}

	boolean isBeforeNumber() {
		int start = this.position;
		boolean number = number() != null;
		this.position = start;
		return number;
	}

	/**
	 * Take an expression in parentheses.
	 * @return its text with the parentheses
	 */
	@Nullable String parenthesized() {
		SqlToken first = peek();
		if (first == null || !first.is(this.sql, '(')) {
			return null;
		}
		int depth = 0;
		for (int i = this.position; i < this.tokens.size(); i++) {
			SqlToken token = this.tokens.get(i);
			depth += token.is(this.sql, '(') ? 1 : 0;
			depth -= token.is(this.sql, ')') ? 1 : 0;
			if (depth == 0) {
				this.position = i + 1;
				return this.sql.substring(first.start(), token.end());
			}
		}
		return null;
	}

	/**
	 * Return the next token, for a message.
	 */
	String rest() {
		SqlToken token = peek();
		return (token != null) ? "'" + token.text(this.sql) + "'" : "the end";
	}

	/**
	 * Return the text of the token before.
	 */
	String previous() {
		return this.tokens.get(this.position - 1).text(this.sql);
	}

	private String unquoted(SqlToken token) {
		String text = token.text(this.sql);
		if (token.type() == SqlToken.Type.WORD || text.length() < 2) {
			return text;
		}
		String end = text.substring(text.length() - 1);
		String inner = text.substring(1, text.length() - 1);
		return end.equals("]") ? inner : inner.replace(end + end, end);
	}

	static String lowerCase(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
