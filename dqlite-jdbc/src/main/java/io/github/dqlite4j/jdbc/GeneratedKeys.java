package io.github.dqlite4j.jdbc;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.protocol.ResultResponse;
import io.github.dqlite4j.protocol.RowsEncoder;

/**
 * The rowids that the engine assigned to inserted rows. It tells one for each execution,
 * that of the last row; they come with the answer and cost nothing.
 */
final class GeneratedKeys {

	private static final String DEFAULT_NAME = "GENERATED_KEY";

	private final String columnName;

	private final List<@Nullable Object[]> keys = new ArrayList<>();

	/**
	 * Create an empty list of keys.
	 * @param columnNames the columns that the caller wants; the first one names the only
	 * column that there is
	 */
	GeneratedKeys(String @Nullable [] columnNames) {
		this.columnName = (columnNames != null && columnNames.length > 0) ? columnNames[0] : DEFAULT_NAME;
	}

	/**
	 * Take the key of an execution, if it inserted a row: otherwise the engine repeats an
	 * older one.
	 * @param statement what was executed
	 * @param result the answer
	 */
	void add(SqlStatement statement, ResultResponse result) {
		if (statement.kind() == StatementKind.INSERT && result.rowsAffected() > 0) {
			this.keys.add(new Object[] { result.lastInsertId() });
		}
	}

	RowStream rows() {
		return RowStream.of(RowsEncoder.encode(List.of(this.columnName), this.keys));
	}

}
