package io.github.dqlite4j.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.Deadline;

/**
 * What JDBC lets callers set for the executions of a statement, and what makes no
 * difference here: rows come in one direction, fields have any size, and there are no
 * warnings.
 */
abstract class StatementAttributes extends UnsupportedStatement {

	private Duration queryTimeout = Duration.ZERO;

	private long maxRows;

	private int fetchSize;

	private boolean closeOnCompletion;

	private boolean poolable;

	private boolean escapeProcessing = true;

	/**
	 * Refuse what a closed statement does not do.
	 * @throws SQLException if the statement is closed
	 */
	abstract void requireOpen() throws SQLException;

	/**
	 * Return when an execution that begins now is to be given up.
	 */
	final Deadline deadline() {
		return Deadline.after(this.queryTimeout);
	}

	/**
	 * Return how many rows a result may have; 0 for any number.
	 */
	final long maxRows() {
		return this.maxRows;
	}

	final int fetchSize() {
		return this.fetchSize;
	}

	final boolean closesOnCompletion() {
		return this.closeOnCompletion;
	}

	final boolean processesEscapes() {
		return this.escapeProcessing;
	}

	/**
	 * Return a count as the methods of JDBC that are older than long counts do.
	 */
	static int toInt(long count) {
		return (int) Math.min(count, Integer.MAX_VALUE);
	}

	@Override
	public void closeOnCompletion() throws SQLException {
		requireOpen();
		this.closeOnCompletion = true;
	}

	@Override
	public boolean isCloseOnCompletion() throws SQLException {
		requireOpen();
		return this.closeOnCompletion;
	}

	@Override
	public void setQueryTimeout(int seconds) throws SQLException {
		requireOpen();
		if (seconds < 0) {
			throw SqlExceptions.state("The query timeout " + seconds + " is negative", "HY024");
		}
		this.queryTimeout = Duration.ofSeconds(seconds);
	}

	@Override
	public int getQueryTimeout() throws SQLException {
		requireOpen();
		return (int) this.queryTimeout.toSeconds();
	}

	@Override
	public void setLargeMaxRows(long max) throws SQLException {
		requireOpen();
		if (max < 0) {
			throw SqlExceptions.state("The maximum of rows " + max + " is negative", "HY024");
		}
		this.maxRows = max;
	}

	@Override
	public long getLargeMaxRows() throws SQLException {
		requireOpen();
		return this.maxRows;
	}

	@Override
	public void setMaxRows(int max) throws SQLException {
		setLargeMaxRows(max);
	}

	@Override
	public int getMaxRows() throws SQLException {
		return toInt(getLargeMaxRows());
	}

	@Override
	public void setFetchSize(int rows) throws SQLException {
		requireOpen();
		if (rows < 0) {
			throw SqlExceptions.state("The fetch size " + rows + " is negative", "HY024");
		}
		this.fetchSize = rows;
	}

	@Override
	public int getFetchSize() throws SQLException {
		requireOpen();
		return this.fetchSize;
	}

	@Override
	public void setFetchDirection(int direction) throws SQLException {
		requireOpen();
		if (direction != ResultSet.FETCH_FORWARD) {
			throw SqlExceptions.unsupported("A fetch direction other than forward");
		}
	}

	@Override
	public int getFetchDirection() throws SQLException {
		return ResultSet.FETCH_FORWARD;
	}

	@Override
	public void setEscapeProcessing(boolean enable) throws SQLException {
		requireOpen();
		this.escapeProcessing = enable;
	}

	@Override
	public @Nullable SQLWarning getWarnings() throws SQLException {
		requireOpen();
		return null;
	}

	@Override
	public void clearWarnings() throws SQLException {
		requireOpen();
	}

	@Override
	public void setPoolable(boolean poolable) throws SQLException {
		requireOpen();
		this.poolable = poolable;
	}

	@Override
	public boolean isPoolable() throws SQLException {
		requireOpen();
		return this.poolable;
	}

	@Override
	public int getMaxFieldSize() throws SQLException {
		requireOpen();
		return 0;
	}

	@Override
	public void setMaxFieldSize(int max) throws SQLException {
		requireOpen();
		if (max != 0) {
			throw SqlExceptions.unsupported("A maximal field size");
		}
	}

}
