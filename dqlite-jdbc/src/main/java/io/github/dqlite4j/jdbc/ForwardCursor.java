package io.github.dqlite4j.jdbc;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.protocol.RowBatch;

/**
 * Moves forward only, straight from the connection, with one batch of rows in memory.
 */
final class ForwardCursor extends ResultCursor {

	private enum Place {

		BEFORE_FIRST, AT_ROW, AFTER_LAST

	}

	private final RowStream rows;

	private final long maxRows;

	private Place place = Place.BEFORE_FIRST;

	/**
	 * Whether the stream was moved to the first row already, to learn something of it.
	 */
	private boolean ahead;

	private boolean aheadFound;

	private int rowNumber;

	ForwardCursor(DqliteStatement statement, RowStream rows, long maxRows) {
		super(statement, rows.columnNames());
		this.rows = rows;
		this.maxRows = maxRows;
	}

	@Override
	boolean next() throws SQLException {
		requireOpen();
		boolean found = false;
		if (this.place != Place.AFTER_LAST && (this.maxRows == 0 || this.rowNumber < this.maxRows)) {
			found = this.ahead ? this.aheadFound : advance();
			this.ahead = false;
		}
		this.place = found ? Place.AT_ROW : Place.AFTER_LAST;
		this.rowNumber = found ? this.rowNumber + 1 : 0;
		return found;
	}

	private boolean advance() throws SQLException {
		return connection().reading(this.rows::next);
	}

	private void readAhead() throws SQLException {
		if (this.place == Place.BEFORE_FIRST && !this.ahead) {
			this.aheadFound = advance();
			this.ahead = true;
		}
	}

	@Override
	@Nullable RowBatch current() {
		return (this.place == Place.AT_ROW) ? this.rows.row() : null;
	}

	@Override
	@Nullable RowBatch firstRow() throws SQLException {
		readAhead();
		return (this.place == Place.AT_ROW || this.ahead && this.aheadFound) ? this.rows.row() : null;
	}

	@Override
	int rowNumber() {
		return this.rowNumber;
	}

	@Override
	boolean isBeforeFirst() throws SQLException {
		requireOpen();
		readAhead();
		return this.place == Place.BEFORE_FIRST && this.aheadFound;
	}

	@Override
	boolean isAfterLast() throws SQLException {
		requireOpen();
		return this.place == Place.AFTER_LAST;
	}

	@Override
	boolean isReceived() {
		return this.rows.isReceived();
	}

	@Override
	void release() throws SQLException {
		connection().reading(() -> {
			this.rows.close();
			return true;
		});
	}

}
