package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The columns and constraints of a CREATE TABLE or an ALTER TABLE … ADD COLUMN, as far as
 * they can be told apart without knowing what they mean.
 */
final class TableDefinition {

	private static final Set<String> TABLE_CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

	private final String sql;

	private final int headEnd;

	private final List<Item> items = new ArrayList<>();

	private TableDefinition(String sql, int headEnd) {
		this.sql = sql;
		this.headEnd = headEnd;
	}

	/**
	 * Parse a statement.
	 * @param sql the statement
	 * @return what it defines, or {@code null} if it is another one
	 */
	static @Nullable TableDefinition parse(String sql) {
		List<SqlToken> tokens = new ArrayList<>();
		SqlTokenizer tokenizer = new SqlTokenizer(sql);
		for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
			tokens.add(token);
		}
		boolean alter = !tokens.isEmpty() && tokens.get(0).is(sql, "ALTER");
		for (int i = 0; i < tokens.size(); i++) {
			SqlToken token = tokens.get(i);
			if (token.is(sql, "AS")) {
				return null;
			}
			if (alter && i > 2 && token.is(sql, "ADD")) {
				return added(sql, tokens, i);
			}
			if (!alter && token.is(sql, '(')) {
				TableDefinition table = new TableDefinition(sql, token.start());
				table.split(tokens, i);
				return table;
			}
		}
		return null;
	}

	private static @Nullable TableDefinition added(String sql, List<SqlToken> tokens, int add) {
		int start = (tokens.size() > add + 1 && tokens.get(add + 1).is(sql, "COLUMN")) ? add + 2 : add + 1;
		if (start >= tokens.size()) {
			return null;
		}
		TableDefinition table = new TableDefinition(sql, tokens.get(add).start());
		table.items.add(new Item(sql, tokens.subList(start, tokens.size()), tokens.get(start - 1).end()));
		return table;
	}

	private void split(List<SqlToken> tokens, int open) {
		int depth = 0;
		int start = open + 1;
		for (int i = open; i < tokens.size(); i++) {
			SqlToken token = tokens.get(i);
			if (token.is(this.sql, '(')) {
				depth++;
			}
			else if (token.is(this.sql, ')')) {
				depth--;
			}
			if (depth == 0 || depth == 1 && token.is(this.sql, ',')) {
				if (i > start) {
					this.items.add(new Item(this.sql, tokens.subList(start, i), itemSeparatorStart(tokens, start)));
				}
				start = i + 1;
			}
			if (depth == 0) {
				return;
			}
		}
	}

	/**
	 * Return where the comma before an item begins.
	 */
	private static int itemSeparatorStart(List<SqlToken> tokens, int start) {
		return tokens.get(start - 1).start();
	}

	String sql() {
		return this.sql;
	}

	/**
	 * Return what precedes the columns, to show it to people.
	 */
	String head() {
		return this.sql.substring(0, this.headEnd).strip();
	}

	List<Item> columns() {
		return this.items.stream().filter((item) -> !item.isAny(item.tokens().get(0), TABLE_CONSTRAINTS)).toList();
	}

	/**
	 * Return the constraint that makes one column alone the primary key.
	 * @param column the column
	 * @return the constraint, or {@code null} if there is none
	 */
	@Nullable Item primaryKeyOf(Item column) {
		for (Item item : this.items) {
			int primary = item.isAny(item.tokens().get(0), TABLE_CONSTRAINTS) ? item.indexOf("PRIMARY", 0) : -1;
			if (primary >= 0 && item.tokens().size() == primary + 5
					&& item.nameAt(primary + 3).equalsIgnoreCase(column.name())) {
				return item;
			}
		}
		return null;
	}

	/**
	 * One column or constraint.
	 *
	 * @param sql the whole statement
	 * @param tokens what it consists of, at least one token
	 * @param previousEnd where to cut to remove it with the comma before it
	 */
	record Item(String sql, List<SqlToken> tokens, int previousEnd) {

		int start() {
			return this.tokens.get(0).start();
		}

		int end() {
			return this.tokens.get(this.tokens.size() - 1).end();
		}

		String text(SqlToken token) {
			return token.text(this.sql);
		}

		boolean is(SqlToken token, String word) {
			return token.is(this.sql, word);
		}

		boolean isAny(SqlToken token, Set<String> words) {
			return words.stream().anyMatch((word) -> is(token, word));
		}

		/**
		 * Return the name of the column, without quotes.
		 */
		String name() {
			return nameAt(0);
		}

		private String nameAt(int index) {
			SqlToken token = this.tokens.get(index);
			String text = text(token);
			return (token.type() == SqlToken.Type.WORD) ? text : text.substring(1, Math.max(1, text.length() - 1));
		}

		/**
		 * Return the position of a word outside of parentheses, or -1.
		 */
		int indexOf(String word, int from) {
			int depth = 0;
			for (int i = 0; i < this.tokens.size(); i++) {
				SqlToken token = this.tokens.get(i);
				if (token.is(this.sql, '(')) {
					depth++;
				}
				else if (token.is(this.sql, ')')) {
					depth--;
				}
				else if (depth == 0 && i >= from && is(token, word)) {
					return i;
				}
			}
			return -1;
		}

		/**
		 * Return the position of the first of some words behind the name, or -1.
		 */
		int firstOf(Set<String> words) {
			return words.stream().mapToInt((word) -> indexOf(word, 1)).filter((index) -> index > 0).min().orElse(-1);
		}

		/**
		 * Return the position behind the parentheses that begin at a position, if they
		 * do.
		 */
		int skipParentheses(int from) {
			if (from >= this.tokens.size() || !this.tokens.get(from).is(this.sql, '(')) {
				return from;
			}
			int depth = 0;
			int i = from;
			do {
				SqlToken token = this.tokens.get(i++);
				if (token.is(this.sql, '(')) {
					depth++;
				}
				else if (token.is(this.sql, ')')) {
					depth--;
				}
			}
			while (depth > 0 && i < this.tokens.size());
			return i;
		}

	}

}
