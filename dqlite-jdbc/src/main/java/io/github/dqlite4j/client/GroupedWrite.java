package io.github.dqlite4j.client;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ResultResponse;

/**
 * A write in auto-commit mode that may share its commit with those of other connections,
 * if it has to wait for its turn: whoever has the turn runs it in one transaction with
 * others that wait, on another session.
 * <p>
 * Created by the thread that waits, settled by the one that runs the group. Of the
 * results, at most one is there; if none is, it was not executed.
 */
public final class GroupedWrite {

	private final Session session;

	private final String sql;

	private final Parameters parameters;

	private final Thread owner = Thread.currentThread();

	private @Nullable ResultResponse result;

	private @Nullable Exception doubt;

	private long leader;

	private volatile boolean settled;

	GroupedWrite(Session session, String sql, Parameters parameters) {
		this.session = session;
		this.sql = sql;
		this.parameters = parameters;
	}

	String sql() {
		return this.sql;
	}

	Parameters parameters() {
		return this.parameters;
	}

	/**
	 * Tell whether it may be run: nobody closed its session to cancel it.
	 */
	boolean isWanted() {
		return !this.session.isClosed();
	}

	void committed(ResultResponse response, long nodeId) {
		this.result = response;
		this.leader = nodeId;
		settle();
	}

	void notExecuted() {
		settle();
	}

	void inDoubt(Exception cause) {
		this.doubt = cause;
		settle();
	}

	private void settle() {
		this.settled = true;
		LockSupport.unpark(this.owner);
	}

	boolean isSettled() {
		return this.settled;
	}

	/**
	 * Return what the engine said, if the write is committed.
	 * @return the result, or {@code null} if it was not executed or that is unknown
	 */
	public @Nullable ResultResponse result() {
		return this.result;
	}

	/**
	 * Return why it is unknown whether the write is committed.
	 * @return the cause, or {@code null} if it is known
	 */
	public @Nullable Exception doubt() {
		return this.doubt;
	}

	/**
	 * Tell whether another node than that of the writer's own session has committed it.
	 * That one may have been deposed without knowing, and must not be read from: it might
	 * not have the write.
	 * @return whether it was another one
	 */
	public boolean isCommittedElsewhere() {
		return this.result != null && this.leader != this.session.nodeId();
	}

}
