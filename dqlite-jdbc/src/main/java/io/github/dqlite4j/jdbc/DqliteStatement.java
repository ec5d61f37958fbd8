package io.github.dqlite4j.jdbc;

import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ResultResponse;

/**
 * Runs SQL text. A text of several statements is run whole, one statement after the
 * other; their results are kept in order for {@link #getMoreResults()}.
 */
class DqliteStatement extends StatementAttributes implements DqliteWrapper {

	private final DqliteConnection connection;

	private final boolean scrollable;

	private final List<StatementResult> results = new ArrayList<>();

	private final Set<ResultCursor> openCursors = ConcurrentHashMap.newKeySet();

	private final List<String> batch = new ArrayList<>();

	private int currentResult;

	private GeneratedKeys generatedKeys = GeneratedKeys.none();

	private volatile boolean running;

	private volatile boolean closed;

	DqliteStatement(DqliteConnection connection, boolean scrollable) {
		this.connection = connection;
		this.scrollable = scrollable;
	}

	DqliteConnection connection() {
		return this.connection;
	}

	@Override
	public DqliteConnection getConnection() throws SQLException {
		requireOpen();
		return this.connection;
	}

	@Override
	final void requireOpen() throws SQLException {
		if (this.closed) {
			throw SqlExceptions.state("The statement is closed", "HY010");
		}
	}

	/**
	 * Run statements and keep their results.
	 * @param statements the statements
	 * @param parameters the values for each of them
	 * @param keys where to put generated keys
	 */
	final void run(List<SqlStatement> statements, Parameters parameters, GeneratedKeys keys) throws SQLException {
		requireOpen();
		closeResults();
		this.generatedKeys = keys;
		Deadline deadline = deadline();
		this.connection.locked(() -> {
			this.running = true;
			try {
				for (SqlStatement statement : statements) {
					this.results.add(runOne(statement, parameters, deadline));
				}
				return true;
			}
			catch (SQLSyntaxErrorException ex) {
				throw SequenceRemedy.explain(ex, statements.get(this.results.size()).sql());
			}
			finally {
				this.running = false;
			}
		});
	}

	/**
	 * Give up what this statement is executing. The engine can't be interrupted: the
	 * connection is closed under it, the server rolls an open transaction back, and the
	 * next statement gets a new connection.
	 */
	@Override
	public void cancel() throws SQLException {
		requireOpen();
		if (this.running) {
			this.connection.cancel();
		}
	}

	private StatementResult runOne(SqlStatement statement, Parameters parameters, Deadline deadline)
			throws SQLException {
		StatementExecutor executor = this.connection.executor();
		switch (statement.kind()) {
			case BEGIN, COMMIT, ROLLBACK -> {
				executor.control(statement, deadline);
				return StatementResult.of(0);
			}
			case SEQUENCE_DEFINITION -> {
				this.connection.sequences().define(statement, parameters, deadline);
				return StatementResult.of(0);
			}
			case SEQUENCE_QUERY -> {
				return StatementResult
					.of(open(null, this.connection.sequences().query(statement, parameters, deadline), maxRows()));
			}
			default -> {
				if (statement.kind().yieldsRows()) {
					return StatementResult
						.of(open(statement, executor.query(statement, parameters, deadline), maxRows()));
				}
				SqlStatement adapted = this.generatedKeys.adapt(statement, this.connection);
				if (adapted.kind() == StatementKind.RETURNING) {
					return StatementResult.of(this.generatedKeys.addReturned(executor, adapted, parameters, deadline));
				}
				ResultResponse result = this.generatedKeys.execute(this.connection, statement, parameters, deadline);
				if (statement.kind() == StatementKind.DEFINITION) {
					this.connection.schemaChanged();
				}
				return StatementResult.of(statement.kind().countsRows() ? result.rowsAffected() : 0);
			}
		}
	}

	private DqliteResultSet open(@Nullable SqlStatement query, RowStream rows, long limit) throws SQLException {
		DqliteResultSet results = openCursor(query, rows, limit);
		results.setFetchSize(fetchSize());
		return results;
	}

	private DqliteResultSet openCursor(@Nullable SqlStatement query, RowStream rows, long limit) throws SQLException {
		if (this.scrollable) {
			ScrollCursor cursor = new ScrollCursor(this, rows, limit);
			this.openCursors.add(cursor);
			return new ScrollableResultSet(cursor, query);
		}
		ForwardCursor cursor = new ForwardCursor(this, rows, limit);
		this.openCursors.add(cursor);
		return new DqliteResultSet(cursor, query);
	}

	void closed(ResultCursor cursor) throws SQLException {
		this.openCursors.remove(cursor);
		if (closesOnCompletion() && this.openCursors.isEmpty() && !this.closed) {
			close();
		}
	}

	List<SqlStatement> parse(String sql) throws SQLException {
		return SqlParser.parse(processesEscapes() ? this.connection.nativeSQL(sql) : sql);
	}

	/**
	 * Run a text.
	 * @return whether the first result is rows
	 */
	private boolean runText(String sql, GeneratedKeys keys) throws SQLException {
		run(parse(sql), Parameters.NONE, keys);
		return current().rows() != null;
	}

	private StatementResult current() {
		return (this.currentResult < this.results.size()) ? this.results.get(this.currentResult)
				: StatementResult.of(-1);
	}

	@Override
	public boolean execute(String sql) throws SQLException {
		return runText(sql, GeneratedKeys.none());
	}

	@Override
	public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
		return runText(sql, GeneratedKeys.ofFlag(autoGeneratedKeys));
	}

	@Override
	public boolean execute(String sql, int[] columnIndexes) throws SQLException {
		return runText(sql, GeneratedKeys.of(columnIndexes));
	}

	@Override
	public boolean execute(String sql, String[] columnNames) throws SQLException {
		return runText(sql, GeneratedKeys.of(columnNames));
	}

	@Override
	public ResultSet executeQuery(String sql) throws SQLException {
		List<SqlStatement> statements = parse(sql);
		requireRows(statements);
		run(statements, Parameters.NONE, GeneratedKeys.none());
		return rows();
	}

	static void requireRows(List<SqlStatement> statements) throws SQLException {
		if (statements.size() != 1 || !statements.get(0).kind().yieldsRows()) {
			throw SqlExceptions.state(
					"executeQuery takes one statement that yields rows: use execute or executeUpdate for others",
					"07005");
		}
	}

	final ResultSet rows() {
		DqliteResultSet rows = current().rows();
		if (rows == null) {
			throw new IllegalStateException("a statement that yields rows yielded none");
		}
		return rows;
	}

	@Override
	public long executeLargeUpdate(String sql) throws SQLException {
		return update(sql, GeneratedKeys.none());
	}

	private long update(String sql, GeneratedKeys keys) throws SQLException {
		List<SqlStatement> statements = parse(sql);
		requireNoRows(statements);
		run(statements, Parameters.NONE, keys);
		return Math.max(current().updateCount(), 0);
	}

	static void requireNoRows(List<SqlStatement> statements) throws SQLException {
		if (!statements.isEmpty() && statements.get(0).kind().yieldsRows()) {
			throw SqlExceptions.state("executeUpdate takes no statement that yields rows: use executeQuery or execute",
					"07005");
		}
	}

	@Override
	public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
		return update(sql, GeneratedKeys.of(columnNames));
	}

	@Override
	public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
		return update(sql, GeneratedKeys.ofFlag(autoGeneratedKeys));
	}

	@Override
	public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
		return update(sql, GeneratedKeys.of(columnIndexes));
	}

	@Override
	public int executeUpdate(String sql) throws SQLException {
		return toInt(executeLargeUpdate(sql));
	}

	@Override
	public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
		return toInt(executeLargeUpdate(sql, autoGeneratedKeys));
	}

	@Override
	public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
		return toInt(executeLargeUpdate(sql, columnIndexes));
	}

	@Override
	public int executeUpdate(String sql, String[] columnNames) throws SQLException {
		return toInt(executeLargeUpdate(sql, columnNames));
	}

	@Override
	public void addBatch(String sql) throws SQLException {
		requireOpen();
		this.batch.add(sql);
	}

	@Override
	public void clearBatch() throws SQLException {
		requireOpen();
		this.batch.clear();
	}

	@Override
	public long[] executeLargeBatch() throws SQLException {
		requireOpen();
		List<String> texts = List.copyOf(this.batch);
		this.batch.clear();
		return this.connection.locked(() -> this.connection.atomically(() -> {
			long[] counts = new long[texts.size()];
			for (int i = 0; i < counts.length; i++) {
				try {
					counts[i] = update(texts.get(i), GeneratedKeys.none());
				}
				catch (SQLException ex) {
					throw new BatchUpdateException("Statement " + (i + 1) + " of the batch failed: " + ex.getMessage(),
							ex.getSQLState(), ex.getErrorCode(), Arrays.copyOf(counts, i), ex);
				}
			}
			return counts;
		}));
	}

	@Override
	public int[] executeBatch() throws SQLException {
		return Arrays.stream(executeLargeBatch()).mapToInt(StatementAttributes::toInt).toArray();
	}

	@Override
	public @Nullable ResultSet getResultSet() throws SQLException {
		requireOpen();
		return current().rows();
	}

	@Override
	public long getLargeUpdateCount() throws SQLException {
		requireOpen();
		return current().updateCount();
	}

	@Override
	public int getUpdateCount() throws SQLException {
		return toInt(getLargeUpdateCount());
	}

	@Override
	public boolean getMoreResults() throws SQLException {
		return getMoreResults(CLOSE_CURRENT_RESULT);
	}

	@Override
	public boolean getMoreResults(int what) throws SQLException {
		requireOpen();
		switch (what) {
			case CLOSE_CURRENT_RESULT -> {
				if (current().rows() != null) {
					rows().close();
				}
			}
			case CLOSE_ALL_RESULTS -> {
				for (ResultCursor cursor : this.openCursors) {
					cursor.close();
				}
			}
			case KEEP_CURRENT_RESULT -> {
			}
			default -> throw SqlExceptions.state("getMoreResults takes CLOSE_CURRENT_RESULT, KEEP_CURRENT_RESULT or "
					+ "CLOSE_ALL_RESULTS, and not " + what, "HY024");
		}
		this.currentResult = Math.min(this.currentResult + 1, this.results.size());
		return current().rows() != null;
	}

	@Override
	public ResultSet getGeneratedKeys() throws SQLException {
		requireOpen();
		return open(null, this.generatedKeys.rows(), 0);
	}

	final void useKeys(GeneratedKeys keys) throws SQLException {
		closeResults();
		this.generatedKeys = keys;
	}

	private void closeResults() throws SQLException {
		this.results.clear();
		this.currentResult = 0;
		for (ResultCursor cursor : this.openCursors) {
			this.openCursors.remove(cursor);
			cursor.close();
		}
	}

	@Override
	public void close() throws SQLException {
		if (!this.closed) {
			this.closed = true;
			this.connection.closed(this);
			closeResults();
		}
	}

	/**
	 * Close the statement because its connection is closed: there is nothing to tell the
	 * server any more.
	 */
	void abandon() {
		this.closed = true;
		this.openCursors.forEach(ResultCursor::abandon);
	}

	@Override
	public boolean isClosed() {
		return this.closed;
	}

	@Override
	public int getResultSetType() throws SQLException {
		return this.scrollable ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY;
	}

	@Override
	public int getResultSetConcurrency() throws SQLException {
		return ResultSet.CONCUR_READ_ONLY;
	}

	@Override
	public int getResultSetHoldability() throws SQLException {
		return ResultSet.HOLD_CURSORS_OVER_COMMIT;
	}

}
