package io.github.dqlite4j.jdbc;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.RowBatch;

/**
 * A cursor that stands on one row for ever and needs no connection.
 */
final class FixedCursor extends ResultCursor {

	private final RowBatch row;

	@SuppressWarnings("NullAway")
	FixedCursor(RowBatch row) {
		super(null, row.columnNames());
		this.row = row;
	}

	@Override
	boolean next() {
		return false;
	}

	@Override
	@Nullable RowBatch current() {
		return this.row;
	}

	@Override
	@Nullable RowBatch firstRow() {
		return this.row;
	}

	@Override
	int rowNumber() {
		return 1;
	}

	@Override
	boolean isBeforeFirst() {
		return false;
	}

	@Override
	boolean isAfterLast() {
		return false;
	}

	@Override
	boolean isReceived() {
		return true;
	}

	@Override
	void release() {
		// there is no connection that could be told
	}

}
