package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Splits a text into statements and finds out what each does. The engine takes one
 * statement per request and has two kinds of request, for statements with and without
 * rows; taking the wrong one is not only an error but can end the server's process.
 */
final class SqlParser {

	private static final int KEPT_WORDS = 6;

	private static final Pattern CREATE_TRIGGER = Pattern
		.compile("(EXPLAIN (QUERY PLAN )?)?CREATE (TEMP |TEMPORARY )?TRIGGER");

	private static final Pattern SEQUENCE = Pattern.compile("(CREATE|ALTER|DROP) (TEMP |TEMPORARY )?SEQUENCE( |$)");

	/**
	 * The longest statement that can be one about the value of a sequence.
	 */
	private static final int SEQUENCE_QUERY_LENGTH = 1000;

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
			if (token.is(this.sql, ';') && !draft.isOpenTrigger()) {
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
							draft.pragma(), draft.insertion(), draft.parameters.highest(), draft.traits));
		}
	}

	/**
	 * What is known of the statement that is being read.
	 */
	private final class Draft {

		private final List<String> words = new ArrayList<>(KEPT_WORDS);

		private final ParameterNumbers parameters = new ParameterNumbers();

		private int start = -1;

		private int end;

		private int depth;

		private boolean trigger;

		private @Nullable SqlToken previous;

		private boolean afterEndOfTrigger;

		private @Nullable String mainVerb;

		private final InsertionReader insertion = new InsertionReader();

		private boolean returning;

		private final Set<SqlStatement.Trait> traits = EnumSet.noneOf(SqlStatement.Trait.class);

		private boolean mentionsSequence;

		private String pragmaName = "";

		private boolean pragmaHasValue;

		private void add(SqlToken token) {
			if (this.start < 0) {
				this.start = token.start();
			}
			this.end = token.end();
			this.afterEndOfTrigger = this.trigger && token.is(SqlParser.this.sql, "END") && isBehind(';');
			switch (token.type()) {
				case WORD -> addWord(token);
				case PARAMETER -> this.parameters.next(token.text(SqlParser.this.sql));
				case SYMBOL -> addSymbol(SqlParser.this.sql.charAt(token.start()));
				case QUOTED_NAME, LITERAL -> {
					String name = unquote(token.text(SqlParser.this.sql));
					trackPragmaName(name);
					if (this.depth == 0) {
						this.insertion.name(name);
					}
				}
				default -> {
				}
			}
			this.previous = token;
		}

		private boolean isBehind(char symbol) {
			return this.previous != null && this.previous.is(SqlParser.this.sql, symbol);
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
			if (this.words.size() < KEPT_WORDS && this.depth == 0) {
				this.words.add(word);
			}
			if (word.equals("TRIGGER") && CREATE_TRIGGER.matcher(String.join(" ", this.words)).matches()) {
				this.trigger = true;
			}
			switch (word) {
				case "NEXT", "NEXTVAL", "CURRENT", "CURRVAL" -> this.mentionsSequence = true;
				default -> {
				}
			}
			if (this.depth != 0) {
				return;
			}
			this.insertion.word(word, token.text(SqlParser.this.sql));
			switch (word) {
				case "SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE" -> {
					if (this.mainVerb == null && mayBeVerb()) {
						this.mainVerb = word;
					}
				}
				case "RETURNING" -> this.returning = true;
				case "ROLLBACK" -> addTrait(SqlStatement.Trait.MAY_ROLL_BACK, this.words.size() > 1);
				case "FAIL" -> addTrait(SqlStatement.Trait.MAY_FAIL_PARTLY, this.words.size() > 1);
				default -> {
				}
			}
		}

		/**
		 * The body of a trigger has semicolons of its own. It ends with the END that
		 * stands behind one of them; any other END closes a CASE or is a name.
		 */
		private boolean isOpenTrigger() {
			return this.trigger && !this.afterEndOfTrigger;
		}

		/**
		 * What follows WITH is named at will, also REPLACE: the verb of the statement
		 * stands behind a parenthesis.
		 */
		private boolean mayBeVerb() {
			return !this.words.get(0).equals("WITH") || isBehind(')');
		}

		private void addSymbol(char symbol) {
			if (this.depth == 0) {
				this.insertion.symbol(symbol);
			}
			switch (symbol) {
				case '(' -> {
					addTrait(SqlStatement.Trait.ASKS_CONNECTION, asksConnection());
					this.pragmaHasValue = true;
					this.depth++;
				}
				case ')' -> this.depth--;
				case '=' -> this.pragmaHasValue = true;
				case '*' -> addTrait(SqlStatement.Trait.STAR, this.depth == 0 && standsForColumns());
				default -> {
				}
			}
		}

		private void addTrait(SqlStatement.Trait trait, boolean present) {
			if (present) {
				this.traits.add(trait);
			}
		}

		private boolean asksConnection() {
			return this.previous != null && ConnectionFunction.of(SqlParser.this.sql, this.previous) != null;
		}

		/**
		 * Tell whether a star is no multiplication. Inside parentheses it names no column
		 * of the result.
		 */
		private boolean standsForColumns() {
			SqlToken before = this.previous;
			return before != null && (isBehind(',') || isBehind('.') || before.is(SqlParser.this.sql, "SELECT")
					|| before.is(SqlParser.this.sql, "DISTINCT") || before.is(SqlParser.this.sql, "ALL")
					|| before.is(SqlParser.this.sql, "RETURNING"));
		}

		private @Nullable Insertion insertion() {
			return (kind() == StatementKind.INSERT) ? this.insertion.result() : null;
		}

		private @Nullable Pragma pragma() {
			return this.pragmaName.isEmpty() ? null : new Pragma(this.pragmaName, this.pragmaHasValue);
		}

		private StatementKind kind() {
			String first = this.words.isEmpty() ? "" : this.words.get(0);
			return switch (first) {
				case "SELECT", "VALUES" -> isSequenceQuery() ? StatementKind.SEQUENCE_QUERY : StatementKind.QUERY;
				case "EXPLAIN" -> StatementKind.QUERY;
				case "INSERT", "REPLACE", "UPDATE", "DELETE", "WITH" -> manipulation();
				case "CREATE", "ALTER", "DROP", "ANALYZE", "REINDEX", "VACUUM" ->
					SEQUENCE.matcher(String.join(" ", this.words)).lookingAt() ? StatementKind.SEQUENCE_DEFINITION
							: StatementKind.DEFINITION;
				case "PRAGMA" -> new Pragma(this.pragmaName, this.pragmaHasValue).kind();
				case "BEGIN" -> StatementKind.BEGIN;
				case "COMMIT", "END" -> StatementKind.COMMIT;
				case "ROLLBACK" -> this.words.contains("TO") ? StatementKind.SAVEPOINT : StatementKind.ROLLBACK;
				case "SAVEPOINT", "RELEASE" -> StatementKind.SAVEPOINT;
				default -> StatementKind.OTHER;
			};
		}

		private boolean isSequenceQuery() {
			return this.mentionsSequence && this.end - this.start <= SEQUENCE_QUERY_LENGTH
					&& SequenceQuery.parse(SqlParser.this.sql.substring(this.start, this.end)) != null;
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
