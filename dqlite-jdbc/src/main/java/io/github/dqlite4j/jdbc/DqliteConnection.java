package io.github.dqlite4j.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.protocol.Parameters;

/**
 * A connection to the database of a cluster. It follows the leader: outside a transaction
 * a change of leadership goes unnoticed.
 * <p>
 * Safe for use by several threads, one after the other: every call holds the lock of the
 * connection.
 */
final class DqliteConnection extends StatementFactory implements DqliteWrapper {

	private static final long PATIENCE_OF_CLOSE_MILLIS = 1000;

	private final SessionHolder sessions;

	private final TableColumns tables = new TableColumns(this);

	private final StatementExecutor executor;

	private final SequenceStatements sequences;

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<DqliteStatement> statements = ConcurrentHashMap.newKeySet();

	private final DatabaseMetaData metaData;

	private int savepoints;

	private volatile boolean closed;

	private DqliteConnection(SessionHolder sessions) {
		this.sessions = sessions;
		this.executor = new StatementExecutor(sessions);
		this.sequences = new SequenceStatements(this, new SequenceValues(sessions.cluster().sequenceCounters()));
		this.metaData = new DqliteDatabaseMetaData(this, DqliteUrl.format(options()));
	}

	/**
	 * Connect.
	 * @param options where to
	 * @return the connection
	 * @throws SQLException if no leader is found in time
	 */
	static DqliteConnection open(ConnectionOptions options) throws SQLException {
		SessionHolder sessions = new SessionHolder(Cluster.shared(options));
		sessions.session(Deadline.after(options.leaderTimeout()));
		DqliteConnection connection = new DqliteConnection(sessions);
		if (options.declaredTypeGuard() && sessions.cluster().isFirstUse()) {
			DeclaredTypeCheck.run(connection);
		}
		return connection;
	}

	StatementExecutor executor() {
		return this.executor;
	}

	SequenceStatements sequences() {
		return this.sequences;
	}

	ConnectionOptions options() {
		return this.sessions.cluster().options();
	}

	@Override
	void requireOpen() throws SQLException {
		if (this.closed) {
			throw SqlExceptions.state("The connection is closed", "08003");
		}
	}

	/**
	 * Do something that no other thread may do to this connection at the same time.
	 */
	<T> T locked(Action<T> action) throws SQLException {
		this.lock.lock();
		try {
			requireOpen();
			return action.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Read from an open result. A result that outlives its connection has nothing to
	 * read.
	 */
	<T> T reading(ResultCursor.Step<T> step) throws SQLException {
		this.lock.lock();
		try {
			return this.executor.reading(step);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Do something in the transaction that is open or is going to be, or else in one of
	 * its own.
	 */
	<T> T atomically(Action<T> action) throws SQLException {
		TransactionControl transaction = this.executor.transaction();
		if (transaction.isActive() || !this.executor.isAutoCommit()) {
			return action.run();
		}
		transaction.beginImmediate(Deadline.NEVER);
		boolean done = false;
		try {
			T result = action.run();
			done = true;
			transaction.commit(Deadline.NEVER);
			return result;
		}
		finally {
			if (!done) {
				transaction.rollback(Deadline.NEVER);
			}
		}
	}

	/**
	 * Give up what the connection is doing. Does not wait for its lock.
	 */
	void cancel() {
		this.sessions.cancel();
	}

	void closed(DqliteStatement statement) {
		this.statements.remove(statement);
	}

	private <S extends DqliteStatement> S opened(S statement) {
		this.statements.add(statement);
		return statement;
	}

	@Override
	Statement create(boolean scrollable) {
		return opened(new DqliteStatement(this, scrollable));
	}

	@Override
	PreparedStatement prepare(String sql, boolean scrollable, GeneratedKeys keys) throws SQLException {
		List<SqlStatement> parsed = SqlParser.parse(nativeSQL(sql));
		if (parsed.size() != 1) {
			throw SqlExceptions.state("prepareStatement takes one statement and this text has " + parsed.size()
					+ ": run a script by Statement.execute", "42000");
		}
		return opened(new DqlitePreparedStatement(this, parsed.get(0), scrollable, keys));
	}

	@Override
	public String nativeSQL(String sql) throws SQLException {
		requireOpen();
		return JdbcEscapes.replace(sql, options().database());
	}

	@Override
	public void setAutoCommit(boolean autoCommit) throws SQLException {
		locked(() -> {
			if (autoCommit && !this.executor.isAutoCommit()) {
				this.executor.transaction().commit(Deadline.NEVER);
			}
			this.executor.setAutoCommit(autoCommit);
			return true;
		});
	}

	@Override
	public boolean getAutoCommit() throws SQLException {
		requireOpen();
		return this.executor.isAutoCommit();
	}

	@Override
	public void commit() throws SQLException {
		locked(() -> {
			requireManualCommit("commit");
			this.executor.transaction().commit(Deadline.NEVER);
			return true;
		});
	}

	@Override
	public void rollback() throws SQLException {
		locked(() -> {
			requireManualCommit("rollback");
			this.executor.transaction().rollback(Deadline.NEVER);
			return true;
		});
	}

	private void requireManualCommit(String call) throws SQLException {
		if (this.executor.isAutoCommit() && !this.executor.transaction().isActive()) {
			throw SqlExceptions.state(call + "() needs a transaction: the connection is in auto-commit mode", "25000");
		}
	}

	@Override
	public Savepoint setSavepoint() throws SQLException {
		return setSavepoint(null);
	}

	@Override
	public Savepoint setSavepoint(@Nullable String name) throws SQLException {
		return locked(() -> {
			DqliteSavepoint savepoint = new DqliteSavepoint(++this.savepoints, name);
			savepoint("SAVEPOINT " + savepoint.sqlName());
			return savepoint;
		});
	}

	@Override
	public void rollback(Savepoint savepoint) throws SQLException {
		locked(() -> {
			savepoint("ROLLBACK TO " + own(savepoint).sqlName());
			return true;
		});
	}

	@Override
	public void releaseSavepoint(Savepoint savepoint) throws SQLException {
		locked(() -> {
			savepoint("RELEASE " + own(savepoint).sqlName());
			return true;
		});
	}

	private void savepoint(String sql) throws SQLException {
		this.executor.execute(SqlParser.parse(sql).get(0), Parameters.NONE, Deadline.NEVER);
	}

	private static DqliteSavepoint own(Savepoint savepoint) throws SQLException {
		if (savepoint instanceof DqliteSavepoint own) {
			return own;
		}
		throw SqlExceptions.state("The savepoint belongs to another driver", "3B001");
	}

	/**
	 * Close. A statement that another thread is running is given a moment to end and cut
	 * short then, as by {@link #abort}.
	 */
	@Override
	public void close() throws SQLException {
		if (!lockedInTime()) {
			this.sessions.close();
			this.lock.lock();
		}
		try {
			if (!this.closed) {
				this.closed = true;
				this.sessions.end();
				this.executor.transaction().abandon();
				this.sequences.close();
				for (DqliteStatement statement : this.statements) {
					statement.abandon();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean lockedInTime() {
		try {
			return this.lock.tryLock() || this.lock.tryLock(PATIENCE_OF_CLOSE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public boolean isClosed() {
		return this.closed;
	}

	@Override
	public void abort(@Nullable Executor executor) throws SQLException {
		if (executor == null) {
			throw SqlExceptions.state("abort needs an executor that tidies up: Runnable::run will do", "HY024");
		}
		this.closed = true;
		this.sessions.close();
		executor.execute(() -> {
			this.lock.lock();
			try {
				this.executor.transaction().abandon();
				this.sequences.close();
			}
			finally {
				this.lock.unlock();
			}
		});
	}

	@Override
	public boolean isValid(int seconds) throws SQLException {
		if (seconds < 0) {
			throw SqlExceptions.state("The timeout " + seconds + " is negative", "HY024");
		}
		if (this.closed) {
			return false;
		}
		Deadline deadline = Deadline.after(Duration.ofSeconds(seconds))
			.earlier(Deadline.after(this.sessions.readTimeout()));
		return locked(() -> this.sessions.isValid(deadline, !this.executor.transaction().isActive()));
	}

	@Override
	public DatabaseMetaData getMetaData() throws SQLException {
		requireOpen();
		return this.metaData;
	}

	/**
	 * Prepare a query of the driver's own, which begins no transaction.
	 */
	DqlitePreparedStatement prepareCatalogQuery(String sql, int parameterCount) throws SQLException {
		requireOpen();
		return opened(new DqlitePreparedStatement(this, SqlStatement.ofCatalog(sql, parameterCount), false,
				GeneratedKeys.none()));
	}

	/**
	 * Return what this connection knows of the columns of tables.
	 */
	TableColumns tables() {
		return this.tables;
	}

	void schemaChanged() {
		this.tables.clear();
	}

	@Override
	public void setReadOnly(boolean readOnly) throws SQLException {
		locked(() -> {
			if (this.executor.transaction().isActive() && readOnly != this.executor.isReadOnly()) {
				throw SqlExceptions.state("setReadOnly is not allowed inside a transaction", "25001");
			}
			this.executor.setReadOnly(readOnly);
			return true;
		});
	}

	@Override
	public boolean isReadOnly() throws SQLException {
		requireOpen();
		return this.executor.isReadOnly();
	}

	@Override
	public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
		requireOpen();
		if (milliseconds < 0) {
			throw SqlExceptions.state("The network timeout " + milliseconds + " is negative", "HY024");
		}
		this.sessions.setReadTimeout(Duration.ofMillis(milliseconds));
	}

	@Override
	public int getNetworkTimeout() throws SQLException {
		requireOpen();
		return Math.toIntExact(this.sessions.readTimeout().toMillis());
	}

	/**
	 * Something that may fail as JDBC does.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	interface Action<T> {

		T run() throws SQLException;

	}

}
