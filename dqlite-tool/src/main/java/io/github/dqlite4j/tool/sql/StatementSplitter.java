package io.github.dqlite4j.tool.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts text into statements as it comes in, line by line. A semicolon ends a statement
 * unless it is in a quoted text, in a comment, or in the body of a trigger, which ends
 * with {@code END} behind a semicolon.
 */
final class StatementSplitter {

	private static final char NONE = 0;

	private static final char LINE_COMMENT = '-';

	private static final char BLOCK_COMMENT = '*';

	private static final Set<String> PREFIXES = Set.of("EXPLAIN", "QUERY", "PLAN", "CREATE", "TEMP", "TEMPORARY");

	private final StringBuilder pending = new StringBuilder();

	private final StringBuilder word = new StringBuilder();

	/**
	 * What text or comment the scanner is in: the character that ends it, or one of the
	 * constants.
	 */
	private char inside = NONE;

	private boolean atStart = true;

	private boolean trigger;

	private String lastToken = "";

	private String tokenBefore = "";

	private int scanned;

	/**
	 * Add a line.
	 * @param line the line without its end
	 * @return the statements that are complete now, without their semicolons
	 */
	List<String> add(String line) {
		this.pending.append(line).append('\n');
		List<String> complete = new ArrayList<>();
		while (this.scanned < this.pending.length()) {
			if (scan(this.pending.charAt(this.scanned), next())) {
				String statement = this.pending.substring(0, this.scanned);
				this.pending.delete(0, this.scanned + 1);
				boolean empty = this.tokenBefore.isEmpty();
				reset();
				if (!empty) {
					complete.add(statement.strip());
				}
				continue;
			}
			this.scanned++;
		}
		return complete;
	}

	/**
	 * Tell whether a statement has begun that is not complete.
	 */
	boolean isInStatement() {
		return !this.lastToken.isEmpty() || (this.inside != NONE && this.inside != LINE_COMMENT);
	}

	/**
	 * Return the statement that has begun and forget it.
	 * @return its text, which is empty if there is none
	 */
	String takeRest() {
		String rest = isInStatement() ? this.pending.toString().strip() : "";
		this.pending.setLength(0);
		reset();
		return rest;
	}

	private void reset() {
		this.scanned = 0;
		this.inside = NONE;
		this.atStart = true;
		this.trigger = false;
		this.lastToken = "";
		this.tokenBefore = "";
		this.word.setLength(0);
	}

	private char next() {
		return (this.scanned + 1 < this.pending.length()) ? this.pending.charAt(this.scanned + 1) : NONE;
	}

	/**
	 * Look at one character.
	 * @return whether it is a semicolon that ends the statement
	 */
	private boolean scan(char c, char following) {
		if (this.inside != NONE) {
			leave(c, following);
			return false;
		}
		if (Character.isLetterOrDigit(c) || c == '_' || c == '$') {
			this.word.append(c);
			return false;
		}
		endWord();
		switch (c) {
			case '\'', '"', '`' -> enter(c);
			case '[' -> enter(']');
			case '-' -> {
				if (following == '-') {
					this.inside = LINE_COMMENT;
				}
				else {
					token("-");
				}
			}
			case '/' -> {
				if (following == '*') {
					this.inside = BLOCK_COMMENT;
					this.scanned++;
				}
				else {
					token("/");
				}
			}
			case ';' -> {
				boolean ends = !this.trigger || this.lastToken.equals("END") && this.tokenBefore.equals(";");
				token(";");
				return ends;
			}
			default -> {
				if (!Character.isWhitespace(c)) {
					token(String.valueOf(c));
				}
			}
		}
		return false;
	}

	private void enter(char end) {
		token("'");
		this.inside = end;
	}

	private void leave(char c, char following) {
		switch (this.inside) {
			case LINE_COMMENT -> {
				if (c == '\n') {
					this.inside = NONE;
				}
			}
			case BLOCK_COMMENT -> {
				if (c == '*' && following == '/') {
					this.inside = NONE;
					this.scanned++;
				}
			}
			default -> {
				if (c == this.inside) {
					this.inside = NONE;
				}
			}
		}
	}

	private void endWord() {
		if (!this.word.isEmpty()) {
			String text = this.word.toString().toUpperCase(Locale.ROOT);
			this.word.setLength(0);
			token(text);
		}
	}

	private void token(String text) {
		this.tokenBefore = this.lastToken;
		this.lastToken = text;
		if (this.atStart && text.equals("TRIGGER")) {
			this.trigger = true;
		}
		this.atStart = this.atStart && PREFIXES.contains(text);
	}

}
