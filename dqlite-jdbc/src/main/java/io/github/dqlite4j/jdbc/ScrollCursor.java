package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.protocol.RowBatch;

/**
 * Moves in any direction over rows that are all in memory, in the form in which they
 * came.
 */
final class ScrollCursor extends ResultCursor {

	private final List<Position> rows;

	/**
	 * The number of the current row, 0 before the first and one more than there are
	 * behind the last.
	 */
	private int rowNumber;

	private @Nullable RowBatch current;

	ScrollCursor(DqliteStatement statement, RowStream rows, long maxRows) throws SQLException {
		super(statement, rows.columnNames());
		this.rows = connection().reading(() -> {
			List<Position> positions = new ArrayList<>();
			for (RowBatch batch : rows.readAll()) {
				while ((maxRows == 0 || positions.size() < maxRows) && batch.next()) {
					positions.add(new Position(batch, batch.mark()));
				}
			}
			return positions;
		});
	}

	/**
	 * Move to a row.
	 * @param number the number of the row; anything outside the rows means before the
	 * first or behind the last
	 * @return whether there is such a row
	 */
	boolean moveTo(long number) throws SQLException {
		requireOpen();
		this.rowNumber = (int) Math.max(0, Math.min(number, this.rows.size() + 1L));
		this.current = at(this.rowNumber);
		return this.current != null;
	}

	private @Nullable RowBatch at(int number) throws SQLException {
		if (number < 1 || number > this.rows.size()) {
			return null;
		}
		Position position = this.rows.get(number - 1);
		connection().reading(() -> {
			position.batch().moveTo(position.mark());
			return true;
		});
		return position.batch();
	}

	int size() {
		return this.rows.size();
	}

	/**
	 * Return where the cursor is, also outside the rows.
	 * @return the number of the row, 0 before the first, one more than there are behind
	 * the last
	 */
	int place() {
		return this.rowNumber;
	}

	@Override
	boolean next() throws SQLException {
		return moveTo(this.rowNumber + 1L);
	}

	@Override
	@Nullable RowBatch current() {
		return this.current;
	}

	@Override
	@Nullable RowBatch firstRow() throws SQLException {
		RowBatch first = at(1);
		this.current = at(this.rowNumber);
		return (this.current != null) ? this.current : first;
	}

	@Override
	int rowNumber() {
		return (this.current != null) ? this.rowNumber : 0;
	}

	@Override
	boolean isBeforeFirst() throws SQLException {
		requireOpen();
		return this.rowNumber == 0 && !this.rows.isEmpty();
	}

	@Override
	boolean isAfterLast() throws SQLException {
		requireOpen();
		return this.rowNumber > this.rows.size() && !this.rows.isEmpty();
	}

	@Override
	boolean isReceived() {
		return true;
	}

	@Override
	void release() {
		this.rows.clear();
	}

	/**
	 * Where a row is.
	 *
	 * @param batch the batch that has it
	 * @param mark its mark there
	 */
	private record Position(RowBatch batch, int mark) {

	}

}
