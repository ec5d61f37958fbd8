package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tokens of a statement, gone through from the first to the last. What stands in
 * parentheses is one piece.
 */
final class SqlTokens {

	private final String sql;

	private final List<SqlToken> tokens = new ArrayList<>();

	private int position;

	SqlTokens(String sql) {
		this.sql = sql;
		SqlTokenizer tokenizer = new SqlTokenizer(sql);
		for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
			this.tokens.add(token);
		}
	}

	int position() {
		return this.position;
	}

	boolean isAtEnd() {
		return this.position >= this.tokens.size();
	}

	boolean isSymbol(int index, char symbol) {
		return isInside(index) && this.tokens.get(index).is(this.sql, symbol);
	}

	boolean isWord(int index, String word) {
		return isInside(index) && this.tokens.get(index).is(this.sql, word);
	}

	/**
	 * Tell whether a token can be a name: a word or something in quotes that is no
	 * string.
	 */
	boolean isName(int index) {
		return isInside(index) && switch (this.tokens.get(index).type()) {
			case WORD, QUOTED_NAME -> true;
			default -> false;
		};
	}

	private boolean isInside(int index) {
		return index >= 0 && index < this.tokens.size();
	}

	/**
	 * Return a name without its quotes.
	 */
	String name(int index) {
		SqlToken token = this.tokens.get(index);
		String text = token.text(this.sql);
		if (token.type() != SqlToken.Type.QUOTED_NAME || text.length() < 2) {
			return text;
		}
		String quote = text.substring(text.length() - 1);
		String content = text.substring(1, text.length() - 1);
		return quote.equals("]") ? content : content.replace(quote + quote, quote);
	}

	boolean is(char symbol) {
		return isSymbol(this.position, symbol);
	}

	boolean isAtName() {
		return isName(this.position);
	}

	/**
	 * Tell whether the token is one of some keywords. Behind a dot every word is a name.
	 */
	boolean isAny(Set<String> words) {
		return isInside(this.position) && this.tokens.get(this.position).type() == SqlToken.Type.WORD
				&& !isSymbol(this.position - 1, '.')
				&& words.contains(this.tokens.get(this.position).text(this.sql).toUpperCase(Locale.ROOT));
	}

	boolean skip(char symbol) {
		boolean found = is(symbol);
		this.position += found ? 1 : 0;
		return found;
	}

	boolean skip(String word) {
		boolean found = isWord(this.position, word);
		this.position += found ? 1 : 0;
		return found;
	}

	/**
	 * Skip a token, or all that is in parentheses.
	 */
	void skipOne() {
		int depth = 0;
		do {
			if (is('(')) {
				depth++;
			}
			else if (is(')')) {
				depth--;
			}
			this.position++;
		}
		while (depth > 0 && !isAtEnd());
	}

	void skipParentheses() {
		if (is('(')) {
			skipOne();
		}
	}

	void skipTo(String word) {
		while (!isAtEnd() && !isWord(this.position, word)) {
			skipOne();
		}
	}

	/**
	 * Return the name and move behind it.
	 * @return the name, empty if there is none here
	 */
	String takeName() {
		return isAtName() ? name(this.position++) : "";
	}

	/**
	 * Return the names in parentheses in the form of {@link TableColumns#key} and move
	 * behind them.
	 */
	Set<String> takeNamesInParentheses() {
		Set<String> names = new HashSet<>();
		int start = this.position;
		skipParentheses();
		for (int i = start; i < this.position; i++) {
			if (isName(i)) {
				names.add(TableColumns.key(name(i)));
			}
		}
		return names;
	}

}
