package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The call of a function in an escape, {@code {fn name(argument, …)}}. Commas in
 * parentheses, in escapes inside it, in strings and in comments separate nothing.
 *
 * @param name the name in upper case, followed by the word among the arguments that says
 * which function it is: {@code EXTRACT YEAR}, {@code LENGTH OCTETS}
 * @param arguments the texts of the arguments, each from its first token to its last
 * @param start where the name begins in the text
 * @param end where the escape ends in the text, behind its brace
 */
record JdbcCall(String name, List<String> arguments, int start, int end) {

	private static final Set<String> UNITS = Set.of("CHARACTERS", "OCTETS");

	/**
	 * Read a call up to the brace that closes its escape.
	 * @param sql the text
	 * @param brace the brace that opens the escape
	 * @param tokenizer stands behind {@code fn}
	 * @return the call
	 * @throws SQLException if it is not closed, or something else than one call
	 */
	static JdbcCall read(String sql, SqlToken brace, SqlTokenizer tokenizer) throws SQLException {
		Reader reader = new Reader(sql, brace, tokenizer);
		SqlToken name = reader.next();
		SqlToken next = reader.next();
		List<String> arguments = List.of();
		if (next.is(sql, '(')) {
			arguments = reader.arguments();
			next = reader.next();
		}
		if (!next.is(sql, '}') || name.type() != SqlToken.Type.WORD) {
			throw reader.malformed();
		}
		JdbcCall call = new JdbcCall(name.text(sql).toUpperCase(Locale.ROOT), arguments, name.start(), next.end());
		return switch (call.name) {
			case "EXTRACT" -> call.withField();
			case "POSITION" -> call.withUnit().withTextsApart();
			default -> call.withUnit();
		};
	}

	private JdbcCall with(String word, List<String> others) {
		String extended = word.isEmpty() ? this.name : this.name + " " + word.toUpperCase(Locale.ROOT);
		return new JdbcCall(extended, others, this.start, this.end);
	}

	/**
	 * Understand {@code EXTRACT(field FROM time)}.
	 */
	private JdbcCall withField() {
		if (this.arguments.size() == 1) {
			String argument = this.arguments.get(0);
			SqlTokenizer tokenizer = new SqlTokenizer(argument);
			SqlToken field = tokenizer.next();
			SqlToken from = tokenizer.next();
			SqlToken time = tokenizer.next();
			if (field != null && from != null && time != null && from.is(argument, "FROM")) {
				return with(field.text(argument), List.of(argument.substring(time.start())));
			}
		}
		return this;
	}

	/**
	 * Understand {@code POSITION(text IN other)}: the first IN outside of parentheses is
	 * meant.
	 */
	private JdbcCall withTextsApart() {
		if (this.arguments.size() == 1) {
			String argument = this.arguments.get(0);
			SqlTokenizer tokenizer = new SqlTokenizer(argument);
			int depth = 0;
			int behind = 0;
			for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
				SqlToken other = (depth == 0 && behind > 0 && token.is(argument, "IN")) ? tokenizer.next() : null;
				if (other != null) {
					return with("", List.of(argument.substring(0, behind), argument.substring(other.start())));
				}
				depth += Reader.nesting(argument, token);
				behind = token.end();
			}
		}
		return this;
	}

	/**
	 * Understand {@code LENGTH(text, OCTETS)}.
	 */
	private JdbcCall withUnit() {
		int last = this.arguments.size() - 1;
		boolean hasUnit = last > 0 && UNITS.contains(this.arguments.get(last).toUpperCase(Locale.ROOT));
		return hasUnit ? with(this.arguments.get(last), this.arguments.subList(0, last)) : this;
	}

	/**
	 * Reads the tokens of a call.
	 *
	 * @param sql the text
	 * @param brace the brace that opens the escape
	 * @param tokenizer the tokens
	 */
	private record Reader(String sql, SqlToken brace, SqlTokenizer tokenizer) {

		SqlToken next() throws SQLException {
			SqlToken token = this.tokenizer.next();
			if (token == null) {
				throw JdbcEscapes.unclosed(this.brace);
			}
			return token;
		}

		SQLException malformed() {
			return SqlExceptions.state("The JDBC escape {fn …} at index " + this.brace.start()
					+ " must hold the call of one function, as in {fn concat(a, b)}", "42000");
		}

		/**
		 * Read up to the parenthesis that closes the call.
		 */
		List<String> arguments() throws SQLException {
			List<String> result = new ArrayList<>();
			int start = -1;
			int end = -1;
			int depth = 0;
			for (SqlToken token = next(); depth > 0 || !token.is(this.sql, ')'); token = next()) {
				if (depth == 0 && token.is(this.sql, ',')) {
					result.add(argument(start, end));
					start = -1;
				}
				else {
					depth += nesting(this.sql, token);
					start = (start < 0) ? token.start() : start;
					end = token.end();
				}
			}
			if (start >= 0 || !result.isEmpty()) {
				result.add(argument(start, end));
			}
			return result;
		}

		private String argument(int start, int end) throws SQLException {
			if (start < 0) {
				throw malformed();
			}
			return this.sql.substring(start, end);
		}

		static int nesting(String sql, SqlToken token) {
			if (token.is(sql, '(') || token.is(sql, '{')) {
				return 1;
			}
			return (token.is(sql, ')') || token.is(sql, '}')) ? -1 : 0;
		}

	}

}
