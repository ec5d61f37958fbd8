package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.regex.Pattern;

/**
 * Explains what the engine says of a statement that uses a sequence in the midst of
 * something else.
 */
final class SequenceRemedy {

	private static final Pattern FUNCTION = Pattern.compile("no such function: (nextval|currval|lastval|setval)\\b.*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern VALUE_FOR = Pattern.compile("\\b(next|current)\\s+value\\s+for\\b",
			Pattern.CASE_INSENSITIVE);

	private SequenceRemedy() {
	}

	/**
	 * Return the exception with a remedy, if there is one.
	 * @param ex what the engine says
	 * @param sql the statement
	 * @return the exception to be thrown
	 */
	static SQLException explain(SQLSyntaxErrorException ex, String sql) {
		String message = String.valueOf(ex.getMessage());
		if (FUNCTION.matcher(message).matches() || message.contains("syntax error") && VALUE_FOR.matcher(sql).find()) {
			return new SQLSyntaxErrorException(message
					+ ". The value of a sequence is taken by a statement of its own, select nextval('name'), and then "
					+ "bound as a parameter; to set one, use ALTER SEQUENCE name RESTART WITH value", ex.getSQLState(),
					ex.getErrorCode(), ex);
		}
		return ex;
	}

}
