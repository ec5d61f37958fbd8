package io.github.dqlite4j.jdbc;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * A statement that does nothing but take or tell a value of a sequence, in the words of
 * PostgreSQL or of the standard.
 *
 * @param sequence the name of the sequence, or {@code null} if it is a parameter
 * @param takesNext whether it takes the next value; otherwise it tells the one that this
 * connection took last
 * @param label the name of the only column of its result
 */
record SequenceQuery(@Nullable String sequence, boolean takesNext, String label) {

	/**
	 * Parse a statement.
	 * @param sql one statement
	 * @return what it does, or {@code null} if it is anything else
	 */
	static @Nullable SequenceQuery parse(String sql) {
		SequenceScanner scanner = new SequenceScanner(sql);
		boolean select = scanner.accept("SELECT");
		if (!select && !scanner.accept("VALUES")) {
			return null;
		}
		boolean parenthesis = scanner.accept('(');
		SequenceQuery query = value(scanner);
		if (query == null || parenthesis && !scanner.accept(')')) {
			return null;
		}
		String label = select ? label(scanner) : null;
		return scanner.isAtEnd() ? query.named(label) : null;
	}

	private static @Nullable SequenceQuery value(SequenceScanner scanner) {
		if (scanner.accept("NEXT", "VALUE", "FOR")) {
			return named(scanner, true);
		}
		if (scanner.accept("CURRENT", "VALUE", "FOR")) {
			return named(scanner, false);
		}
		boolean next = scanner.accept("NEXTVAL");
		if (!next && !scanner.accept("CURRVAL") || !scanner.accept('(')) {
			return null;
		}
		String text = scanner.literal();
		if (text == null && !scanner.acceptParameter() || !scanner.accept(')')) {
			return null;
		}
		return new SequenceQuery(text, next, next ? "nextval" : "currval");
	}

	private static @Nullable SequenceQuery named(SequenceScanner scanner, boolean next) {
		SequenceName name = SequenceName.scan(scanner);
		return (name != null) ? new SequenceQuery(name.text(), next, next ? "nextval" : "currval") : null;
	}

	private static @Nullable String label(SequenceScanner scanner) {
		if (scanner.accept("FROM", "DUAL")) {
			return null;
		}
		String label = (scanner.accept("AS") || !scanner.isAtEnd()) ? scanner.name() : null;
		scanner.accept("FROM", "DUAL");
		return label;
	}

	private SequenceQuery named(@Nullable String other) {
		return (other != null) ? new SequenceQuery(this.sequence, this.takesNext, other) : this;
	}

	/**
	 * Return the name of the sequence.
	 * @param parameter the value of the parameter, if the name is one
	 * @return the name as it is kept
	 * @throws SQLException if the text is no name
	 */
	String name(@Nullable Object parameter) throws SQLException {
		String text = (this.sequence != null) ? this.sequence : String.valueOf(parameter);
		SequenceScanner scanner = new SequenceScanner(text);
		SequenceName name = SequenceName.scan(scanner);
		if (name == null || !scanner.isAtEnd()) {
			throw SqlExceptions.syntax("'" + text + "' is no name of a sequence: write it as in CREATE SEQUENCE, "
					+ "quoted if it has other characters than letters, digits and underscores", "42602");
		}
		return name.checked();
	}

}
