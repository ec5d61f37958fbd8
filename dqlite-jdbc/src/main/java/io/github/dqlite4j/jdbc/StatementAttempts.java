package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.FailureKind;
import io.github.dqlite4j.client.Session;
import io.github.dqlite4j.client.UnsentException;
import io.github.dqlite4j.client.WriteLane;
import io.github.dqlite4j.protocol.ProtocolException;

/**
 * The attempts to run a statement, and what to report of the last one. A statement that
 * certainly was not executed is repeated where the caller can't notice; one that may have
 * been executed never is.
 */
final class StatementAttempts {

	private final SessionHolder sessions;

	private final TransactionControl transaction;

	private final Cluster cluster;

	StatementAttempts(SessionHolder sessions, TransactionControl transaction) {
		this.sessions = sessions;
		this.transaction = transaction;
		this.cluster = sessions.cluster();
	}

	/**
	 * Run something that writes nothing: whatever happens to it, it may be repeated.
	 * @param operation what to run
	 * @param deadline when to give up
	 * @param begins whether it begins a transaction, which a failed statement leaves open
	 */
	<T> T alone(Operation<T> operation, Deadline deadline, boolean begins) throws SQLException {
		Deadline leader = this.sessions.leader(deadline);
		BusyBackoff backoff = backoff(this.cluster.options().busyTimeout(), deadline);
		while (true) {
			Session session = this.sessions.session(leader);
			try {
				return operation.run(session);
			}
			catch (EngineException ex) {
				switch (ex.kind()) {
					case BUSY -> {
						if (!backoff.pause()) {
							throw locked(ex);
						}
						if (begins) {
							this.sessions.discard();
						}
					}
					case NOT_LEADER, OUTCOME_UNKNOWN, NOT_BEGUN -> {
						giveUpOrDiscard(ex, leader);
						backoff.restart();
					}
					default -> throw begins ? failedAfterBegin(ex) : SqlExceptions.of(ex);
				}
			}
			catch (ProtocolException ex) {
				this.sessions.discard();
				throw SqlExceptions.connectionLost("The answer of the node makes no sense", ex);
			}
			catch (IOException ex) {
				this.sessions.discard();
				if (isGivenUp(ex) || deadline.isOver()) {
					throw SqlExceptions.timedOut("The statement was given up", ex);
				}
				if (leader.isOver()) {
					throw SqlExceptions.connectionLost("The connection broke; nothing was written", ex);
				}
				RetryPause.take(ex);
				backoff.restart();
			}
			catch (IllegalArgumentException ex) {
				throw SqlExceptions.data(ex.getMessage(), "22021");
			}
		}
	}

	private SQLException failedAfterBegin(EngineException ex) {
		if (ex.kind() == FailureKind.STATEMENT) {
			this.transaction.begun();
			return SqlExceptions.of(ex);
		}
		this.sessions.discard();
		return this.transaction.broken(SqlExceptions.of(ex));
	}

	/**
	 * Run a write that commits by itself.
	 */
	<T> T writeAlone(Operation<T> operation, Announcement announcement, Deadline deadline) throws SQLException {
		Deadline busy = this.sessions.busy(deadline);
		try (WriteLane.Permit permit = this.transaction.acquire(busy, deadline, announcement)) {
			return writeInTurn(operation, permit, busy, deadline);
		}
	}

	/**
	 * Run a write that commits by itself, whose turn has come.
	 */
	<T> T writeInTurn(Operation<T> operation, WriteLane.Permit permit, Deadline busy, Deadline deadline)
			throws SQLException {
		Session sender = permit.sender();
		Deadline leader = this.sessions.leader(deadline);
		BusyBackoff backoff = backoff(this.transaction.patienceAfter(busy), deadline);
		while (true) {
			Session session = (sender != null) ? sender : this.sessions.sessionForWrite(leader);
			sender = null;
			try {
				return operation.run(session);
			}
			catch (EngineException ex) {
				switch (ex.kind()) {
					case BUSY -> {
						if (!backoff.pause()) {
							throw locked(ex);
						}
					}
					case NOT_LEADER -> {
						giveUpOrDiscard(ex, leader);
						backoff.restart();
					}
					case OUTCOME_UNKNOWN -> {
						this.sessions.discard();
						throw SqlExceptions.outcomeUnknown("the write", ex);
					}
					default -> throw SqlExceptions.of(ex);
				}
			}
			catch (UnsentException ex) {
				this.sessions.discard();
				if (isGivenUp(ex)) {
					throw SqlExceptions.timedOut("The statement was given up before it was sent", ex);
				}
				if (leader.isOver()) {
					throw SqlExceptions.connectionLost("The connection broke before the write was sent", ex);
				}
				RetryPause.take(ex);
				backoff.restart();
			}
			catch (IOException ex) {
				this.sessions.discard();
				throw SqlExceptions.outcomeUnknown("the write", ex);
			}
			catch (IllegalArgumentException ex) {
				throw SqlExceptions.data(ex.getMessage(), "22021");
			}
		}
	}

	/**
	 * Run something in the open transaction. Only what waits for a lock is repeated: the
	 * session can't be replaced.
	 */
	<T> T inTransaction(Operation<T> operation, Deadline deadline) throws SQLException {
		BusyBackoff backoff = backoff(this.cluster.options().busyTimeout(), deadline);
		while (true) {
			Session session = this.sessions.current();
			try {
				if (session == null) {
					throw new UnsentException("the connection is closed");
				}
				return operation.run(session);
			}
			catch (EngineException ex) {
				if (ex.kind() != FailureKind.BUSY || !backoff.pause()) {
					throw failedInTransaction(ex, deadline);
				}
			}
			catch (IOException ex) {
				this.sessions.discard();
				throw this.transaction.broken(isGivenUp(ex)
						? SqlExceptions.timedOut("The transaction was rolled back because a statement was given up", ex)
						: SqlExceptions.connectionLost("The transaction was rolled back because its connection broke",
								ex));
			}
			catch (IllegalArgumentException ex) {
				throw SqlExceptions.data(ex.getMessage(), "22021");
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
		try {
			return step.run();
		}
		catch (EngineException ex) {
			if (this.transaction.isActive()) {
				throw failedInTransaction(ex, Deadline.NEVER);
			}
			throw switch (ex.kind()) {
				case NOT_LEADER, OUTCOME_UNKNOWN -> {
					this.sessions.discard();
					yield SqlExceptions.connectionLost("The node lost leadership in the middle of a result", ex);
				}
				default -> SqlExceptions.of(ex);
			};
		}
		catch (IOException ex) {
			this.sessions.discard();
			SQLException lost = isGivenUp(ex) ? SqlExceptions.timedOut("Reading rows was given up", ex)
					: SqlExceptions.connectionLost("The connection broke in the middle of a result", ex);
			throw this.transaction.isActive() ? this.transaction.broken(lost) : lost;
		}
	}

	/**
	 * Find out what a failure means for the open transaction.
	 * @param ex the failure
	 * @param deadline when to give up
	 * @return the exception to be thrown
	 */
	SQLException failedInTransaction(EngineException ex, Deadline deadline) {
		return switch (ex.kind()) {
			case BUSY -> this.transaction.broken(locked(ex));
			case STALE_SNAPSHOT ->
				this.transaction.broken(SqlExceptions.restart("somebody else wrote after its first read", ex));
			case NOT_LEADER, OUTCOME_UNKNOWN, NOT_BEGUN -> {
				this.sessions.discard();
				yield this.transaction.broken(SqlExceptions.restart("the node lost leadership", ex));
			}
			case TRANSACTION_ENDED -> this.transaction.broken(SqlExceptions.of(ex));
			case CONSTRAINT -> this.transaction.afterConstraint(SqlExceptions.of(ex), deadline);
			case STATEMENT -> SqlExceptions.of(ex);
		};
	}

	private void giveUpOrDiscard(EngineException ex, Deadline leader) throws SQLException {
		this.sessions.discard();
		if (leader.isOver()) {
			throw SqlExceptions.connectionLost("No stable leader was found in time; nothing was executed", ex);
		}
		RetryPause.take(ex);
	}

	private boolean isGivenUp(IOException ex) {
		return this.sessions.takeCancelled() || SqlExceptions.isTimeout(ex);
	}

	private BusyBackoff backoff(Duration patience, Deadline deadline) {
		return new BusyBackoff(patience, deadline, this.cluster.writeLane());
	}

	private SQLException locked(EngineException ex) {
		return SqlExceptions.locked(this.cluster.options().busyTimeout().toMillis(), ex);
	}

	/**
	 * One exchange with a session.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	interface Operation<T> {

		T run(Session session) throws IOException, EngineException;

	}

}
