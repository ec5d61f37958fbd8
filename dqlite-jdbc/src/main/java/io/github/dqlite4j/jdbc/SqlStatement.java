package io.github.dqlite4j.jdbc;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a text.
 *
 * @param sql the statement without blanks and comments around it and without its
 * semicolon: old engines lose the row count when anything follows
 * @param kind what it does
 * @param words its first keywords in upper case, for the guard
 * @param pragma the PRAGMA, or {@code null} if it is none
 * @param insertion what it inserts, or {@code null} if it is no INSERT or REPLACE or has
 * a RETURNING clause of its own
 * @param parameterCount the highest index of its parameters
 * @param traits what else is to be known of it
 */
record SqlStatement(String sql, StatementKind kind, List<String> words, @Nullable Pragma pragma,
		@Nullable Insertion insertion, int parameterCount, Set<Trait> traits) {

	private static final Pattern ON = Pattern.compile("[=(\\s\"'](on|yes|true|1)[\"']?\\s*\\)?$",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Return a query of the driver's own.
	 * @param sql the query
	 * @param parameterCount how many parameters it has
	 * @return the statement
	 */
	static SqlStatement ofCatalog(String sql, int parameterCount) {
		return new SqlStatement(sql, StatementKind.CATALOG_QUERY, List.of(), null, null, parameterCount, Set.of());
	}

	/**
	 * What makes a difference to how a statement is run.
	 */
	enum Trait {

		/**
		 * It has a clause that rolls the whole transaction back when it fails.
		 */
		MAY_ROLL_BACK,

		/**
		 * It has a clause that keeps what it did before it failed.
		 */
		MAY_FAIL_PARTLY,

		/**
		 * The schema names columns of its result: it has a {@code *} that stands for
		 * columns.
		 */
		STAR,

		/**
		 * It asks what the connection wrote before, by a function such as
		 * {@code changes()}.
		 */
		ASKS_CONNECTION

	}

	boolean has(Trait trait) {
		return this.traits.contains(trait);
	}

	/**
	 * Return the same statement in other words.
	 * @param text its text
	 * @return the statement
	 */
	SqlStatement withSql(String text) {
		return new SqlStatement(text, this.kind, this.words, this.pragma, this.insertion, this.parameterCount,
				this.traits);
	}

	/**
	 * Tell whether the statement switches foreign keys on, as they are in a new session.
	 * @return whether it does
	 */
	boolean enforcesForeignKeys() {
		return this.pragma != null && this.pragma.name().equals("FOREIGN_KEYS") && ON.matcher(this.sql).find();
	}

	/**
	 * Tell whether the statement leaves something in the session that a new session would
	 * lack.
	 * @return whether it does
	 */
	boolean changesSession() {
		return this.kind == StatementKind.PRAGMA_SETTING || this.kind == StatementKind.DEFINITION
				&& (this.words.contains("TEMP") || this.words.contains("TEMPORARY"));
	}

}
