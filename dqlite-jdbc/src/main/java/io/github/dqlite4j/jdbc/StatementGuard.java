package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dqlite4j.client.EngineGeneration;

/**
 * Refuses statements that would end the server's process, leave it unusable, or lose data
 * silently. They are refused on every generation of the engine, also where it would
 * refuse them itself, so that an application does not come to depend on one generation.
 */
final class StatementGuard {

	private static final Map<String, String> REFUSED_PRAGMAS = Map.of("WAL_CHECKPOINT",
			"every node checkpoints its copy of the database by itself", "WAL_AUTOCHECKPOINT",
			"every node checkpoints its copy of the database by itself", "LOCKING_MODE",
			"the engine locks the database by itself", "SYNCHRONOUS", "the replicated log makes every commit durable",
			"READ_UNCOMMITTED", "every transaction is serializable", "BUSY_TIMEOUT",
			"the driver waits for other writers: set busyTimeout in the JDBC URL", "DELETE_DATABASE",
			"it would delete the database under all connections on engines from 1.18.3 on; drop its tables instead");

	/**
	 * Those that may be read but not set. The limits and directories hold for the whole
	 * process of the node; a schema that can't be parsed closes the database to
	 * everybody.
	 */
	private static final Map<String, String> READ_ONLY_PRAGMAS = Map.of("PAGE_SIZE",
			"the page size of a replicated database is fixed", "WRITABLE_SCHEMA",
			"a mistake in the table of the schema would make the database unusable on all nodes", "HARD_HEAP_LIMIT",
			"it would hold for the whole process of the node", "SOFT_HEAP_LIMIT",
			"it would hold for the whole process of the node", "TEMP_STORE_DIRECTORY",
			"it would hold for the whole process of the node", "DATA_STORE_DIRECTORY",
			"it would hold for the whole process of the node", "MAX_PAGE_COUNT",
			"a transaction that meets this limit is rolled back unnoticed, and what follows would commit by itself",
			"COUNT_CHANGES", "every write would yield a row, which ends the process of the node");

	private static final Set<String> EFFECTIVE_WHEN_EXPLAINED = Set.of("PRAGMA", "VACUUM", "ATTACH", "DETACH");

	private static final Set<String> READING_VERBS = Set.of("SELECT", "VALUES");

	private static final Set<String> VERBS = Set.of("SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE");

	private StatementGuard() {
	}

	/**
	 * Check a statement before it is sent.
	 * @param statement the statement
	 * @param generation the engine's generation
	 * @throws SQLException if it must not be sent; the message says why and what to do
	 * instead
	 */
	static void check(SqlStatement statement, EngineGeneration generation) throws SQLException {
		List<String> words = statement.words();
		switch (words.isEmpty() ? "" : words.get(0)) {
			case "PRAGMA" -> checkPragma(statement, generation);
			case "EXPLAIN" -> checkExplained(statement, generation);
			case "ATTACH", "DETACH" -> throw refused(statement,
					"changes to an attached database are not replicated; open a second data source instead");
			case "VACUUM" -> {
				if (words.contains("INTO")) {
					throw refused(statement, "it would write a file on the leader's machine only");
				}
				if (!generation.supportsVacuum()) {
					throw refused(statement, "it ends the process of old engines, and none before 1.18.2 can run it");
				}
			}
			default -> {
			}
		}
		if (statement.kind() == StatementKind.RETURNING && !generation.supportsReturning()) {
			throw refused(statement, "engines 1.15 to 1.18.1 can't run a statement with RETURNING; ask for generated "
					+ "keys instead, or upgrade the engine");
		}
		if (statement.parameterCount() > 255 && !generation.supportsManyParameters()) {
			throw refused(statement, "engines before 1.15 take at most 255 parameters and this statement has "
					+ statement.parameterCount());
		}
	}

	private static void checkPragma(SqlStatement statement, EngineGeneration generation) throws SQLException {
		Pragma pragma = statement.pragma();
		if (pragma == null) {
			return;
		}
		String reason = REFUSED_PRAGMAS.get(pragma.name());
		if (reason == null && pragma.hasValue()) {
			reason = READ_ONLY_PRAGMAS.get(pragma.name());
		}
		if (reason != null) {
			throw refused(statement, reason);
		}
		List<String> words = statement.words();
		boolean wal = words.get(words.size() - 1).equals("WAL");
		if (pragma.name().equals("JOURNAL_MODE") && (pragma.hasValue() && !wal || !generation.supportsReturning())) {
			throw refused(statement, "the journal of a replicated database is always a write-ahead log");
		}
	}

	/**
	 * Some PRAGMAs take effect while they are compiled, so that even explaining them
	 * would. Engines that lose the rows of a write also lose those of its explanation.
	 */
	private static void checkExplained(SqlStatement statement, EngineGeneration generation) throws SQLException {
		List<String> words = statement.words();
		int index = (words.size() > 1 && words.get(1).equals("QUERY")) ? 3 : 1;
		String verb = (words.size() > index) ? words.get(index) : "";
		if (EFFECTIVE_WHEN_EXPLAINED.contains(verb)) {
			throw refused(statement, "explaining a statement of this kind can have effects");
		}
		String main = verb.equals("WITH") ? words.stream().filter(VERBS::contains).findFirst().orElse("SELECT") : verb;
		if (!generation.supportsReturning() && !READING_VERBS.contains(main)) {
			throw refused(statement, "engines 1.15 to 1.18.1 explain only statements that write nothing");
		}
	}

	private static SQLException refused(SqlStatement statement, String reason) {
		String sql = statement.sql();
		String shown = (sql.length() > 100) ? sql.substring(0, 100) + "…" : sql;
		return new SQLFeatureNotSupportedException("'" + shown + "' is refused: " + reason);
	}

}
