package io.github.dqlite4j.jdbc;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * The name of a sequence, with a schema or without.
 *
 * @param schema the schema, or {@code null} if it has none
 * @param name the name without quotes
 */
record SequenceName(@Nullable String schema, String name) {

	static @Nullable SequenceName scan(SequenceScanner scanner) {
		String first = scanner.name();
		if (first == null || !scanner.accept('.')) {
			return (first != null) ? new SequenceName(null, first) : null;
		}
		String second = scanner.name();
		return (second != null) ? new SequenceName(first, second) : null;
	}

	/**
	 * Return the name as SQL text.
	 */
	String text() {
		return ((this.schema != null) ? quote(this.schema) + "." : "") + quote(this.name);
	}

	private static String quote(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

	/**
	 * Return the name by which the definition is found.
	 * @throws SQLException if the schema is none
	 */
	String checked() throws SQLException {
		if (this.schema != null && !SequenceScanner.lowerCase(this.schema).equals("main")) {
			throw SqlExceptions.syntax("The sequence " + text() + " can't be in the schema '" + this.schema
					+ "': a database of dqlite has one schema, 'main'", "3F000");
		}
		return this.name;
	}

}
