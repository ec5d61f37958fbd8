package io.github.dqlite4j.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.protocol.Parameters;

/**
 * Runs one statement again and again with values for its parameters. The first run sends
 * the text; from the second one on the statement is prepared at the server.
 */
final class DqlitePreparedStatement extends UnsupportedPreparedStatement {

	private static final Object UNSET = new Object();

	private final List<SqlStatement> statement;

	private final GeneratedKeys keys;

	private final @Nullable Object[] values;

	private final List<Parameters> batch = new ArrayList<>();

	DqlitePreparedStatement(DqliteConnection connection, SqlStatement statement, boolean scrollable,
			GeneratedKeys keys) {
		super(connection, scrollable);
		this.statement = List.of(statement);
		this.keys = keys;
		this.values = new Object[statement.parameterCount()];
		Arrays.fill(this.values, UNSET);
	}

	private void set(int parameter, @Nullable Object value) throws SQLException {
		requireOpen();
		if (parameter < 1 || parameter > this.values.length) {
			throw SqlExceptions
				.state("There is no parameter " + parameter + ": the statement has " + this.values.length, "07009");
		}
		this.values[parameter - 1] = value;
	}

	private Parameters parameters() throws SQLException {
		for (int i = 0; i < this.values.length; i++) {
			if (this.values[i] == UNSET) {
				throw SqlExceptions.state("The parameter " + (i + 1) + " of " + this.values.length + " has no value",
						"07001");
			}
		}
		return Parameters.of(this.values);
	}

	/**
	 * Refuse the methods of a statement that take a text, which JDBC forbids here.
	 */
	@Override
	List<SqlStatement> parse(String sql) throws SQLException {
		throw SqlExceptions.state("A prepared statement runs no other text than its own: call the method without a "
				+ "text, or use Connection.createStatement()", "HY010");
	}

	@Override
	public void addBatch(String sql) throws SQLException {
		parse(sql);
	}

	@Override
	public boolean execute() throws SQLException {
		run(this.statement, parameters(), this.keys.renewed());
		return getResultSet() != null;
	}

	@Override
	public ResultSet executeQuery() throws SQLException {
		requireRows(this.statement);
		run(this.statement, parameters(), this.keys.renewed());
		return rows();
	}

	@Override
	public long executeLargeUpdate() throws SQLException {
		requireNoRows(this.statement);
		run(this.statement, parameters(), this.keys.renewed());
		return Math.max(getLargeUpdateCount(), 0);
	}

	@Override
	public int executeUpdate() throws SQLException {
		return toInt(executeLargeUpdate());
	}

	@Override
	public void addBatch() throws SQLException {
		requireOpen();
		parameters();
		this.batch.add(Parameters.of(this.values.clone()));
	}

	@Override
	public void clearBatch() throws SQLException {
		requireOpen();
		this.batch.clear();
	}

	@Override
	public long[] executeLargeBatch() throws SQLException {
		requireOpen();
		requireNoRows(this.statement);
		List<Parameters> executions = List.copyOf(this.batch);
		this.batch.clear();
		GeneratedKeys batchKeys = this.keys.renewed();
		useKeys(batchKeys);
		if (executions.isEmpty()) {
			return new long[0];
		}
		Deadline deadline = deadline();
		SqlStatement adapted = connection().locked(() -> batchKeys.adapt(this.statement.get(0), connection()));
		PreparedBatch prepared = new PreparedBatch(connection().executor(), adapted, batchKeys,
				connection().options().rewriteBatchedInserts());
		return connection().locked(() -> connection().atomically(() -> {
			long[] counts = prepared.run(executions, deadline);
			batchKeys.confirm(connection());
			return counts;
		}));
	}

	@Override
	public void clearParameters() throws SQLException {
		requireOpen();
		Arrays.fill(this.values, UNSET);
	}

	@Override
	public ParameterMetaData getParameterMetaData() throws SQLException {
		requireOpen();
		return new DqliteParameterMetaData(this.values.length);
	}

	/**
	 * Return the metadata of the last result. Before the first execution there is none:
	 * the engine does not describe a statement that it prepares.
	 */
	@Override
	public @Nullable ResultSetMetaData getMetaData() throws SQLException {
		ResultSet rows = getResultSet();
		return (rows != null) ? rows.getMetaData() : null;
	}

	@Override
	public void setNull(int parameter, int type) throws SQLException {
		set(parameter, null);
	}

	@Override
	public void setNull(int parameter, int type, String typeName) throws SQLException {
		set(parameter, null);
	}

	@Override
	public void setBoolean(int parameter, boolean value) throws SQLException {
		set(parameter, value ? 1L : 0L);
	}

	@Override
	public void setByte(int parameter, byte value) throws SQLException {
		set(parameter, (long) value);
	}

	@Override
	public void setShort(int parameter, short value) throws SQLException {
		set(parameter, (long) value);
	}

	@Override
	public void setInt(int parameter, int value) throws SQLException {
		set(parameter, (long) value);
	}

	@Override
	public void setLong(int parameter, long value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setFloat(int parameter, float value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setDouble(int parameter, double value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setBigDecimal(int parameter, @Nullable BigDecimal value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setString(int parameter, @Nullable String value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setNString(int parameter, @Nullable String value) throws SQLException {
		set(parameter, value);
	}

	@Override
	public void setBytes(int parameter, byte @Nullable [] value) throws SQLException {
		set(parameter, (value != null) ? value.clone() : null);
	}

	@Override
	public void setDate(int parameter, @Nullable Date value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setDate(int parameter, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
		set(parameter, (value != null) ? ParameterConverter.convertDate(value, calendar) : null);
	}

	@Override
	public void setTime(int parameter, @Nullable Time value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setTime(int parameter, @Nullable Time value, @Nullable Calendar calendar) throws SQLException {
		set(parameter, (value != null) ? ParameterConverter.convertDate(value, calendar) : null);
	}

	@Override
	public void setTimestamp(int parameter, @Nullable Timestamp value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setTimestamp(int parameter, @Nullable Timestamp value, @Nullable Calendar calendar)
			throws SQLException {
		set(parameter, (value != null) ? ParameterConverter.convertDate(value, calendar) : null);
	}

	@Override
	public void setObject(int parameter, @Nullable Object value) throws SQLException {
		set(parameter, ParameterConverter.convert(value));
	}

	@Override
	public void setObject(int parameter, @Nullable Object value, int type) throws SQLException {
		set(parameter, ParameterConverter.convert(value, type));
	}

	@Override
	public void setObject(int parameter, @Nullable Object value, int type, int scaleOrLength) throws SQLException {
		set(parameter, ParameterConverter.convert(value, type, scaleOrLength));
	}

	@Override
	public void setObject(int parameter, @Nullable Object value, SQLType type) throws SQLException {
		setObject(parameter, value, number(type));
	}

	@Override
	public void setObject(int parameter, @Nullable Object value, SQLType type, int scaleOrLength) throws SQLException {
		setObject(parameter, value, number(type), scaleOrLength);
	}

	private static int number(SQLType type) throws SQLException {
		if (type instanceof JDBCType standard) {
			return standard.getVendorTypeNumber();
		}
		throw SqlExceptions.unsupported("The SQL type " + type + " (use one of java.sql.JDBCType)");
	}

	@Override
	public void setBlob(int parameter, @Nullable Blob value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setBlob(int parameter, @Nullable InputStream value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setBlob(int parameter, @Nullable InputStream value, long length) throws SQLException {
		setBinaryStream(parameter, value, length);
	}

	@Override
	public void setClob(int parameter, @Nullable Clob value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setClob(int parameter, @Nullable Reader value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setClob(int parameter, @Nullable Reader value, long length) throws SQLException {
		setCharacterStream(parameter, value, length);
	}

	@Override
	public void setNClob(int parameter, @Nullable NClob value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setNClob(int parameter, @Nullable Reader value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setNClob(int parameter, @Nullable Reader value, long length) throws SQLException {
		setCharacterStream(parameter, value, length);
	}

	@Override
	public void setBinaryStream(int parameter, @Nullable InputStream value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setBinaryStream(int parameter, @Nullable InputStream value, int length) throws SQLException {
		setBinaryStream(parameter, value, (long) length);
	}

	@Override
	public void setBinaryStream(int parameter, @Nullable InputStream value, long length) throws SQLException {
		set(parameter, (value != null) ? ParameterConverter.readBytes(value, length) : null);
	}

	@Override
	public void setAsciiStream(int parameter, @Nullable InputStream value) throws SQLException {
		setAsciiStream(parameter, value, -1L);
	}

	@Override
	public void setAsciiStream(int parameter, @Nullable InputStream value, int length) throws SQLException {
		setAsciiStream(parameter, value, (long) length);
	}

	@Override
	public void setAsciiStream(int parameter, @Nullable InputStream value, long length) throws SQLException {
		set(parameter, (value != null)
				? new String(ParameterConverter.readBytes(value, length), StandardCharsets.US_ASCII) : null);
	}

	@Override
	public void setCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setCharacterStream(int parameter, @Nullable Reader value, int length) throws SQLException {
		setCharacterStream(parameter, value, (long) length);
	}

	@Override
	public void setCharacterStream(int parameter, @Nullable Reader value, long length) throws SQLException {
		set(parameter, (value != null) ? ParameterConverter.readText(value, length) : null);
	}

	@Override
	public void setNCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
		setObject(parameter, value);
	}

	@Override
	public void setNCharacterStream(int parameter, @Nullable Reader value, long length) throws SQLException {
		setCharacterStream(parameter, value, length);
	}

}
