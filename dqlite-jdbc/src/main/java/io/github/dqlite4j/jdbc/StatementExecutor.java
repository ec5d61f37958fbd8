package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.dqlite4j.client.BatchOutcome;
import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.FollowedResult;
import io.github.dqlite4j.client.QueryContext;
import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.client.Session;
import io.github.dqlite4j.client.TransactionMode;
import io.github.dqlite4j.client.UnsentException;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ResultResponse;

/**
 * Runs the statements of one connection, each in its context: alone or in a transaction,
 * which the first one begins.
 */
final class StatementExecutor {

	private static final Set<String> LOCKING_MODES = Set.of("IMMEDIATE", "EXCLUSIVE");

	private final SessionHolder sessions;

	private final TransactionControl transaction;

	private final StatementAttempts attempts;

	private final GroupedWrites groupedWrites;

	private final RowCounters counters = new RowCounters();

	private final Cluster cluster;

	private boolean autoCommit = true;

	private boolean readOnly;

	StatementExecutor(SessionHolder sessions) {
		this.sessions = sessions;
		this.cluster = sessions.cluster();
		this.transaction = new TransactionControl(sessions);
		this.attempts = new StatementAttempts(sessions, this.transaction);
		this.groupedWrites = new GroupedWrites(sessions, this.transaction, this.attempts, this.counters);
	}

	/**
	 * Return the generation of the engine that the connection is, or is going to be,
	 * connected to.
	 */
	EngineGeneration generation() throws SQLException {
		Session current = this.sessions.current();
		return ((current != null) ? current : this.sessions.session(this.sessions.leader(Deadline.NEVER))).generation();
	}

	TransactionControl transaction() {
		return this.transaction;
	}

	boolean isAutoCommit() {
		return this.autoCommit;
	}

	void setAutoCommit(boolean autoCommit) {
		this.autoCommit = autoCommit;
	}

	boolean isReadOnly() {
		return this.readOnly;
	}

	void setReadOnly(boolean readOnly) {
		this.readOnly = readOnly;
	}

	/**
	 * Run a statement that yields rows.
	 * @param statement the statement
	 * @param parameters its values
	 * @param deadline when to give up
	 * @return its rows
	 * @throws SQLException if it fails
	 */
	RowStream query(SqlStatement statement, Parameters parameters, Deadline deadline) throws SQLException {
		if (!statement.has(SqlStatement.Trait.ASKS_CONNECTION)) {
			return queryAnswered(statement, parameters, deadline);
		}
		RowCounters.Answers answers = answers(statement);
		RowStream rows = queryAnswered(answers.statement(), parameters, deadline);
		answers.restoreNames(rows);
		return rows;
	}

	private RowStream queryAnswered(SqlStatement statement, Parameters parameters, Deadline deadline)
			throws SQLException {
		prepareContext(statement, deadline);
		if (this.transaction.state() == TransactionControl.State.BEGINNING) {
			return beginWithQuery(statement, parameters, deadline);
		}
		QueryContext context = this.transaction.isActive() ? QueryContext.INSIDE : QueryContext.ALONE;
		StatementAttempts.Operation<RowStream> operation = explained(statement,
				(session) -> query(session, context, statement, parameters, deadline));
		if (statement.kind() != StatementKind.RETURNING) {
			return this.transaction.isActive() ? this.attempts.inTransaction(operation, deadline)
					: this.attempts.alone(operation, deadline, false);
		}
		RowStream rows = this.transaction.isActive() ? this.attempts.inTransaction(operation, deadline)
				: returningAlone(operation, deadline);
		this.counters.ranAlone(statement);
		return rows;
	}

	private RowStream query(Session session, QueryContext context, SqlStatement statement, Parameters parameters,
			Deadline deadline) throws IOException, EngineException {
		Supplier<Deadline> deadlines = () -> this.sessions.exchange(deadline);
		if (!statement.has(SqlStatement.Trait.STAR)) {
			return session.query(statement.sql(), parameters, deadlines);
		}
		return statement.kind().writes() ? session.returningStar(statement.sql(), parameters, deadlines)
				: session.queryWithStar(context, statement.sql(), parameters, deadlines);
	}

	/**
	 * Run a statement that yields no rows and does not control transactions.
	 * @param statement the statement
	 * @param parameters its values
	 * @param deadline when to give up
	 * @return what the engine says, whose numbers may belong to an earlier statement
	 * @throws SQLException if it fails
	 */
	ResultResponse execute(SqlStatement statement, Parameters parameters, Deadline deadline) throws SQLException {
		prepareContext(statement, deadline);
		this.transaction.begin(deadline);
		String sql = guarded(answered(statement));
		Supplier<Deadline> deadlines = () -> this.sessions.exchange(deadline);
		StatementAttempts.Operation<ResultResponse> operation = explained(statement,
				(session) -> session.execute(sql, parameters, deadlines.get()));
		ResultResponse result;
		if (this.transaction.isActive()) {
			result = this.attempts.inTransaction(operation, deadline);
			this.counters.ranAlone(statement, result);
		}
		else if (statement.kind().writes()) {
			result = this.groupedWrites.run(statement, (session) -> session.offer(sql, parameters), operation,
					(session) -> session.announce(sql, parameters, deadlines), deadline);
		}
		else {
			result = this.attempts.alone(operation, deadline, false);
		}
		if (statement.changesSession()) {
			this.sessions.changed(statement, this.transaction.isActive());
		}
		return result;
	}

	private SqlStatement answered(SqlStatement statement) {
		return statement.has(SqlStatement.Trait.ASKS_CONNECTION) ? answers(statement).statement() : statement;
	}

	private RowCounters.Answers answers(SqlStatement statement) {
		RowCounters.Answers answers = this.counters.answer(statement);
		if (answers.asksForTotal()) {
			this.cluster.groupingRules().forbid("total_changes() is asked for");
		}
		return answers;
	}

	/**
	 * Run a statement that changes rows, and a query of the driver's own behind it, in
	 * one round trip.
	 * @param statement the statement
	 * @param parameters its values
	 * @param query a query that yields a text
	 * @param queryParameters its values
	 * @param deadline when to give up
	 * @return what the engine says to both
	 * @throws SQLException if the statement fails
	 */
	FollowedResult executeThenQuery(SqlStatement statement, Parameters parameters, String query,
			Parameters queryParameters, Deadline deadline) throws SQLException {
		prepareContext(statement, deadline);
		this.transaction.begin(deadline);
		String sql = guarded(answered(statement));
		StatementAttempts.Operation<FollowedResult> operation = explained(statement, (session) -> session
			.executeThenQuery(sql, parameters, query, queryParameters, this.sessions.exchange(deadline)));
		FollowedResult result = this.transaction.isActive() ? this.attempts.inTransaction(operation, deadline)
				: this.attempts.writeAlone(operation, Announcement.NONE, deadline);
		this.counters.ranAlone(statement, result.result());
		return result;
	}

	/**
	 * Run one statement with many sets of values, all or nothing where no transaction is
	 * open.
	 * @param statement the statement, which yields no rows
	 * @param batch the values of each execution
	 * @param deadline when to give up
	 * @return what came of each execution
	 * @throws SQLException if the batch as a whole fails
	 */
	List<BatchOutcome> executeBatch(SqlStatement statement, List<Parameters> batch, Deadline deadline)
			throws SQLException {
		prepareContext(statement, deadline);
		this.transaction.begin(deadline);
		String sql = guarded(answered(statement));
		List<BatchOutcome> outcomes = this.attempts
			.inTransaction((session) -> session.executeBatch(sql, batch, this.sessions.exchange(deadline)), deadline);
		this.counters.ranAlone(statement);
		return outcomes;
	}

	/**
	 * Return the text of a statement as it is to be sent.
	 */
	private String guarded(SqlStatement statement) throws SQLException {
		ForeignSql.requireUnderstood(statement);
		String sql = this.cluster.options().declaredTypeGuard() ? DeclaredTypeGuard.rewrite(statement)
				: statement.sql();
		return GeneratedIds.rewrite(statement, sql);
	}

	private static <T> StatementAttempts.Operation<T> explained(SqlStatement statement,
			StatementAttempts.Operation<T> operation) {
		return (session) -> {
			try {
				return operation.run(session);
			}
			catch (EngineException ex) {
				throw ForeignSql.explain(ex, statement.sql(), session.generation());
			}
		};
	}

	/**
	 * Run BEGIN, COMMIT or ROLLBACK.
	 * @param statement the statement
	 * @param deadline when to give up
	 * @throws SQLException if it fails
	 */
	void control(SqlStatement statement, Deadline deadline) throws SQLException {
		switch (statement.kind()) {
			case BEGIN -> begin(statement, deadline);
			case COMMIT -> this.transaction.commit(deadline);
			default -> this.transaction.rollback(deadline);
		}
	}

	private void begin(SqlStatement statement, Deadline deadline) throws SQLException {
		if (this.transaction.isActive()) {
			throw SqlExceptions.state("BEGIN is not allowed: a transaction is open already; commit or roll back first",
					"25001");
		}
		boolean deferred = statement.words().contains("DEFERRED")
				|| statement.words().stream().noneMatch(LOCKING_MODES::contains) && beginsDeferred();
		if (deferred || this.readOnly) {
			this.transaction.beginDeferred();
		}
		else {
			this.transaction.beginImmediate(deadline);
		}
	}

	private boolean beginsDeferred() {
		return this.readOnly || this.cluster.options().transactionMode() == TransactionMode.DEFERRED;
	}

	/**
	 * Check that the statement may run, and begin the transaction that it runs in if it
	 * is the first one.
	 */
	private void prepareContext(SqlStatement statement, Deadline deadline) throws SQLException {
		this.transaction.requireUsable();
		Session session = this.transaction.isBegun() ? this.sessions.current()
				: this.sessions.session(this.sessions.leader(deadline));
		if (session == null) {
			throw this.transaction
				.broken(SqlExceptions.connectionLost("The transaction was rolled back because its connection was lost",
						new UnsentException("the connection is closed")));
		}
		StatementGuard.check(statement, session.generation());
		requireWritable(statement);
		if (!this.transaction.isActive() && statement.kind().beginsTransaction()) {
			if (this.autoCommit) {
				requireTransactionForSavepoint(statement);
			}
			else if (beginsDeferred()) {
				this.transaction.beginDeferred();
			}
			else {
				this.transaction.beginImmediate(deadline);
			}
		}
		if (statement.kind().writes() && this.transaction.isActive()) {
			this.transaction.upgrade(deadline);
		}
	}

	/**
	 * Refuse a statement that writes on a connection that must not.
	 * @param statement the statement
	 * @throws SQLException if it is refused
	 */
	void requireWritable(SqlStatement statement) throws SQLException {
		if (this.readOnly && statement.kind().writes()) {
			throw SqlExceptions.state("The connection is read-only (setReadOnly, @Transactional(readOnly = true)): "
					+ "it does not run a statement that writes", "25006");
		}
	}

	private static void requireTransactionForSavepoint(SqlStatement statement) throws SQLException {
		if (statement.kind() == StatementKind.SAVEPOINT) {
			throw SqlExceptions.state("A savepoint needs a transaction: call setAutoCommit(false) first", "25P01");
		}
	}

	private RowStream beginWithQuery(SqlStatement statement, Parameters parameters, Deadline deadline)
			throws SQLException {
		Supplier<Deadline> deadlines = () -> this.sessions.exchange(deadline);
		RowStream rows = this.attempts.alone((session) -> statement.has(SqlStatement.Trait.STAR)
				? session.queryWithStar(QueryContext.BEGINS, statement.sql(), parameters, deadlines)
				: session.beginWithQuery(statement.sql(), parameters, deadlines), deadline, true);
		this.transaction.begun();
		return rows;
	}

	/**
	 * Old engines replicate a write that yields rows only inside a transaction, which
	 * must not end before all rows were read. Newer ones get the same treatment, since a
	 * row that was seen before the commit could be lost.
	 */
	private RowStream returningAlone(StatementAttempts.Operation<RowStream> operation, Deadline deadline)
			throws SQLException {
		this.transaction.beginImmediate(deadline);
		boolean done = false;
		try {
			RowStream rows = this.attempts.inTransaction(operation, deadline);
			rows.buffer();
			done = true;
			this.transaction.commit(deadline);
			return rows;
		}
		finally {
			if (!done) {
				this.transaction.rollback(deadline);
			}
		}
	}

	/**
	 * Read some rows of an open result.
	 * @param step what to read
	 * @return what it returns
	 * @throws SQLException if the statement failed after some rows, or the connection
	 * broke
	 */
	<T> T reading(ResultCursor.Step<T> step) throws SQLException {
		return this.attempts.reading(step);
	}

	/**
	 * Find out what a failure means for the open transaction.
	 * @param ex the failure
	 * @param deadline when to give up
	 * @return the exception to be thrown
	 */
	SQLException failedInTransaction(EngineException ex, Deadline deadline) {
		return this.attempts.failedInTransaction(ex, deadline);
	}

}
