package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.ValueType;

/**
 * Where a result set stands in its rows.
 */
final class ResultCursor {

	private enum Place {

		BEFORE_FIRST, AT_ROW, AFTER_LAST

	}

	private final DqliteStatement statement;

	private final RowStream rows;

	private final long maxRows;

	private Place place = Place.BEFORE_FIRST;

	/**
	 * Whether the stream was moved to the first row already, to learn the types of its
	 * values.
	 */
	private boolean ahead;

	private boolean aheadFound;

	private int rowNumber;

	private volatile boolean closed;

	private @Nullable Map<String, Integer> columnByLabel;

	private ValueType @Nullable [] firstTypes;

	ResultCursor(DqliteStatement statement, RowStream rows, long maxRows) {
		this.statement = statement;
		this.rows = rows;
		this.maxRows = maxRows;
	}

	DqliteStatement statement() throws SQLException {
		requireOpen();
		return this.statement;
	}

	List<String> columnNames() {
		return this.rows.columnNames();
	}

	boolean next() throws SQLException {
		requireOpen();
		if (this.place == Place.AFTER_LAST || this.maxRows > 0 && this.rowNumber >= this.maxRows) {
			this.place = Place.AFTER_LAST;
			this.rowNumber = 0;
			return false;
		}
		boolean found = this.ahead ? this.aheadFound : advance();
		this.ahead = false;
		this.place = found ? Place.AT_ROW : Place.AFTER_LAST;
		this.rowNumber = found ? this.rowNumber + 1 : 0;
		return found;
	}

	private boolean advance() throws SQLException {
		return this.statement.connection().reading(this.rows::next);
	}

	/**
	 * Return the types of the values in the first row, which is read ahead if needed.
	 * @return the types; all NULL if there is no row
	 */
	ValueType[] typesOfFirstRow() throws SQLException {
		requireOpen();
		ValueType[] types = this.firstTypes;
		if (types == null) {
			if (this.place == Place.BEFORE_FIRST && !this.ahead) {
				this.aheadFound = advance();
				this.ahead = true;
			}
			boolean row = (this.place == Place.AT_ROW) || this.ahead && this.aheadFound;
			types = new ValueType[columnNames().size()];
			for (int i = 0; i < types.length; i++) {
				types[i] = row ? this.rows.row().type(i) : ValueType.NULL;
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
	RowBatch row(int column) throws SQLException {
		requireOpen();
		if (this.place != Place.AT_ROW) {
			throw SqlExceptions.state("There is no current row: call next() first, and only read while it returns true",
					"24000");
		}
		if (column < 1 || column > columnNames().size()) {
			throw SqlExceptions.state("There is no column " + column + ": the result has " + columnNames().size(),
					"07009");
		}
		return this.rows.row();
	}

	int findColumn(String label) throws SQLException {
		requireOpen();
		Map<String, Integer> columns = this.columnByLabel;
		if (columns == null) {
			columns = new HashMap<>();
			for (int i = columnNames().size(); i > 0; i--) {
				columns.put(columnNames().get(i - 1).toLowerCase(Locale.ROOT), i);
			}
			this.columnByLabel = columns;
		}
		Integer column = columns.get(label.toLowerCase(Locale.ROOT));
		if (column == null) {
			throw SqlExceptions.state("There is no column '" + label + "': the result has " + columnNames(), "42703");
		}
		return column;
	}

	boolean isBeforeFirst() throws SQLException {
		typesOfFirstRow();
		return this.place == Place.BEFORE_FIRST && this.aheadFound;
	}

	boolean isAfterLast() throws SQLException {
		requireOpen();
		return this.place == Place.AFTER_LAST;
	}

	int rowNumber() throws SQLException {
		requireOpen();
		return this.rowNumber;
	}

	boolean isClosed() {
		return this.closed;
	}

	void requireOpen() throws SQLException {
		if (this.closed) {
			throw SqlExceptions.state("The result set is closed", "24000");
		}
	}

	/**
	 * Close without reading the rest, because the connection is closed.
	 */
	void abandon() {
		this.closed = true;
	}

	void close() throws SQLException {
		if (this.closed) {
			return;
		}
		this.closed = true;
		try {
			this.statement.connection().reading(() -> {
				this.rows.close();
				return true;
			});
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
