package io.github.dqlite4j.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Finds out, token by token, what an INSERT or REPLACE inserts. Only tokens outside
 * parentheses tell.
 */
final class InsertionReader {

	private @Nullable String table;

	private boolean expectsTable;

	/**
	 * Whether the token before named the table, which a schema may have been.
	 */
	private boolean afterTable;

	private boolean inValues;

	private int rows;

	private boolean selectsRows;

	private boolean onConflict;

	private boolean updatesOnConflict;

	/**
	 * Take a keyword or an unquoted name.
	 * @param word the word in upper case
	 * @param text the word as it is written
	 */
	void word(String word, String text) {
		if (this.expectsTable) {
			name(text);
			return;
		}
		this.afterTable = false;
		switch (word) {
			case "INTO" -> this.expectsTable = this.table == null;
			case "VALUES" -> this.inValues = true;
			case "SELECT" -> this.selectsRows = true;
			case "ON" -> this.inValues = false;
			case "DO" -> this.onConflict = true;
			case "UPDATE" -> this.updatesOnConflict = this.updatesOnConflict || this.onConflict;
			default -> {
			}
		}
	}

	/**
	 * Take a quoted name.
	 * @param name the name without quotes
	 */
	void name(String name) {
		this.afterTable = this.expectsTable;
		if (this.expectsTable) {
			this.table = name;
			this.expectsTable = false;
		}
	}

	/**
	 * Take any other character.
	 * @param symbol the character
	 */
	void symbol(char symbol) {
		this.expectsTable = symbol == '.' && this.afterTable;
		this.afterTable = false;
		this.rows += (symbol == '(' && this.inValues) ? 1 : 0;
	}

	/**
	 * Return what was found.
	 * @return the insertion, or {@code null} if no table was named
	 */
	@Nullable Insertion result() {
		String target = this.table;
		return (target != null) ? new Insertion(target, !this.selectsRows && this.rows <= 1 && !this.updatesOnConflict)
				: null;
	}

}
