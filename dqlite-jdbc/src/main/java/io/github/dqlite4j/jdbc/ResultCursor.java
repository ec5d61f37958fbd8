package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.ValueType;

/**
 * Where a result set stands in its rows.
 */
abstract class ResultCursor {

	private final DqliteStatement statement;

	private final List<String> columnNames;

	private volatile boolean closed;

	private @Nullable Map<String, Integer> columnByLabel;

	private ValueType @Nullable [] firstTypes;

	ResultCursor(DqliteStatement statement, List<String> columnNames) {
		this.statement = statement;
		this.columnNames = columnNames;
	}

	/**
	 * Move to the next row.
	 * @return whether there is one
	 */
	abstract boolean next() throws SQLException;

	/**
	 * Return the batch whose current row is the current row.
	 * @return the batch, or {@code null} if there is no current row
	 */
	abstract @Nullable RowBatch current();

	/**
	 * Return the first row, which may be read ahead for it.
	 * @return the batch, or {@code null} if there is no row
	 */
	abstract @Nullable RowBatch firstRow() throws SQLException;

	/**
	 * Return the number of the current row.
	 * @return the number, counted from 1; 0 if there is no current row
	 */
	abstract int rowNumber();

	abstract boolean isBeforeFirst() throws SQLException;

	abstract boolean isAfterLast() throws SQLException;

	/**
	 * Tell whether all rows have come in.
	 */
	abstract boolean isReceived();

	/**
	 * Make the connection forget the rows that were not read.
	 */
	abstract void release() throws SQLException;

	final DqliteStatement statement() throws SQLException {
		requireOpen();
		return this.statement;
	}

	final DqliteConnection connection() {
		return this.statement.connection();
	}

	final List<String> columnNames() {
		return this.columnNames;
	}

	/**
	 * Return the types of the values in the first row.
	 * @return the types; all NULL if there is no row
	 */
	final ValueType[] typesOfFirstRow() throws SQLException {
		requireOpen();
		ValueType[] types = this.firstTypes;
		if (types == null) {
			RowBatch row = firstRow();
			types = new ValueType[this.columnNames.size()];
			for (int i = 0; i < types.length; i++) {
				types[i] = (row != null) ? row.type(i) : ValueType.NULL;
			}
			this.firstTypes = types;
		}
		return types;
	}

	/**
	 * Return the batch that has the current row.
	 * @param column a column, counted from 1
	 * @return the batch
	 * @throws SQLException if there is no current row or no such column
	 */
	final RowBatch row(int column) throws SQLException {
		requireOpen();
		RowBatch row = current();
		if (row == null) {
			throw SqlExceptions.state("There is no current row: call next() first, and only read while it returns true",
					"24000");
		}
		if (column < 1 || column > this.columnNames.size()) {
			throw SqlExceptions.state("There is no column " + column + ": the result has " + this.columnNames.size(),
					"07009");
		}
		return row;
	}

	final int findColumn(String label) throws SQLException {
		requireOpen();
		Map<String, Integer> columns = this.columnByLabel;
		if (columns == null) {
			columns = new HashMap<>();
			for (int i = this.columnNames.size(); i > 0; i--) {
				columns.put(this.columnNames.get(i - 1).toLowerCase(Locale.ROOT), i);
			}
			this.columnByLabel = columns;
		}
		Integer column = columns.get(label.toLowerCase(Locale.ROOT));
		if (column == null) {
			throw SqlExceptions.state("There is no column '" + label + "': the result has " + this.columnNames,
					"42703");
		}
		return column;
	}

	final boolean isClosed() {
		return this.closed;
	}

	final void requireOpen() throws SQLException {
		if (this.closed) {
			throw SqlExceptions.state("The result set is closed", "24000");
		}
	}

	/**
	 * Close without telling the server, because the connection is closed.
	 */
	final void abandon() {
		this.closed = true;
	}

	final void close() throws SQLException {
		if (this.closed) {
			return;
		}
		this.closed = true;
		try {
			release();
		}
		finally {
			this.statement.closed(this);
		}
	}

	/**
	 * One step of reading rows from the connection.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	interface Step<T> {

		T run() throws IOException, EngineException;

	}

}
