package io.github.dqlite4j.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * One result of an execution: rows or a count.
 *
 * @param rows the rows, or {@code null} if it is a count
 * @param updateCount how many rows were changed; -1 if it is rows
 */
record StatementResult(@Nullable DqliteResultSet rows, long updateCount) {

	static StatementResult of(DqliteResultSet rows) {
		return new StatementResult(rows, -1);
	}

	static StatementResult of(long updateCount) {
		return new StatementResult(null, updateCount);
	}

}
