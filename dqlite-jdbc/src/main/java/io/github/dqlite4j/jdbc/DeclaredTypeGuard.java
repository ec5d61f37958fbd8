package io.github.dqlite4j.jdbc;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Gives columns that are declared {@code BOOLEAN}, {@code DATE}, {@code DATETIME} or
 * {@code TIMESTAMP} a type of the same meaning that the engine does not know by name.
 * <p>
 * The engine takes these four names, alone and in any case, as a promise about the
 * values: it sends NULL as 0 or as the empty text, and a value of another storage class,
 * such as the text {@code 'true'} in a BOOLEAN column, ends the process of the node that
 * reads it, and then that of the next leader (reference: {@code value_type} in the
 * engine's {@code query.c}, all versions). Any other name is left alone. So
 * {@code BOOLEAN} is created as {@code BOOL}, {@code DATE} as {@code DATE(10)},
 * {@code DATETIME} as {@code DATETIME(9)} and {@code TIMESTAMP} as {@code TIMESTAMP(9)}:
 * the affinity, NUMERIC, stays, and the metadata reports the same JDBC types, with the
 * width of a date and the digits of a second that the driver writes.
 * <p>
 * Only CREATE TABLE and ALTER TABLE are looked at: views, CREATE TABLE AS SELECT and CAST
 * give a column no such type of their own, and virtual tables do not pass theirs on. The
 * cost is one more pass over the text of these statements and nothing for others.
 */
final class DeclaredTypeGuard {

	private static final Map<String, String> REPLACEMENTS = Map.of("BOOLEAN", "BOOL", "DATE", "DATE(10)", "DATETIME",
			"DATETIME(9)", "TIMESTAMP", "TIMESTAMP(9)");

	private static final Set<String> TABLE_CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

	private static final Set<String> COLUMN_CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "NOT",
			"NULL", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED", "AS");

	private final String sql;

	private final SqlTokenizer tokenizer;

	private final StringBuilder rewritten = new StringBuilder();

	private int copied;

	private @Nullable SqlToken token;

	private DeclaredTypeGuard(String sql) {
		this.sql = sql;
		this.tokenizer = new SqlTokenizer(sql);
		this.token = this.tokenizer.next();
	}

	/**
	 * Rewrite a statement.
	 * @param statement any statement
	 * @return its text if it declares no column of the four types, or else a text that
	 * differs from it in their names only
	 */
	static String rewrite(SqlStatement statement) {
		if (statement.kind() != StatementKind.DEFINITION || !statement.words().contains("TABLE")) {
			return statement.sql();
		}
		return switch (statement.words().get(0)) {
			case "CREATE" -> new DeclaredTypeGuard(statement.sql()).createTable();
			case "ALTER" -> new DeclaredTypeGuard(statement.sql()).alterTable();
			default -> statement.sql();
		};
	}

	private String createTable() {
		while (this.token != null && !isSymbol('(')) {
			if (isWord("AS")) {
				return this.sql;
			}
			advance();
		}
		do {
			advance();
			if (!isAny(TABLE_CONSTRAINTS)) {
				column();
			}
			skipToEndOfItem();
		}
		while (isSymbol(','));
		return result();
	}

	/**
	 * {@code ALTER TABLE name ADD [COLUMN] column …}; the name may be
	 * {@code schema.name}.
	 */
	private String alterTable() {
		advance();
		advance();
		advance();
		if (isSymbol('.')) {
			advance();
			advance();
		}
		if (!isWord("ADD")) {
			return this.sql;
		}
		advance();
		if (isWord("COLUMN")) {
			advance();
		}
		column();
		return result();
	}

	private void column() {
		advance();
		type();
	}

	/**
	 * The type of a column are the words up to its first constraint. The engine drops the
	 * quotes around it, and with them all that follows the closing one.
	 */
	private void type() {
		SqlToken first = this.token;
		if (first == null || !isName(first) || isAny(COLUMN_CONSTRAINTS)) {
			return;
		}
		String name = first.text(this.sql);
		boolean quoted = first.type() != SqlToken.Type.WORD;
		if (quoted) {
			name = name.substring(1, Math.max(name.length() - 1, 1));
		}
		String replacement = REPLACEMENTS.get(name.toUpperCase(Locale.ROOT));
		advance();
		if (replacement == null) {
			return;
		}
		boolean alone = !isSymbol('(') && (this.token == null || !isName(this.token) || isAny(COLUMN_CONSTRAINTS));
		if (alone) {
			replace(first, replacement);
		}
		else if (quoted) {
			replace(first, name);
		}
	}

	private static boolean isName(SqlToken token) {
		return switch (token.type()) {
			case WORD, QUOTED_NAME, LITERAL -> true;
			default -> false;
		};
	}

	private void replace(SqlToken replaced, String replacement) {
		this.rewritten.append(this.sql, this.copied, replaced.start()).append(replacement);
		this.copied = replaced.end();
	}

	private String result() {
		return (this.copied == 0) ? this.sql
				: this.rewritten.append(this.sql, this.copied, this.sql.length()).toString();
	}

	private void skipToEndOfItem() {
		int depth = 0;
		while (this.token != null && (depth > 0 || !isSymbol(',') && !isSymbol(')'))) {
			if (isSymbol('(')) {
				depth++;
			}
			else if (isSymbol(')')) {
				depth--;
			}
			advance();
		}
	}

	private void advance() {
		this.token = this.tokenizer.next();
	}

	private boolean isSymbol(char symbol) {
		return this.token != null && this.token.is(this.sql, symbol);
	}

	private boolean isWord(String word) {
		return this.token != null && this.token.is(this.sql, word);
	}

	private boolean isAny(Set<String> words) {
		return this.token != null && this.token.type() == SqlToken.Type.WORD
				&& words.contains(this.token.text(this.sql).toUpperCase(Locale.ROOT));
	}

}
