package io.github.dqlite4j.jdbc;

import java.util.Set;

/**
 * A PRAGMA: whether it yields rows, and whether it may be sent at all.
 *
 * @param name the name in upper case, without a schema
 * @param hasValue whether a value or an argument is given
 */
record Pragma(String name, boolean hasValue) {

	/**
	 * Those that yield rows although they are given an argument.
	 */
	private static final Set<String> QUERIES_WITH_ARGUMENT = Set.of("TABLE_INFO", "TABLE_XINFO", "TABLE_LIST",
			"INDEX_LIST", "INDEX_INFO", "INDEX_XINFO", "FOREIGN_KEY_LIST", "FOREIGN_KEY_CHECK", "INTEGRITY_CHECK",
			"QUICK_CHECK", "SECURE_DELETE", "JOURNAL_SIZE_LIMIT", "MAX_PAGE_COUNT", "MMAP_SIZE", "ANALYSIS_LIMIT",
			"THREADS", "SOFT_HEAP_LIMIT", "HARD_HEAP_LIMIT", "JOURNAL_MODE");

	/**
	 * Those that yield no rows although they are given no value.
	 */
	private static final Set<String> ACTIONS = Set.of("SHRINK_MEMORY", "OPTIMIZE", "INCREMENTAL_VACUUM",
			"CASE_SENSITIVE_LIKE");

	private static final Set<String> WRITES = Set.of("USER_VERSION", "APPLICATION_ID", "SCHEMA_VERSION", "OPTIMIZE",
			"INCREMENTAL_VACUUM", "AUTO_VACUUM");

	StatementKind kind() {
		boolean action = ACTIONS.contains(this.name);
		if (!action && (!this.hasValue || QUERIES_WITH_ARGUMENT.contains(this.name))) {
			return StatementKind.PRAGMA_QUERY;
		}
		return WRITES.contains(this.name) ? StatementKind.PRAGMA_WRITE : StatementKind.PRAGMA_SETTING;
	}

}
