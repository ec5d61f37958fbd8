package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets scripts declare generated ids the way they do elsewhere: {@code SERIAL} and
 * {@code BIGSERIAL}, {@code AUTO_INCREMENT}, {@code GENERATED … AS IDENTITY} and
 * {@code IDENTITY}. The engine takes the first two for the name of a type and leaves the
 * id of every row NULL; what it understands is {@code INTEGER PRIMARY KEY AUTOINCREMENT}.
 * That is what the column becomes if it is the primary key by itself, and otherwise the
 * statement is refused, since nothing else can number rows.
 */
final class GeneratedIds {

	private static final Pattern MENTIONED = Pattern.compile("serial|auto_increment|identity",
			Pattern.CASE_INSENSITIVE);

	private static final Set<String> SERIALS = Set.of("SERIAL", "BIGSERIAL", "SMALLSERIAL", "SERIAL2", "SERIAL4",
			"SERIAL8", "IDENTITY");

	private static final Set<String> CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "NOT", "NULL",
			"DEFAULT", "COLLATE", "REFERENCES", "COMMENT");

	private final TableDefinition table;

	private GeneratedIds(TableDefinition table) {
		this.table = table;
	}

	/**
	 * Rewrite a definition.
	 * @param statement the statement it comes from
	 * @param sql its text as it is to be sent
	 * @return the text to send instead, the same one if it declares no such column
	 * @throws SQLException if a column can't number its rows; the message says which and
	 * why
	 */
	static String rewrite(SqlStatement statement, String sql) throws SQLException {
		if (statement.kind() != StatementKind.DEFINITION || !statement.words().contains("TABLE")
				|| !MENTIONED.matcher(sql).find()) {
			return sql;
		}
		TableDefinition table = TableDefinition.parse(sql);
		return (table != null) ? new GeneratedIds(table).rewrite() : sql;
	}

	private String rewrite() throws SQLException {
		for (TableDefinition.Item column : this.table.columns()) {
			List<SqlToken> marker = marker(column);
			if (!marker.isEmpty()) {
				return rewrite(column, marker);
			}
		}
		return this.table.sql();
	}

	private String rewrite(TableDefinition.Item column, List<SqlToken> marker) throws SQLException {
		boolean inline = column.indexOf("PRIMARY", 1) > 0;
		TableDefinition.Item key = inline ? null : this.table.primaryKeyOf(column);
		if (!inline && key == null) {
			throw new SQLSyntaxErrorException("The column " + column.name() + " of '" + this.table.head()
					+ "' can't number its rows, as " + column.text(marker.get(0)).toUpperCase(Locale.ROOT)
					+ " asks for: in dqlite, that is, SQLite, only the primary key can, if it is one column. Declare that "
					+ column.name() + " INTEGER PRIMARY KEY AUTOINCREMENT, or let the application number the rows",
					"42000");
		}
		StringBuilder rewritten = new StringBuilder(column.text(column.tokens().get(0))).append(" INTEGER");
		append(rewritten, column, marker);
		if (key != null) {
			rewritten.append(" PRIMARY KEY AUTOINCREMENT");
		}
		String sql = this.table.sql();
		String behind = (key != null) ? sql.substring(column.end(), key.previousEnd()) + sql.substring(key.end())
				: sql.substring(column.end());
		return sql.substring(0, column.start()) + rewritten + behind;
	}

	/**
	 * Append the constraints of a column, without its type and what makes it generated.
	 */
	private static void append(StringBuilder rewritten, TableDefinition.Item column, List<SqlToken> marker) {
		List<SqlToken> tokens = column.tokens();
		boolean type = true;
		SqlToken previous = null;
		for (int i = 1; i < tokens.size(); i++) {
			SqlToken token = tokens.get(i);
			if (marker.contains(token)) {
				continue;
			}
			type = type && !column.isAny(token, CONSTRAINTS);
			if (type) {
				continue;
			}
			boolean adjacent = previous != null && tokens.get(i - 1) == previous && previous.end() == token.start();
			rewritten.append(adjacent ? "" : " ").append(column.text(token));
			if (column.is(token, "KEY") && previous != null && column.is(previous, "PRIMARY")) {
				rewritten.append(" AUTOINCREMENT");
			}
			previous = token;
		}
	}

	/**
	 * Return the words that make a column generated; none if it is not.
	 */
	private static List<SqlToken> marker(TableDefinition.Item column) {
		int serial = column.firstOf(SERIALS);
		int increment = column.indexOf("AUTO_INCREMENT", 1);
		int start = (increment > 0) ? increment : serial;
		int end = start + 1;
		int generated = column.indexOf("GENERATED", 1);
		int identity = column.indexOf("IDENTITY", 1);
		if (generated > 0) {
			if (identity < generated) {
				return List.of();
			}
			start = generated;
			end = identity + 1;
		}
		if (start <= 0) {
			return List.of();
		}
		return new ArrayList<>(column.tokens().subList(start, column.skipParentheses(end)));
	}

}
