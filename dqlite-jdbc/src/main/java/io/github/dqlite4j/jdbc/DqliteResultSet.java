package io.github.dqlite4j.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.ValueType;

/**
 * The rows of a query, read forward only unless it is a {@link ScrollableResultSet}.
 * Which values a column has is decided per value, not per column.
 */
class DqliteResultSet extends LabelledResultSet implements DqliteWrapper {

	private final ResultCursor cursor;

	private final @Nullable SqlStatement query;

	private boolean wasNull;

	private int fetchSize;

	/**
	 * Create a result set.
	 * @param cursor where it stands in its rows
	 * @param query what yielded the rows, or {@code null} if they come from no table
	 */
	DqliteResultSet(ResultCursor cursor, @Nullable SqlStatement query) {
		this.cursor = cursor;
		this.query = query;
	}

	@Override
	public boolean next() throws SQLException {
		return this.cursor.next();
	}

	@Override
	public void close() throws SQLException {
		this.cursor.close();
	}

	@Override
	public boolean isClosed() {
		return this.cursor.isClosed();
	}

	@Override
	public boolean wasNull() {
		return this.wasNull;
	}

	/**
	 * Check a column and take note whether its value is NULL.
	 * @param column the column, counted from 1
	 * @return the batch that has the current row
	 */
	private RowBatch value(int column) throws SQLException {
		RowBatch row = this.cursor.row(column);
		this.wasNull = ColumnReader.isNull(row, column - 1);
		return row;
	}

	@Override
	public @Nullable String getString(int column) throws SQLException {
		return ColumnReader.getString(value(column), column - 1);
	}

	@Override
	public boolean getBoolean(int column) throws SQLException {
		return ColumnReader.getBoolean(value(column), column - 1);
	}

	@Override
	public byte getByte(int column) throws SQLException {
		return (byte) ColumnReader.getInteger(value(column), column - 1, Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte");
	}

	@Override
	public short getShort(int column) throws SQLException {
		return (short) ColumnReader.getInteger(value(column), column - 1, Short.MIN_VALUE, Short.MAX_VALUE, "a short");
	}

	@Override
	public int getInt(int column) throws SQLException {
		return (int) ColumnReader.getInteger(value(column), column - 1, Integer.MIN_VALUE, Integer.MAX_VALUE, "an int");
	}

	@Override
	public long getLong(int column) throws SQLException {
		return ColumnReader.getLong(value(column), column - 1);
	}

	@Override
	public float getFloat(int column) throws SQLException {
		return ColumnReader.getFloat(value(column), column - 1);
	}

	@Override
	public double getDouble(int column) throws SQLException {
		return ColumnReader.getDouble(value(column), column - 1);
	}

	@Override
	public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
		return ColumnReader.getBigDecimal(value(column), column - 1);
	}

	@Override
	@Deprecated
	public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
		BigDecimal value = getBigDecimal(column);
		return (value != null) ? value.setScale(scale, RoundingMode.HALF_UP) : null;
	}

	@Override
	public byte @Nullable [] getBytes(int column) throws SQLException {
		return ColumnReader.getBytes(value(column), column - 1);
	}

	@Override
	public @Nullable Date getDate(int column) throws SQLException {
		return TemporalReader.getDate(value(column), column - 1, null);
	}

	@Override
	public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
		return TemporalReader.getDate(value(column), column - 1, calendar);
	}

	@Override
	public @Nullable Time getTime(int column) throws SQLException {
		return TemporalReader.getTime(value(column), column - 1, null);
	}

	@Override
	public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
		return TemporalReader.getTime(value(column), column - 1, calendar);
	}

	@Override
	public @Nullable Timestamp getTimestamp(int column) throws SQLException {
		return TemporalReader.getTimestamp(value(column), column - 1, null);
	}

	@Override
	public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
		return TemporalReader.getTimestamp(value(column), column - 1, calendar);
	}

	@Override
	public @Nullable Object getObject(int column) throws SQLException {
		RowBatch row = value(column);
		return switch (row.type(column - 1)) {
			case NULL -> null;
			case INTEGER -> row.getLong(column - 1);
			case FLOAT -> row.getDouble(column - 1);
			case TEXT -> row.getText(column - 1);
			case BLOB -> row.getBytes(column - 1);
			case BOOLEAN -> row.getLong(column - 1) != 0;
			case UNIXTIME, ISO8601 -> TemporalReader.getDeclared(row, column - 1);
		};
	}

	@Override
	public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
		return ObjectReader.read(this, value(column), column, type);
	}

	@Override
	public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map) throws SQLException {
		if (map != null && !map.isEmpty()) {
			throw SqlExceptions.unsupported("getObject with a type map");
		}
		return getObject(column);
	}

	@Override
	public @Nullable Blob getBlob(int column) throws SQLException {
		byte[] bytes = getBytes(column);
		return (bytes != null) ? new DqliteBlob(bytes) : null;
	}

	@Override
	public @Nullable Clob getClob(int column) throws SQLException {
		String text = getString(column);
		return (text != null) ? new DqliteClob(text) : null;
	}

	@Override
	public @Nullable NClob getNClob(int column) throws SQLException {
		String text = getString(column);
		return (text != null) ? new DqliteClob(text) : null;
	}

	@Override
	public @Nullable InputStream getBinaryStream(int column) throws SQLException {
		byte[] bytes = getBytes(column);
		return (bytes != null) ? new ByteArrayInputStream(bytes) : null;
	}

	@Override
	public @Nullable InputStream getAsciiStream(int column) throws SQLException {
		String text = getString(column);
		return (text != null) ? new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) : null;
	}

	@Override
	public @Nullable Reader getCharacterStream(int column) throws SQLException {
		String text = getString(column);
		return (text != null) ? new StringReader(text) : null;
	}

	@Override
	public @Nullable Reader getNCharacterStream(int column) throws SQLException {
		return getCharacterStream(column);
	}

	@Override
	public @Nullable String getNString(int column) throws SQLException {
		return getString(column);
	}

	@Override
	public @Nullable URL getURL(int column) throws SQLException {
		throw SqlExceptions.unsupported("getURL");
	}

	@Override
	public int findColumn(String label) throws SQLException {
		return this.cursor.findColumn(label);
	}

	@Override
	public ResultSetMetaData getMetaData() throws SQLException {
		ValueType[] types = this.cursor.typesOfFirstRow();
		return new DqliteResultSetMetaData(this.cursor.columnNames(), types, this::origins);
	}

	private List<@Nullable CatalogColumn> origins() {
		int columnCount = this.cursor.columnNames().size();
		if (this.query == null || this.cursor.isClosed()) {
			return Collections.nCopies(columnCount, null);
		}
		return this.cursor.connection().tables().origins(this.query, columnCount, !isReceived());
	}

	/**
	 * Tell whether all rows have come in from the node.
	 */
	boolean isReceived() {
		return this.cursor.isReceived();
	}

	@Override
	public Statement getStatement() throws SQLException {
		return this.cursor.statement();
	}

	@Override
	public boolean isBeforeFirst() throws SQLException {
		return this.cursor.isBeforeFirst();
	}

	@Override
	public boolean isFirst() throws SQLException {
		return this.cursor.rowNumber() == 1;
	}

	@Override
	public boolean isAfterLast() throws SQLException {
		return this.cursor.isAfterLast();
	}

	@Override
	public int getRow() throws SQLException {
		return this.cursor.rowNumber();
	}

	@Override
	public @Nullable SQLWarning getWarnings() throws SQLException {
		this.cursor.requireOpen();
		return null;
	}

	@Override
	public void clearWarnings() throws SQLException {
		this.cursor.requireOpen();
	}

	@Override
	public void setFetchDirection(int direction) throws SQLException {
		if (direction != ResultSet.FETCH_FORWARD) {
			throw SqlExceptions.unsupported("A fetch direction other than forward");
		}
	}

	@Override
	public int getFetchDirection() throws SQLException {
		return ResultSet.FETCH_FORWARD;
	}

	@Override
	public void setFetchSize(int rows) throws SQLException {
		if (rows < 0) {
			throw SqlExceptions.state("The fetch size " + rows + " is negative", "HY024");
		}
		this.fetchSize = rows;
	}

	@Override
	public int getFetchSize() throws SQLException {
		return this.fetchSize;
	}

	@Override
	public int getType() throws SQLException {
		return ResultSet.TYPE_FORWARD_ONLY;
	}

	@Override
	public int getConcurrency() throws SQLException {
		return ResultSet.CONCUR_READ_ONLY;
	}

	@Override
	public int getHoldability() throws SQLException {
		return ResultSet.HOLD_CURSORS_OVER_COMMIT;
	}

}
