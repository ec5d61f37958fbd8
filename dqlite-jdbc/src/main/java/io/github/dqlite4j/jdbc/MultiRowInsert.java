package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A plain {@code INSERT INTO t (…) VALUES (…)} of one row that can be written with
 * several rows and does the same then. Its values are placeholders without number and
 * name, and literals: nothing that is evaluated, so that no row depends on another one or
 * on the time.
 *
 * @param statement the statement with one row
 * @param table the name of the table, without quotes and schema
 * @param row the row with its parentheses, as it is written
 * @param replaces whether rows that are in the way are deleted
 */
record MultiRowInsert(SqlStatement statement, String table, String row, boolean replaces) {

	private static final Set<String> RESOLUTIONS = Set.of("ABORT", "FAIL", "IGNORE", "REPLACE");

	private static final Set<String> LITERALS = Set.of("NULL", "TRUE", "FALSE");

	/**
	 * Find out whether a statement is of this form.
	 * @param statement the statement
	 * @return the insertion, or {@code null} if the statement has any other form
	 */
	static @Nullable MultiRowInsert of(SqlStatement statement) {
		if (statement.kind() != StatementKind.INSERT || statement.has(SqlStatement.Trait.MAY_ROLL_BACK)) {
			return null;
		}
		return new Reader(statement).read();
	}

	/**
	 * Return how many parameters one row has.
	 * @return the number
	 */
	int parametersOfRow() {
		return this.statement.parameterCount();
	}

	/**
	 * Return the statement for a number of rows.
	 * @param rows how many rows it is to insert, at least 1
	 * @return the statement; its parameters are those of the first row, then those of the
	 * second, and so on
	 */
	SqlStatement withRows(int rows) {
		if (rows == 1) {
			return this.statement;
		}
		String sql = this.statement.sql() + (", " + this.row).repeat(rows - 1);
		return new SqlStatement(sql, StatementKind.INSERT, this.statement.words(), null,
				new Insertion(this.table, false), rows * parametersOfRow(), this.statement.traits());
	}

	/**
	 * Reads a statement from its first token to its last.
	 */
	private static final class Reader {

		private final SqlStatement statement;

		private final String sql;

		private final List<SqlToken> tokens = new ArrayList<>();

		private int position;

		private Reader(SqlStatement statement) {
			this.statement = statement;
			this.sql = statement.sql();
			SqlTokenizer tokenizer = new SqlTokenizer(this.sql);
			for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
				this.tokens.add(token);
			}
		}

		private @Nullable MultiRowInsert read() {
			boolean replaces = skip("REPLACE");
			if (!replaces) {
				if (!skip("INSERT")) {
					return null;
				}
				if (skip("OR")) {
					replaces = isWord("REPLACE");
					if (!skipAny(RESOLUTIONS)) {
						return null;
					}
				}
			}
			String table = skip("INTO") ? table() : null;
			if (table == null || is('(') && !skipColumns() || !skip("VALUES")) {
				return null;
			}
			int start = this.position;
			if (!skipRow() || this.position != this.tokens.size()) {
				return null;
			}
			String row = this.sql.substring(this.tokens.get(start).start(), this.sql.length());
			return new MultiRowInsert(this.statement, table, row, replaces);
		}

		/**
		 * A name whose quotes hold quotes is left alone, which spares to unquote it.
		 */
		private @Nullable String table() {
			String name = name();
			if (name != null && skip('.')) {
				name = name();
			}
			return (name == null || name.isEmpty() || name.matches(".*[\"`'\\]].*")) ? null : name;
		}

		private @Nullable String name() {
			SqlToken token = current();
			if (token == null) {
				return null;
			}
			String text = token.text(this.sql);
			this.position++;
			return switch (token.type()) {
				case WORD -> text;
				case QUOTED_NAME -> (text.length() > 2) ? text.substring(1, text.length() - 1) : null;
				default -> null;
			};
		}

		private boolean skipColumns() {
			do {
				this.position++;
				if (name() == null) {
					return false;
				}
			}
			while (is(','));
			return skip(')');
		}

		private boolean skipRow() {
			if (!is('(')) {
				return false;
			}
			do {
				this.position++;
				if (!skipValue()) {
					return false;
				}
			}
			while (is(','));
			return skip(')');
		}

		private boolean skipValue() {
			boolean signed = skip('-') || skip('+');
			SqlToken token = current();
			if (token == null) {
				return false;
			}
			this.position++;
			return switch (token.type()) {
				case NUMBER -> true;
				case PARAMETER -> !signed && token.end() - token.start() == 1;
				case LITERAL -> !signed;
				case WORD -> !signed && LITERALS.stream().anyMatch((word) -> token.is(this.sql, word));
				default -> false;
			};
		}

		private @Nullable SqlToken current() {
			return (this.position < this.tokens.size()) ? this.tokens.get(this.position) : null;
		}

		private boolean is(char symbol) {
			SqlToken token = current();
			return token != null && token.is(this.sql, symbol);
		}

		private boolean isWord(String word) {
			SqlToken token = current();
			return token != null && token.is(this.sql, word);
		}

		private boolean skip(char symbol) {
			boolean found = is(symbol);
			this.position += found ? 1 : 0;
			return found;
		}

		private boolean skip(String word) {
			boolean found = isWord(word);
			this.position += found ? 1 : 0;
			return found;
		}

		private boolean skipAny(Set<String> words) {
			return words.stream().anyMatch(this::skip);
		}

	}

}
