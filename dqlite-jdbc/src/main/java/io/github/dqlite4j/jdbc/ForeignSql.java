package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.protocol.FailureResponse;
import org.jspecify.annotations.Nullable;

/**
 * Knows what people write who come from PostgreSQL, MySQL or H2, and says what to write
 * instead. The text is looked at only after the engine has refused it, so that nothing is
 * refused which some engine understands; but for what every engine misunderstands.
 */
final class ForeignSql {

	private static final int SQL_ERROR = 1;

	private static final String HERE = "In dqlite (SQLite) ";

	private static final Pattern SUSPICIOUS = Pattern.compile("comment|\\[[0-9]*]", Pattern.CASE_INSENSITIVE);

	private static final String COLUMN = "(?<column>[A-Z_\"`\\[][^\\s(,]*)";

	private static final String REST = "(?:[^,()]|\\([^)]*\\))*";

	/**
	 * Literals count as {@code ''} and comments as blanks; {@code (?<column>…)} is named
	 * to the reader. The first that is found wins.
	 */
	private static final List<Remedy> REMEDIES = List.of(
			remedy("^COMMENT ON", "there are no comments in the schema: write it into the script, behind --"),
			remedy("^TRUNCATE", "write DELETE FROM without a condition: the engine makes it as fast"),
			remedy("^CREATE TYPE|^CREATE DOMAIN", "there are no such types: use TEXT with CHECK (column IN (…))"),
			remedy("^CREATE EXTENSION|^CREATE SCHEMA", "there are none: remove the statement"),
			remedy("^ALTER TABLE .* ADD (CONSTRAINT|PRIMARY|FOREIGN|UNIQUE|CHECK)",
					"a constraint belongs into CREATE TABLE; a unique one can be added by CREATE UNIQUE INDEX, and for the "
							+ "others create the table anew and copy the rows"),
			remedy("^ALTER TABLE .* (ALTER|MODIFY|CHANGE)",
					"a column can be added, renamed and dropped; to change its type or constraints create the table anew "
							+ "and copy the rows"),
			remedy("^ALTER TABLE .* ADD (COLUMN )?IF NOT EXISTS", "leave out IF NOT EXISTS: a migration runs once"),
			remedy("^CREATE .*[(,] ?" + COLUMN + " ENUM ?\\(",
					"declare it TEXT CHECK (%1$s IN (…)), with the same values"),
			remedy("^CREATE .*[(,] ?(UNIQUE |FULLTEXT |SPATIAL )?(KEY|INDEX) ",
					"create indexes by statements of their own: CREATE [UNIQUE] INDEX name ON table (…)"),
			remedy("^CREATE .*[(,] ?" + COLUMN + " " + REST + "ON UPDATE (CURRENT_TIMESTAMP|NOW)",
					"let the application set it (@UpdateTimestamp, @LastModifiedDate) or a trigger"),
			remedy("^CREATE .*[(,] ?" + COLUMN + " " + REST
					+ "DEFAULT (NOW|CURRENT_TIMESTAMP|LOCALTIMESTAMP|SYSDATE) ?\\(",
					"write DEFAULT CURRENT_TIMESTAMP, or for fractions of a second DEFAULT (strftime('%%Y-%%m-%%d "
							+ "%%H:%%M:%%f', 'now')); both are UTC"),
			remedy("^CREATE .*[(,] ?" + COLUMN + " " + REST + "DEFAULT [A-Z_]+ ?\\(",
					"an expression stands in parentheses: DEFAULT (…); a random key is DEFAULT (lower(hex(randomblob(16))))"),
			remedy("^CREATE .*[(,] ?" + COLUMN + " " + REST + "(CHARACTER SET|CHARSET)",
					"leave it out: all text is UTF-8"),
			remedy("^CREATE TABLE .*\\) ?(ENGINE|DEFAULT|CHARSET|COLLATE|COMMENT|AUTO_INCREMENT|ROW_FORMAT|TABLESPACE)",
					"leave out what follows the closing parenthesis"),
			remedy("ON DUPLICATE KEY UPDATE", "write ON CONFLICT (key) DO UPDATE SET column = excluded.column"),
			remedy("^INSERT IGNORE", "write INSERT … ON CONFLICT DO NOTHING"),
			remedy("^MERGE ", "write INSERT … ON CONFLICT (key) DO UPDATE SET column = excluded.column"),
			remedy(" FOR (NO KEY )?(UPDATE|SHARE)( |$)",
					"leave it out: a transaction that is not read-only holds the write lock of the database"),
			remedy(" ILIKE ", "write LIKE, which ignores the case of ASCII letters here"),
			remedy("::", "write CAST(value AS type)"),
			remedy("(?<![A-Z_0-9.])(NOW|SYSDATE|GETDATE) ?\\(", "write CURRENT_TIMESTAMP, which is UTC"),
			remedy("(?<![A-Z_0-9.])(GEN_RANDOM_UUID|RANDOM_UUID|UUID) ?\\(",
					"let the application make it, or write lower(hex(randomblob(16)))"));

	/**
	 * What the engine takes for a part of the name of the type. A comment that contains
	 * the letters INT makes a column of texts one of numbers.
	 */
	private static final List<Remedy> MISREAD = List.of(
			remedy("[(,] ?" + COLUMN + " " + REST + "COMMENT ''", "write the comment into the script, behind --"),
			remedy("(?:[(,]|ADD|COLUMN) ?" + COLUMN + " [A-Z]+ ?(\\([0-9, ]*\\) ?)?\\[[0-9]*\\]",
					"there are no arrays; keep a list as JSON in a column of the type TEXT"));

	private ForeignSql() {
	}

	private static Remedy remedy(String pattern, String advice) {
		return new Remedy(Pattern.compile(pattern), advice);
	}

	/**
	 * Refuse the definition of a table that the engine would accept, but not understand.
	 * @param statement any statement
	 * @throws SQLException if it is refused
	 */
	static void requireUnderstood(SqlStatement statement) throws SQLException {
		if (statement.kind() != StatementKind.DEFINITION || !statement.words().contains("TABLE")
				|| !SUSPICIOUS.matcher(statement.sql()).find()) {
			return;
		}
		String advice = advice(statement.sql(), MISREAD);
		if (advice != null) {
			throw new SQLSyntaxErrorException("The table would not be the one that is meant. " + HERE + advice,
					"42000");
		}
	}

	/**
	 * Add to what the engine says of a statement what to write instead, if that is known.
	 * @param ex what the engine says
	 * @param sql the statement
	 * @param generation the generation of the engine
	 * @return an exception with the advice, or the same if there is none
	 */
	static EngineException explain(EngineException ex, String sql, EngineGeneration generation) {
		String advice = (ex.code() == SQL_ERROR) ? advice(sql) : null;
		return (advice != null) ? new EngineException(
				new FailureResponse(ex.code(), ex.getMessage() + ". " + HERE + advice), generation) : ex;
	}

	static @Nullable String advice(String sql) {
		return advice(sql, REMEDIES);
	}

	private static @Nullable String advice(String sql, List<Remedy> remedies) {
		String normal = normalize(sql);
		for (Remedy remedy : remedies) {
			Matcher matcher = remedy.pattern().matcher(normal);
			if (matcher.find()) {
				return remedy.describe(matcher);
			}
		}
		return null;
	}

	/**
	 * Return the tokens in upper case, with one blank between words, so that patterns
	 * need not care for blanks, comments and what stands in quotes.
	 */
	private static String normalize(String sql) {
		StringBuilder normal = new StringBuilder(sql.length());
		SqlTokenizer tokenizer = new SqlTokenizer(sql);
		SqlToken previous = null;
		for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
			if (previous != null && previous.end() < token.start()) {
				normal.append(' ');
			}
			normal.append((token.type() == SqlToken.Type.LITERAL) ? "''" : token.text(sql).toUpperCase(Locale.ROOT));
			previous = token;
		}
		return normal.toString();
	}

	private record Remedy(Pattern pattern, String advice) {

		String describe(Matcher matcher) {
			if (!this.pattern.pattern().contains("(?<column>")) {
				return this.advice;
			}
			String column = matcher.group("column").toLowerCase(Locale.ROOT);
			return "column " + column + ": " + this.advice.formatted(column);
		}

	}

}
