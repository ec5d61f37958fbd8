package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Replaces the escapes of JDBC, such as {@code {ts '2026-11-21 14:30:00'}} and {@code {fn
 * ucase(name)}}, by what the engine understands.
 */
final class JdbcEscapes {

	private static final Set<String> LITERALS = Set.of("D", "T", "TS");

	/**
	 * Functions by another name than the engine's.
	 */
	private static final Map<String, String> FUNCTIONS = Map.ofEntries(Map.entry("UCASE", "upper"),
			Map.entry("LCASE", "lower"), Map.entry("SUBSTRING", "substr"), Map.entry("CHAR_LENGTH", "length"),
			Map.entry("CHARACTER_LENGTH", "length"), Map.entry("CEILING", "ceil"), Map.entry("POWER", "pow"),
			Map.entry("LOG", "ln"));

	/**
	 * Functions whose call is replaced together with its parentheses.
	 */
	private static final Map<String, String> CALLS = Map.of("CURDATE", "date('now')", "CURRENT_DATE", "date('now')",
			"CURTIME", "time('now')", "CURRENT_TIME", "time('now')", "NOW", "datetime('now')", "CURRENT_TIMESTAMP",
			"datetime('now')", "DATABASE", "'main'", "USER", "''");

	private final String sql;

	private final SqlTokenizer tokenizer;

	private final StringBuilder result = new StringBuilder();

	/**
	 * How far the text was copied.
	 */
	private int copied;

	private JdbcEscapes(String sql) {
		this.sql = sql;
		this.tokenizer = new SqlTokenizer(sql);
	}

	/**
	 * Replace the escapes of a text.
	 * @param sql the text
	 * @return the text without escapes
	 * @throws SQLException if an escape is unknown or not closed
	 */
	static String replace(String sql) throws SQLException {
		return (sql.indexOf('{') < 0) ? sql : new JdbcEscapes(sql).run();
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
			copyUntilClosed(brace, null);
		}
		else if (name.equals("FN")) {
			function(brace);
		}
		else if (name.equals("OJ")) {
			copyUntilClosed(brace, null);
		}
		else if (name.equals("ESCAPE") || name.equals("LIMIT")) {
			this.copied = keyword.start();
			copyUntilClosed(brace, null);
		}
		else {
			throw SqlExceptions.unsupported("The JDBC escape {" + keyword.text(this.sql) + " …}");
		}
	}

	private void function(SqlToken brace) throws SQLException {
		SqlToken function = next(brace);
		String name = function.text(this.sql).toUpperCase(Locale.ROOT);
		this.copied = function.end();
		String call = CALLS.get(name);
		if (call != null) {
			this.result.append(call);
		}
		else {
			this.result.append(FUNCTIONS.getOrDefault(name, function.text(this.sql)));
		}
		copyUntilClosed(brace, call);
	}

	/**
	 * Copy up to the brace that closes the escape, escapes inside it replaced.
	 * @param brace the brace that opens it
	 * @param instead what stands for all of it already, or {@code null}
	 */
	private void copyUntilClosed(SqlToken brace, @Nullable String instead) throws SQLException {
		SqlToken token = next(brace);
		while (!token.is(this.sql, '}')) {
			if (token.is(this.sql, '{')) {
				escape(token);
			}
			token = next(brace);
		}
		if (instead == null) {
			copyTo(token.start());
		}
		this.copied = token.end();
	}

	private void copyTo(int end) {
		this.result.append(this.sql, this.copied, end);
		this.copied = end;
	}

	private SqlToken next(SqlToken brace) throws SQLException {
		SqlToken token = this.tokenizer.next();
		if (token == null) {
			throw SqlExceptions.state("The JDBC escape at index " + brace.start() + " is not closed by '}'", "42000");
		}
		return token;
	}

}
