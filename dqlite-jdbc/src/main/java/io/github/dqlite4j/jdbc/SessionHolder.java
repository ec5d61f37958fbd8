package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.Session;

/**
 * The session of one JDBC connection: opened when it is needed, thrown away when it broke
 * or its node lost leadership, and replaced by one with the new leader where nobody can
 * notice.
 */
final class SessionHolder {

	/**
	 * How long to wait for a response that is owed before a connection is closed.
	 */
	private static final Duration PATIENCE_AT_THE_END = Duration.ofMillis(500);

	private final Cluster cluster;

	private volatile @Nullable Session session;

	/**
	 * What the session before this one had prepared.
	 */
	private List<String> statements = List.of();

	private volatile Duration readTimeout;

	/**
	 * What the session has, such as a temporary table, that a new one would lack.
	 */
	private final Set<String> changes = new HashSet<>();

	private volatile boolean closed;

	private volatile boolean cancelled;

	SessionHolder(Cluster cluster) {
		this.cluster = cluster;
		this.readTimeout = cluster.options().readTimeout();
	}

	Cluster cluster() {
		return this.cluster;
	}

	Duration readTimeout() {
		return this.readTimeout;
	}

	void setReadTimeout(Duration readTimeout) {
		this.readTimeout = readTimeout;
	}

	/**
	 * Tell whether an exchange may take as long as on any connection of the data source.
	 * @return whether nobody has set another time for this connection
	 */
	boolean hasUsualReadTimeout() {
		return this.readTimeout.equals(this.cluster.options().readTimeout());
	}

	/**
	 * Return the deadline of one exchange.
	 * @param whole the deadline of the operation that it is part of
	 * @return the earlier one of that and the read timeout
	 */
	Deadline exchange(Deadline whole) {
		return whole.earlier(Deadline.after(this.readTimeout));
	}

	/**
	 * Return the deadline of looking for a leader.
	 * @param whole the deadline of the operation that it is part of
	 * @return the earlier one of that and the leader timeout
	 */
	Deadline leader(Deadline whole) {
		return whole.earlier(Deadline.after(this.cluster.options().leaderTimeout()));
	}

	/**
	 * Return the deadline of waiting for other writers.
	 * @param whole the deadline of the operation that it is part of
	 * @return the earlier one of that and the busy timeout
	 */
	Deadline busy(Deadline whole) {
		return whole.earlier(Deadline.within(this.cluster.options().busyTimeout()));
	}

	/**
	 * Return a session with the leader.
	 * @param deadline when to give up looking for one
	 * @return the session that there is, or a new one
	 * @throws SQLException if there is no leader, or the session that there was can't be
	 * replaced
	 */
	Session session(Deadline deadline) throws SQLException {
		Session current = current();
		if (current != null && !current.isSuperseded()) {
			return current;
		}
		discard();
		if (this.closed) {
			throw SqlExceptions.state("The connection is closed", "08003");
		}
		if (!this.changes.isEmpty()) {
			this.changes.clear();
			throw SqlExceptions.connectionLost(
					"The session was lost, and with it its temporary tables or PRAGMA settings; "
							+ "nothing was executed",
					new IOException("the node lost leadership or the connection broke"));
		}
		try {
			Session opened = this.cluster.openSession(deadline);
			opened.expectAgain(this.statements);
			this.session = opened;
			this.cancelled = false;
			if (this.closed) {
				opened.close();
			}
			return opened;
		}
		catch (IOException ex) {
			throw SqlExceptions.cannotConnect(ex);
		}
	}

	/**
	 * Return the session that there is.
	 * @return the session, or {@code null} if there is none or it is closed
	 */
	@Nullable Session current() {
		Session current = this.session;
		return (current != null && !current.isClosed()) ? current : null;
	}

	/**
	 * Return a session that was seen to lead a moment ago. A write on a connection that
	 * broke unnoticed would leave its outcome unknown, so a session that was idle, or
	 * whose cluster is suspected, is asked first.
	 * @param deadline when to give up looking for one
	 * @return the session
	 * @throws SQLException if there is no leader, or the session that there was can't be
	 * replaced
	 */
	Session sessionForWrite(Deadline deadline) throws SQLException {
		Session current = session(deadline);
		if (!current.isDoubtful() || leads(current, exchange(deadline))) {
			return current;
		}
		discard();
		return session(deadline);
	}

	private static boolean leads(Session session, Deadline deadline) {
		try {
			return session.isLeader(deadline);
		}
		catch (IOException | EngineException ex) {
			// Whatever the reason, the answer is that this session can't be relied on.
			return false;
		}
	}

	/**
	 * Tell whether the connection is usable.
	 * @param deadline when to give up
	 * @param replace whether a session that is lost may be replaced to find out
	 * @return whether a node that leads answers in time
	 */
	boolean isValid(Deadline deadline, boolean replace) {
		Session current = current();
		if (current != null) {
			if (leads(current, deadline)) {
				return true;
			}
			discard();
			return false;
		}
		if (!replace || !this.changes.isEmpty()) {
			return false;
		}
		try {
			session(deadline);
			return true;
		}
		catch (SQLException ex) {
			// The caller asks for yes or no; whoever needs the reason gets it from the
			// next statement.
			return false;
		}
	}

	/**
	 * Take note that a statement changed the session. Foreign keys that are switched off
	 * and on again leave it as it was.
	 * @param statement the statement
	 * @param inTransaction whether a transaction is open, in which the engine ignores the
	 * switch
	 */
	void changed(SqlStatement statement, boolean inTransaction) {
		Pragma pragma = statement.pragma();
		String change = (pragma != null) ? pragma.name() : "TEMPORARY";
		if (!statement.enforcesForeignKeys()) {
			this.changes.add(change);
		}
		else if (!inTransaction) {
			this.changes.remove(change);
		}
	}

	/**
	 * Tell whether the session has nothing that another one with the same leader lacks.
	 * @return whether no statement changed it
	 */
	boolean isUnchanged() {
		return this.changes.isEmpty();
	}

	/**
	 * Close the session because it is of no further use; the server rolls an open
	 * transaction back.
	 */
	void discard() {
		Session current = this.session;
		if (current != null) {
			this.statements = current.statements();
			current.end(Deadline.within(PATIENCE_AT_THE_END));
			this.session = null;
		}
	}

	/**
	 * Close the session under whatever it is doing. May be called by any thread.
	 */
	void cancel() {
		Session current = this.session;
		if (current != null) {
			this.cancelled = true;
			current.close();
			this.cluster.writeLane().giveUp(this);
		}
	}

	/**
	 * Tell, once, whether the session was closed to give up what it was doing.
	 */
	boolean takeCancelled() {
		boolean taken = this.cancelled;
		this.cancelled = false;
		return taken;
	}

	/**
	 * Close the session for good when it is idle.
	 */
	void end() {
		this.closed = true;
		discard();
	}

	/**
	 * Close the session for good, under whatever it is doing. May be called by any
	 * thread.
	 */
	void close() {
		this.closed = true;
		Session current = this.session;
		if (current != null) {
			current.close();
		}
		this.cluster.writeLane().giveUp(this);
	}

}
