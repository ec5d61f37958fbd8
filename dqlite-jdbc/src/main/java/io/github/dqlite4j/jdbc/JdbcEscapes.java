package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.github.dqlite4j.protocol.DatabaseName;

/**
 * Replaces the escapes of JDBC, such as {@code {ts '2026-11-21 14:30:00'}} and {@code {fn
 * ucase(name)}}, by what the engine understands.
 */
final class JdbcEscapes {

	private static final Set<String> LITERALS = Set.of("D", "T", "TS");

	private final String sql;

	private final DatabaseName database;

	private final SqlTokenizer tokenizer;

	private final StringBuilder result = new StringBuilder();

	/**
	 * How far the text was copied.
	 */
	private int copied;

	/**
	 * Whether parameters stand in another order now, or more than once.
	 */
	private boolean parametersMoved;

	private JdbcEscapes(String sql, DatabaseName database) {
		this.sql = sql;
		this.database = database;
		this.tokenizer = new SqlTokenizer(sql);
	}

	/**
	 * Replace the escapes of a text.
	 * @param sql the text
	 * @param database the database, for the escape that asks for its name
	 * @return the text without escapes; its parameters have numbers, and so their old
	 * places, if the function that stands for an escape takes them in another order
	 * @throws SQLException if an escape is not supported or not closed
	 */
	static String replace(String sql, DatabaseName database) throws SQLException {
		if (sql.indexOf('{') < 0) {
			return sql;
		}
		JdbcEscapes escapes = new JdbcEscapes(sql, database);
		String replaced = escapes.run();
		return escapes.parametersMoved ? new JdbcEscapes(numbered(sql), database).run() : replaced;
	}

	static SQLException unclosed(SqlToken brace) {
		return SqlExceptions.state("The JDBC escape at index " + brace.start() + " is not closed by '}'", "42000");
	}

	private static String numbered(String sql) {
		StringBuilder text = new StringBuilder();
		ParameterNumbers numbers = new ParameterNumbers();
		SqlTokenizer tokenizer = new SqlTokenizer(sql);
		int copied = 0;
		for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
			int number = isParameter(token) ? numbers.next(token.text(sql)) : 0;
			if (number > 0) {
				text.append(sql, copied, token.start()).append('?').append(number);
				copied = token.end();
			}
		}
		return text.append(sql, copied, sql.length()).toString();
	}

	private static boolean isParameter(SqlToken token) {
		return token.type() == SqlToken.Type.PARAMETER;
	}

	private String run() throws SQLException {
		for (SqlToken token = this.tokenizer.next(); token != null; token = this.tokenizer.next()) {
			if (token.is(this.sql, '{')) {
				escape(token);
			}
		}
		return this.result.append(this.sql, this.copied, this.sql.length()).toString();
	}

	private void escape(SqlToken brace) throws SQLException {
		copyTo(brace.start());
		SqlToken keyword = next(brace);
		String name = keyword.text(this.sql).toUpperCase(Locale.ROOT);
		this.copied = keyword.end();
		if (LITERALS.contains(name)) {
			this.copied = next(brace).start();
			copyUntilClosed(brace);
		}
		else if (name.equals("FN")) {
			function(brace);
		}
		else if (name.equals("OJ")) {
			copyUntilClosed(brace);
		}
		else if (name.equals("ESCAPE") || name.equals("LIMIT")) {
			this.copied = keyword.start();
			copyUntilClosed(brace);
		}
		else {
			throw SqlExceptions.unsupported("The JDBC escape {" + keyword.text(this.sql) + " …}");
		}
	}

	private void function(SqlToken brace) throws SQLException {
		JdbcCall call = JdbcCall.read(this.sql, brace, this.tokenizer);
		this.copied = call.end();
		String form = JdbcFunctions.form(call);
		if (form == null) {
			// one of the engine's own
			this.result.append(nested(this.sql.substring(call.start(), call.end() - 1)));
			return;
		}
		List<Integer> places = new ArrayList<>();
		for (int i = 0; i < form.length(); i++) {
			if (form.charAt(i) != '#') {
				this.result.append(form.charAt(i));
				continue;
			}
			int place = form.charAt(++i) - '0';
			if (place == JdbcFunctions.DATABASE) {
				this.result.append('\'').append(this.database).append('\'');
			}
			else {
				String argument = call.arguments().get(place - 1);
				this.result.append(nested(argument));
				if (hasParameters(argument)) {
					places.add(place);
				}
			}
		}
		this.parametersMoved |= !places.equals(List.copyOf(new TreeSet<>(places)));
	}

	private String nested(String text) throws SQLException {
		JdbcEscapes escapes = new JdbcEscapes(text, this.database);
		String replaced = escapes.run();
		this.parametersMoved |= escapes.parametersMoved;
		return replaced;
	}

	private static boolean hasParameters(String text) {
		SqlTokenizer tokenizer = new SqlTokenizer(text);
		for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
			if (isParameter(token)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Copy up to the brace that closes the escape, escapes inside it replaced.
	 * @param brace the brace that opens it
	 */
	private void copyUntilClosed(SqlToken brace) throws SQLException {
		SqlToken token = next(brace);
		while (!token.is(this.sql, '}')) {
			if (token.is(this.sql, '{')) {
				escape(token);
			}
			token = next(brace);
		}
		copyTo(token.start());
		this.copied = token.end();
	}

	private void copyTo(int end) {
		this.result.append(this.sql, this.copied, end);
		this.copied = end;
	}

	private SqlToken next(SqlToken brace) throws SQLException {
		SqlToken token = this.tokenizer.next();
		if (token == null) {
			throw unclosed(brace);
		}
		return token;
	}

}
