package io.github.dqlite4j.tool.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes keywords, the names of tables, views and columns, and commands. Names are
 * asked for when they are needed, and again after the schema may have changed.
 */
final class SqlCompleter implements Completer {

	private static final Logger logger = LoggerFactory.getLogger(SqlCompleter.class);

	private static final List<String> KEYWORDS = List.of("ABORT", "ADD", "ALTER", "ANALYZE", "AND", "AS", "ASC",
			"AUTOINCREMENT", "BEGIN", "BETWEEN", "BY", "CASCADE", "CASE", "CAST", "CHECK", "COLLATE", "COLUMN",
			"COMMIT", "CONFLICT", "CONSTRAINT", "CREATE", "CROSS", "CURRENT_DATE", "CURRENT_TIMESTAMP", "DEFAULT",
			"DEFERRED", "DELETE", "DESC", "DISTINCT", "DO", "DROP", "ELSE", "END", "EXCEPT", "EXISTS", "EXPLAIN",
			"FOREIGN", "FROM", "FULL", "GENERATED", "GLOB", "GROUP", "HAVING", "IF", "IMMEDIATE", "IN", "INDEX",
			"INNER", "INSERT", "INTERSECT", "INTO", "IS", "JOIN", "KEY", "LEFT", "LIKE", "LIMIT", "NATURAL", "NOT",
			"NOTHING", "NULL", "NULLS", "OFFSET", "ON", "OR", "ORDER", "OUTER", "OVER", "PARTITION", "PLAN", "PRAGMA",
			"PRIMARY", "QUERY", "RECURSIVE", "REFERENCES", "RELEASE", "RENAME", "REPLACE", "RETURNING", "RIGHT",
			"ROLLBACK", "ROWID", "SAVEPOINT", "SELECT", "SET", "STRICT", "TABLE", "THEN", "TO", "TRANSACTION",
			"TRIGGER", "UNION", "UNIQUE", "UPDATE", "USING", "VALUES", "VIEW", "VIRTUAL", "WHEN", "WHERE", "WINDOW",
			"WITH", "WITHOUT");

	private final SqlRunner runner;

	private List<String> names = List.of();

	private boolean outdated = true;

	SqlCompleter(SqlRunner runner) {
		this.runner = runner;
	}

	/**
	 * Take note that the schema may have changed.
	 */
	void invalidate() {
		this.outdated = true;
	}

	@Override
	public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
		String word = line.word().substring(0, line.wordCursor());
		if (ShellCommands.isCommand(line.line())) {
			add(ShellCommands.names(), word, candidates);
			return;
		}
		boolean upper = word.isEmpty() || Character.isUpperCase(word.charAt(0));
		add(names(), word, candidates);
		add(upper ? KEYWORDS : KEYWORDS.stream().map((keyword) -> keyword.toLowerCase(Locale.ROOT)).toList(), word,
				candidates);
	}

	private static void add(List<String> words, String prefix, List<Candidate> candidates) {
		String start = prefix.toLowerCase(Locale.ROOT);
		words.stream()
			.filter((word) -> word.toLowerCase(Locale.ROOT).startsWith(start))
			.forEach((word) -> candidates.add(new Candidate(word)));
	}

	private List<String> names() {
		if (this.outdated) {
			try {
				this.names = new ArrayList<>(this.runner.names());
				this.outdated = false;
			}
			catch (SQLException ex) {
				// completion is a help; the statement itself will say what is wrong
				logger.debug("The names to complete can't be read", ex);
			}
		}
		return this.names;
	}

}
