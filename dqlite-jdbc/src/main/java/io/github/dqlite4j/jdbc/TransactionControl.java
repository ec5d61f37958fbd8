package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.AnnouncedRequest;
import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.FailureKind;
import io.github.dqlite4j.client.GroupedWrite;
import io.github.dqlite4j.client.Session;
import io.github.dqlite4j.client.UnsentException;
import io.github.dqlite4j.client.WriteLane;
import io.github.dqlite4j.protocol.Parameters;

/**
 * The transaction of one connection: when it begins, what it may do, how it ends, and who
 * is told what when that is not certain.
 */
final class TransactionControl {

	/**
	 * What a transaction can be.
	 */
	enum State {

		/**
		 * There is none.
		 */
		NONE,

		/**
		 * A deferred BEGIN is to travel with the first query.
		 */
		BEGINNING,

		/**
		 * It was begun deferred and has no write lock.
		 */
		READING,

		/**
		 * It has the write lock.
		 */
		WRITING,

		/**
		 * It was ended by the server, or must be: only a rollback is allowed, so that
		 * nothing is committed by accident.
		 */
		BROKEN

	}

	private static final String BEGIN_IMMEDIATE = "BEGIN IMMEDIATE";

	private final SessionHolder sessions;

	private State state = State.NONE;

	private WriteLane.@Nullable Permit permit;

	private @Nullable SQLException breakage;

	TransactionControl(SessionHolder sessions) {
		this.sessions = sessions;
	}

	State state() {
		return this.state;
	}

	boolean isActive() {
		return this.state != State.NONE;
	}

	/**
	 * Tell whether there is a transaction that the session knows of, and that would be
	 * lost with it.
	 */
	boolean isBegun() {
		return this.state != State.NONE && this.state != State.BEGINNING;
	}

	/**
	 * Tell whether statements may run: there is no transaction, or it is in order.
	 */
	boolean isUsable() {
		return this.state != State.BROKEN;
	}

	/**
	 * Begin a transaction that only reads, at first. Nothing is sent yet.
	 */
	void beginDeferred() {
		this.state = State.BEGINNING;
	}

	/**
	 * Take note that the deferred BEGIN was sent and answered.
	 */
	void begun() {
		this.state = State.READING;
	}

	/**
	 * Send the deferred BEGIN by itself, because what follows is no query.
	 * @param deadline when to give up
	 * @throws SQLException if it fails
	 */
	void begin(Deadline deadline) throws SQLException {
		if (this.state == State.BEGINNING) {
			this.state = State.NONE;
			exchangeBegin("BEGIN", null, deadline, this.sessions.cluster().options().busyTimeout());
			this.state = State.READING;
		}
	}

	/**
	 * Begin a transaction that has the write lock from the start.
	 * @param deadline when to give up
	 * @throws SQLException if the lock can't be had in time; there is no transaction then
	 */
	void beginImmediate(Deadline deadline) throws SQLException {
		Deadline busy = this.sessions.busy(deadline);
		Supplier<Deadline> deadlines = () -> this.sessions.exchange(deadline);
		WriteLane.Permit turn = acquire(busy, deadline, (session) -> session.announceBegin(BEGIN_IMMEDIATE, deadlines));
		this.permit = turn;
		try {
			exchangeBegin(BEGIN_IMMEDIATE, turn.sender(), deadline, patienceAfter(busy));
			this.state = State.WRITING;
		}
		finally {
			if (this.state != State.WRITING) {
				releasePermit();
			}
		}
	}

	/**
	 * Let a transaction that was begun deferred take its turn in the write lane, before
	 * its first write.
	 * @param deadline when to give up
	 * @throws SQLException if it is not its turn in time
	 */
	void upgrade(Deadline deadline) throws SQLException {
		begin(deadline);
		if (this.state == State.READING) {
			this.permit = acquire(this.sessions.busy(deadline), deadline, Announcement.NONE);
			this.state = State.WRITING;
		}
	}

	/**
	 * A BEGIN changes nothing, so that it may be repeated whatever happened to it.
	 */
	private void exchangeBegin(String sql, @Nullable Session sender, Deadline deadline, Duration patience)
			throws SQLException {
		Deadline leader = this.sessions.leader(deadline);
		BusyBackoff backoff = new BusyBackoff(patience, deadline, this.sessions.cluster().writeLane());
		Session sent = sender;
		while (true) {
			Session session = (sent != null) ? sent : this.sessions.session(leader);
			sent = null;
			try {
				session.begin(sql, this.sessions.exchange(deadline));
				return;
			}
			catch (EngineException ex) {
				if (ex.kind() == FailureKind.BUSY) {
					if (!backoff.pause()) {
						throw SqlExceptions.locked(this.sessions.cluster().options().busyTimeout().toMillis(), ex);
					}
				}
				else if (!ex.kind().isLossOfLeader() && ex.kind() != FailureKind.NOT_BEGUN) {
					throw SqlExceptions.of(ex);
				}
				else {
					this.sessions.discard();
					if (leader.isOver()) {
						throw SqlExceptions.restart("no stable leader was found", ex);
					}
					RetryPause.take(ex);
					backoff.restart();
				}
			}
			catch (IOException ex) {
				this.sessions.discard();
				if (deadline.isOver() || this.sessions.takeCancelled()) {
					throw SqlExceptions.timedOut("The statement was given up before its transaction could begin", ex);
				}
				if (leader.isOver()) {
					throw SqlExceptions.connectionLost("The transaction could not begin", ex);
				}
				RetryPause.take(ex);
				backoff.restart();
			}
		}
	}

	/**
	 * Wait for one's turn to write.
	 * @param busy how long to wait for other writers
	 * @param deadline when to give up in any case
	 * @param announcement what is announced on the session that there is, if one has to
	 * wait
	 * @return the permit, to be closed
	 * @throws SQLException if it is not one's turn in time, or never will be
	 */
	WriteLane.Permit acquire(Deadline busy, Deadline deadline, Announcement announcement) throws SQLException {
		return Objects.requireNonNull(acquire(busy, deadline, announcement, null));
	}

	/**
	 * Wait for one's turn to write, or until somebody else has run one's write in a
	 * group.
	 * @param busy how long to wait for other writers
	 * @param deadline when to give up in any case
	 * @param announcement what is announced on the session that there is, if one has to
	 * wait
	 * @param write the write that may be run in a group, or {@code null}
	 * @return the permit, to be closed, or {@code null} if the write is settled
	 * @throws SQLException if it is not one's turn in time, or never will be
	 */
	WriteLane.@Nullable Permit acquire(Deadline busy, Deadline deadline, Announcement announcement,
			@Nullable GroupedWrite write) throws SQLException {
		try {
			Session current = this.sessions.current();
			return waitInLane(busy, deadline, () -> (current != null) ? announcement.on(current) : null, write);
		}
		catch (WriteLane.SelfDeadlockException ex) {
			throw SqlExceptions.state("A second write transaction can't begin: " + ex.getMessage(), "25001");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw SqlExceptions.timedOut("The thread was interrupted while it waited for its turn to write", ex);
		}
		catch (CancellationException ex) {
			this.sessions.discard();
			throw this.sessions.takeCancelled()
					? SqlExceptions.timedOut("The statement was given up while it waited for its turn to write", ex)
					: SqlExceptions.connectionLost("The connection was closed while it waited for its turn to write",
							new UnsentException("nothing was sent"));
		}
	}

	/**
	 * The loss of a leader holds up whoever has the turn, and everybody behind. No writer
	 * is in the way then, so that the busy timeout is not all the time there is.
	 */
	private WriteLane.@Nullable Permit waitInLane(Deadline busy, Deadline deadline,
			Supplier<@Nullable AnnouncedRequest> announcement, @Nullable GroupedWrite write)
			throws SQLException, InterruptedException, WriteLane.SelfDeadlockException {
		Cluster cluster = this.sessions.cluster();
		long start = System.nanoTime();
		Deadline leader = this.sessions.leader(deadline);
		try {
			return cluster.writeLane().acquire(this.sessions, busy, announcement, write);
		}
		catch (TimeoutException ex) {
			boolean leaderLost = cluster.isSuspectedSince(start) || cluster.isLookingForLeader();
			if (!leaderLost || leader.isOver()) {
				throw SqlExceptions.locked(cluster.options().busyTimeout().toMillis(), ex);
			}
		}
		try {
			return cluster.writeLane().acquire(this.sessions, leader, announcement, write);
		}
		catch (TimeoutException ex) {
			throw SqlExceptions.connectionLost("The write was given up after waiting behind other writers of this "
					+ "process and for a leader for more than the leaderTimeout of "
					+ cluster.options().leaderTimeout().toMillis() + " ms; nothing was executed", ex);
		}
	}

	/**
	 * Tell how long to wait for the write lock after the turn has come in this process:
	 * what is left of the busy timeout, or all of it where those before took longer, who
	 * may have waited for a leader.
	 * @param busy when the busy timeout ends that was begun before
	 * @return the time
	 */
	Duration patienceAfter(Deadline busy) {
		return busy.isOver() ? this.sessions.cluster().options().busyTimeout()
				: Duration.ofMillis(busy.remainingMillis());
	}

	/**
	 * Refuse statements in a transaction that can only be rolled back.
	 * @throws SQLException if it is such a one
	 */
	void requireUsable() throws SQLException {
		if (this.state == State.BROKEN) {
			throw new SQLException(
					"The transaction was ended by an earlier error and must be rolled back: " + describe(this.breakage),
					"25P02", this.breakage);
		}
	}

	private static String describe(@Nullable SQLException ex) {
		return (ex != null) ? String.valueOf(ex.getMessage()) : "unknown";
	}

	/**
	 * Take note that the transaction is over, or has to be. With its session it has lost
	 * all that it could write by: whoever is next need not wait until a pool has closed
	 * the connection, least of all the same thread, which would be told that it writes
	 * already.
	 * @param cause why
	 * @return the cause, to be thrown
	 */
	SQLException broken(SQLException cause) {
		this.state = State.BROKEN;
		this.breakage = cause;
		if (this.sessions.current() == null) {
			releasePermit();
		}
		return cause;
	}

	/**
	 * After a broken constraint the transaction is normally open, but a conflict clause
	 * or a trigger may have rolled it back, and the engine does not tell. A second BEGIN
	 * does: it fails if there is a transaction.
	 * @param cause the exception that the caller is going to get
	 * @param deadline when to give up
	 * @return the cause, to be thrown
	 */
	SQLException afterConstraint(SQLException cause, Deadline deadline) {
		if (this.state != State.WRITING) {
			return cause;
		}
		Session session = this.sessions.current();
		if (session == null) {
			return broken(cause);
		}
		try {
			session.execute("BEGIN", Parameters.NONE, this.sessions.exchange(deadline));
			session.execute("ROLLBACK", Parameters.NONE, this.sessions.exchange(deadline));
			return broken(cause);
		}
		catch (EngineException ex) {
			if (ex.kind() == FailureKind.STATEMENT) {
				return cause;
			}
			cause.addSuppressed(ex);
		}
		catch (IOException ex) {
			cause.addSuppressed(ex);
		}
		this.sessions.discard();
		return broken(cause);
	}

	/**
	 * Commit.
	 * @param deadline when to give up
	 * @throws SQLException if the transaction was rolled back (40001, or the class of the
	 * constraint) or its outcome is unknown (08007)
	 */
	void commit(Deadline deadline) throws SQLException {
		switch (this.state) {
			case NONE -> {
			}
			case BEGINNING -> this.state = State.NONE;
			case READING -> endReading("COMMIT", deadline);
			case WRITING -> commitWriting(deadline);
			case BROKEN -> {
				SQLException cause = this.breakage;
				rollback(deadline);
				throw SqlExceptions.restart("an earlier error had ended it",
						(cause != null) ? cause : new SQLException("unknown"));
			}
		}
	}

	private void commitWriting(Deadline deadline) throws SQLException {
		BusyBackoff backoff = new BusyBackoff(this.sessions.cluster().options().busyTimeout(), deadline,
				this.sessions.cluster().writeLane());
		Session session = this.sessions.current();
		try {
			if (session == null) {
				throw new UnsentException("the connection is closed");
			}
			while (true) {
				try {
					session.execute("COMMIT", Parameters.NONE, this.sessions.exchange(deadline));
					ended();
					return;
				}
				catch (EngineException ex) {
					if (ex.kind() != FailureKind.BUSY || !backoff.pause()) {
						throw commitFailed(ex, deadline);
					}
				}
			}
		}
		catch (UnsentException ex) {
			this.sessions.discard();
			throw SqlExceptions
				.connectionLost("The transaction was rolled back: its connection broke before the COMMIT", ex);
		}
		catch (IOException ex) {
			this.sessions.discard();
			throw SqlExceptions.outcomeUnknown("the COMMIT", ex);
		}
		finally {
			ended();
		}
	}

	private SQLException commitFailed(EngineException ex, Deadline deadline) {
		switch (ex.kind()) {
			case OUTCOME_UNKNOWN -> {
				this.sessions.discard();
				return SqlExceptions.outcomeUnknown("the COMMIT", ex);
			}
			case NOT_LEADER -> {
				this.sessions.discard();
				return SqlExceptions.restart("the node lost leadership before the COMMIT", ex);
			}
			case BUSY -> {
				rollback(deadline);
				return SqlExceptions.restart("the database was locked", ex);
			}
			default -> {
				rollback(deadline);
				return SqlExceptions.of(ex);
			}
		}
	}

	/**
	 * Roll back. Succeeds also when the session is lost, since the server has rolled back
	 * then.
	 * @param deadline when to give up
	 */
	void rollback(Deadline deadline) {
		switch (this.state) {
			case NONE -> {
			}
			case BEGINNING -> this.state = State.NONE;
			case READING -> endReading("ROLLBACK", deadline);
			default -> rollbackNow(deadline);
		}
	}

	private void rollbackNow(Deadline deadline) {
		try {
			Session session = this.sessions.current();
			if (session != null) {
				session.execute("ROLLBACK", Parameters.NONE, this.sessions.exchange(deadline));
			}
		}
		catch (EngineException ex) {
			// Most often there is no transaction any more. If there still is one, the
			// server ends it with the session.
			if (ex.kind() != FailureKind.STATEMENT) {
				this.sessions.discard();
			}
		}
		catch (IOException ex) {
			// The server rolls back when it sees the connection closed.
			this.sessions.discard();
		}
		finally {
			ended();
		}
	}

	/**
	 * The end of a transaction that only read is sent, but its answer is collected with
	 * the next exchange.
	 */
	private void endReading(String sql, Deadline deadline) {
		try {
			Session session = this.sessions.current();
			if (session != null) {
				session.executeLater(sql, this.sessions.exchange(deadline));
			}
		}
		catch (IOException | EngineException ex) {
			// Nothing was written that could be lost, and the server forgets the snapshot
			// with the session.
			this.sessions.discard();
		}
		finally {
			ended();
		}
	}

	private void ended() {
		this.state = State.NONE;
		this.breakage = null;
		releasePermit();
	}

	private void releasePermit() {
		WriteLane.Permit held = this.permit;
		this.permit = null;
		if (held != null) {
			held.close();
		}
	}

	/**
	 * Forget the transaction because its session is closed for good.
	 */
	void abandon() {
		ended();
	}

}
