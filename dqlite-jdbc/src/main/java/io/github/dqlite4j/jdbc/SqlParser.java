package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Splits a text into statements and finds out what each does. The engine takes one
 * statement per request and has two kinds of request, for statements with and without
 * rows; taking the wrong one is not only an error but can end the server's process.
 */
final class SqlParser {

	private static final int KEPT_WORDS = 5;

	private final String sql;

	private final List<SqlStatement> statements = new ArrayList<>();

	private SqlParser(String sql) {
		this.sql = sql;
	}

	/**
	 * Parse a text.
	 * @param sql the text
	 * @return its statements in order; empty if it has none
	 */
	static List<SqlStatement> parse(String sql) {
		SqlParser parser = new SqlParser(sql);
		parser.run();
		return parser.statements;
	}

	private void run() {
		SqlTokenizer tokenizer = new SqlTokenizer(this.sql);
		Draft draft = new Draft();
		for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
			if (token.is(this.sql, ';') && !draft.isInTriggerBody()) {
				finish(draft);
				draft = new Draft();
			}
			else {
				draft.add(token);
			}
		}
		finish(draft);
	}

	private void finish(Draft draft) {
		if (draft.start >= 0) {
			this.statements.add(
					new SqlStatement(this.sql.substring(draft.start, draft.end), draft.kind(), List.copyOf(draft.words),
							draft.pragma(), draft.insertion(), draft.parameterCount, draft.rollbackClause));
		}
	}

	/**
	 * What is known of the statement that is being read.
	 */
	private final class Draft {

		private final List<String> words = new ArrayList<>(KEPT_WORDS);

		private final Map<String, Integer> namedParameters = new LinkedHashMap<>();

		private int start = -1;

		private int end;

		private int depth;

		private int parameterCount;

		private boolean trigger;

		private int bodyDepth;

		private @Nullable String mainVerb;

		private @Nullable String table;

		private boolean expectsTable;

		private boolean endsWithTable;

		private boolean inValues;

		private int rows;

		private boolean manyRows;

		private boolean onConflict;

		private boolean updatesOnConflict;

		private boolean returning;

		private boolean rollbackClause;

		private String pragmaName = "";

		private boolean pragmaHasValue;

		private void add(SqlToken token) {
			if (this.start < 0) {
				this.start = token.start();
			}
			this.end = token.end();
			boolean followsTable = this.endsWithTable;
			this.endsWithTable = false;
			switch (token.type()) {
				case WORD -> addWord(token);
				case PARAMETER -> addParameter(token.text(SqlParser.this.sql));
				case SYMBOL -> addSymbol(SqlParser.this.sql.charAt(token.start()), followsTable);
				case QUOTED_NAME, LITERAL -> {
					String name = unquote(token.text(SqlParser.this.sql));
					trackPragmaName(name);
					trackTable(name);
				}
				default -> {
				}
			}
		}

		/**
		 * The name of a PRAGMA may be quoted, and a schema may precede it: it is the last
		 * name before the value.
		 */
		private void trackPragmaName(String name) {
			if (!this.pragmaHasValue && !this.words.isEmpty() && this.words.get(0).equals("PRAGMA")) {
				this.pragmaName = name.toUpperCase(Locale.ROOT);
			}
		}

		private static String unquote(String text) {
			return (text.length() >= 2) ? text.substring(1, text.length() - 1) : text;
		}

		private void addWord(SqlToken token) {
			String word = token.text(SqlParser.this.sql).toUpperCase(Locale.ROOT);
			trackPragmaName(word);
			if (!word.equals("INTO")) {
				trackTable(token.text(SqlParser.this.sql));
			}
			if (this.words.size() < KEPT_WORDS && this.depth == 0) {
				this.words.add(word);
			}
			if (this.words.size() <= 3 && word.equals("TRIGGER") && this.words.get(0).equals("CREATE")) {
				this.trigger = true;
			}
			if (this.trigger) {
				trackTriggerBody(word);
			}
			if (this.depth != 0) {
				return;
			}
			switch (word) {
				case "SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE" -> {
					if (this.mainVerb == null) {
						this.mainVerb = word;
					}
					else if (word.equals("VALUES")) {
						this.inValues = true;
					}
					else if (word.equals("SELECT")) {
						this.manyRows = true;
					}
					else if (word.equals("UPDATE") && this.onConflict) {
						this.updatesOnConflict = true;
					}
				}
				case "INTO" -> this.expectsTable = this.table == null;
				case "ON" -> this.inValues = false;
				case "DO" -> this.onConflict = true;
				case "RETURNING" -> this.returning = true;
				case "ROLLBACK" -> this.rollbackClause = this.words.size() > 1;
				default -> {
				}
			}
		}

		private void trackTriggerBody(String word) {
			switch (word) {
				case "BEGIN" -> this.bodyDepth++;
				case "CASE" -> this.bodyDepth += (this.bodyDepth > 0) ? 1 : 0;
				case "END" -> this.bodyDepth -= (this.bodyDepth > 0) ? 1 : 0;
				default -> {
				}
			}
		}

		private boolean isInTriggerBody() {
			return this.bodyDepth > 0;
		}

		private void addSymbol(char symbol, boolean afterTable) {
			switch (symbol) {
				case '(' -> {
					this.pragmaHasValue = true;
					this.expectsTable = false;
					this.rows += (this.inValues && this.depth == 0) ? 1 : 0;
					this.depth++;
				}
				case ')' -> this.depth--;
				case '=' -> this.pragmaHasValue = true;
				case '.' -> this.expectsTable = afterTable;
				default -> {
				}
			}
		}

		private void addParameter(String text) {
			int index;
			if (text.equals("?")) {
				index = this.parameterCount + 1;
			}
			else if (text.charAt(0) == '?') {
				index = (text.length() <= 7) ? Integer.parseInt(text.substring(1)) : 0;
			}
			else {
				index = this.namedParameters.computeIfAbsent(text, (key) -> this.parameterCount + 1);
			}
			this.parameterCount = Math.max(this.parameterCount, index);
		}

		/**
		 * The table follows INTO; a schema may precede it.
		 */
		private void trackTable(String name) {
			if (this.expectsTable) {
				this.table = name;
				this.expectsTable = false;
				this.endsWithTable = true;
			}
		}

		private @Nullable Insertion insertion() {
			String target = this.table;
			if (target == null || kind() != StatementKind.INSERT) {
				return null;
			}
			return new Insertion(target, !this.manyRows && this.rows <= 1 && !this.updatesOnConflict);
		}

		private @Nullable Pragma pragma() {
			return this.pragmaName.isEmpty() ? null : new Pragma(this.pragmaName, this.pragmaHasValue);
		}

		private StatementKind kind() {
			String first = this.words.isEmpty() ? "" : this.words.get(0);
			return switch (first) {
				case "SELECT", "VALUES", "EXPLAIN" -> StatementKind.QUERY;
				case "INSERT", "REPLACE", "UPDATE", "DELETE", "WITH" -> manipulation();
				case "CREATE", "ALTER", "DROP", "ANALYZE", "REINDEX", "VACUUM" -> StatementKind.DEFINITION;
				case "PRAGMA" -> new Pragma(this.pragmaName, this.pragmaHasValue).kind();
				case "BEGIN" -> StatementKind.BEGIN;
				case "COMMIT", "END" -> StatementKind.COMMIT;
				case "ROLLBACK" -> this.words.contains("TO") ? StatementKind.SAVEPOINT : StatementKind.ROLLBACK;
				case "SAVEPOINT", "RELEASE" -> StatementKind.SAVEPOINT;
				default -> StatementKind.OTHER;
			};
		}

		private StatementKind manipulation() {
			String verb = (this.mainVerb != null) ? this.mainVerb : "";
			if (verb.equals("SELECT") || verb.equals("VALUES")) {
				return StatementKind.QUERY;
			}
			if (this.returning) {
				return StatementKind.RETURNING;
			}
			return (verb.equals("INSERT") || verb.equals("REPLACE")) ? StatementKind.INSERT : StatementKind.UPDATE;
		}

	}

}
