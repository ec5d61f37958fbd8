package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What only the text of {@code CREATE INDEX} tells: the expressions and the condition.
 *
 * @param terms what is indexed, in order, without {@code COLLATE}, {@code ASC} and
 * {@code DESC}
 * @param condition the condition of a partial index, or {@code null}
 */
record CatalogIndexDdl(List<String> terms, @Nullable String condition) {

	/**
	 * Read a definition.
	 * @param sql {@code CREATE INDEX} as the engine accepted it
	 */
	static CatalogIndexDdl parse(String sql) {
		List<CatalogToken> tokens = CatalogToken.tokenize(sql);
		List<String> terms = new ArrayList<>();
		int depth = 0;
		int termStart = 0;
		for (int i = 0; i < tokens.size(); i++) {
			CatalogToken token = tokens.get(i);
			boolean closes = token.is(")");
			if (depth == 1 && (closes || token.is(","))) {
				terms.add(term(sql, tokens.subList(termStart, i)));
				termStart = i + 1;
			}
			if (token.is("(") && depth++ == 0) {
				termStart = i + 1;
			}
			if (closes && --depth == 0) {
				return new CatalogIndexDdl(terms, condition(sql, tokens.subList(i + 1, tokens.size())));
			}
		}
		return new CatalogIndexDdl(terms, null);
	}

	private static String term(String sql, List<CatalogToken> tokens) {
		int end = tokens.size();
		if (end > 1 && (tokens.get(end - 1).is("ASC") || tokens.get(end - 1).is("DESC"))) {
			end--;
		}
		if (end > 2 && tokens.get(end - 2).is("COLLATE")) {
			end -= 2;
		}
		return sql.substring(tokens.get(0).start(), tokens.get(end - 1).end());
	}

	private static @Nullable String condition(String sql, List<CatalogToken> tokens) {
		if (tokens.size() < 2 || !tokens.get(0).is("WHERE")) {
			return null;
		}
		return sql.substring(tokens.get(1).start(), tokens.get(tokens.size() - 1).end());
	}

}
