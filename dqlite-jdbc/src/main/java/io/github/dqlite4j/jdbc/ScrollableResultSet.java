package io.github.dqlite4j.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * A result set that moves in any direction. Its rows were all read when it was made: it
 * does not see later changes.
 */
final class ScrollableResultSet extends DqliteResultSet {

	private final ScrollCursor cursor;

	private int fetchDirection = ResultSet.FETCH_FORWARD;

	ScrollableResultSet(ScrollCursor cursor, @Nullable SqlStatement query) {
		super(cursor, query);
		this.cursor = cursor;
	}

	@Override
	public boolean previous() throws SQLException {
		return this.cursor.moveTo(this.cursor.place() - 1L);
	}

	@Override
	public boolean first() throws SQLException {
		return this.cursor.moveTo(1);
	}

	@Override
	public boolean last() throws SQLException {
		return this.cursor.moveTo(this.cursor.size());
	}

	@Override
	public void beforeFirst() throws SQLException {
		this.cursor.moveTo(0);
	}

	@Override
	public void afterLast() throws SQLException {
		this.cursor.moveTo(this.cursor.size() + 1L);
	}

	@Override
	public boolean absolute(int row) throws SQLException {
		return this.cursor.moveTo((row >= 0) ? row : this.cursor.size() + 1L + row);
	}

	@Override
	public boolean relative(int rows) throws SQLException {
		return this.cursor.moveTo((long) this.cursor.place() + rows);
	}

	@Override
	public boolean isLast() throws SQLException {
		this.cursor.requireOpen();
		return this.cursor.size() > 0 && this.cursor.place() == this.cursor.size();
	}

	@Override
	public void setFetchDirection(int direction) throws SQLException {
		if (direction != FETCH_FORWARD && direction != FETCH_REVERSE && direction != FETCH_UNKNOWN) {
			throw SqlExceptions.state("The fetch direction " + direction + " is unknown", "HY024");
		}
		this.fetchDirection = direction;
	}

	@Override
	public int getFetchDirection() {
		return this.fetchDirection;
	}

	@Override
	public int getType() {
		return ResultSet.TYPE_SCROLL_INSENSITIVE;
	}

}
