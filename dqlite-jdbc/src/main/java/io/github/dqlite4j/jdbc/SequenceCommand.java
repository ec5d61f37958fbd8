package io.github.dqlite4j.jdbc;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * A statement that defines sequences: CREATE, ALTER or DROP SEQUENCE.
 *
 * @param verb CREATE, ALTER or DROP
 * @param conditional whether it has IF EXISTS or IF NOT EXISTS
 * @param name the sequence
 * @param options what is to be set
 * @param newName the new name, or {@code null} if it stays
 */
record SequenceCommand(String verb, boolean conditional, String name, SequenceOptions options,
		@Nullable String newName) {

	/**
	 * Parse a statement.
	 * @param sql a statement that begins with CREATE, ALTER or DROP SEQUENCE
	 * @return what it says
	 * @throws SQLException if it is wrong; the message names the word
	 */
	static SequenceCommand parse(String sql) throws SQLException {
		SequenceScanner scanner = new SequenceScanner(sql);
		if (scanner.accept("CREATE", "SEQUENCE")) {
			boolean conditional = scanner.accept("IF", "NOT", "EXISTS");
			return new SequenceCommand("CREATE", conditional, name(scanner), SequenceOptions.parse(scanner, true),
					null);
		}
		if (scanner.accept("ALTER", "SEQUENCE")) {
			boolean conditional = scanner.accept("IF", "EXISTS");
			String name = name(scanner);
			if (scanner.accept("RENAME", "TO")) {
				SequenceCommand rename = new SequenceCommand("ALTER", conditional, name, SequenceOptions.NONE,
						name(scanner));
				requireEnd(scanner);
				return rename;
			}
			return new SequenceCommand("ALTER", conditional, name, SequenceOptions.parse(scanner, false), null);
		}
		if (scanner.accept("DROP", "SEQUENCE")) {
			boolean conditional = scanner.accept("IF", "EXISTS");
			String name = name(scanner);
			if (!scanner.accept("RESTRICT")) {
				scanner.accept("CASCADE");
			}
			requireEnd(scanner);
			return new SequenceCommand("DROP", conditional, name, SequenceOptions.NONE, null);
		}
		throw SqlExceptions.syntax("A temporary sequence is not supported: create a permanent one", "42601");
	}

	private static String name(SequenceScanner scanner) throws SQLException {
		SequenceName name = SequenceName.scan(scanner);
		if (name == null) {
			throw SqlExceptions.syntax("The name of a sequence is missing before " + scanner.rest(), "42601");
		}
		return name.checked();
	}

	private static void requireEnd(SequenceScanner scanner) throws SQLException {
		if (!scanner.isAtEnd()) {
			throw SqlExceptions.syntax("Nothing may follow here, and there is " + scanner.rest(), "42601");
		}
	}

}
