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
	 * Split a statement that the engine accepted.
	 */
	static List<CatalogToken> tokenize(String sql) {
		List<CatalogToken> tokens = new ArrayList<>();
		SqlTokenizer tokenizer = new SqlTokenizer(sql);
		for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
			boolean quoted = token.type() == SqlToken.Type.QUOTED_NAME || token.type() == SqlToken.Type.LITERAL;
			String text = token.text(sql);
			tokens.add(new CatalogToken(quoted ? unquote(text) : text, quoted, token.start(), token.end()));
		}
		return tokens;
	}

	private static String unquote(String text) {
		char quote = text.charAt(text.length() - 1);
		String content = text.substring(1, text.length() - 1);
		return (quote == ']') ? content : content.replace("" + quote + quote, String.valueOf(quote));
	}

}
