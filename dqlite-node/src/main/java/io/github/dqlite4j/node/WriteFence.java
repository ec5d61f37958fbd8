package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.node.NodeSession.RefusedException;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.protocol.DatabaseResponse;
import io.github.dqlite4j.protocol.ExecSqlRequest;
import io.github.dqlite4j.protocol.OpenRequest;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.QuerySqlRequest;
import io.github.dqlite4j.protocol.ResultResponse;
import io.github.dqlite4j.protocol.RowBatch;

/**
 * Keeps writers out of databases while a leader hands over and stops, by holding their
 * write locks. Writers that wait for a lock find the next leader.
 * <p>
 * A commit that is under way when leadership goes would be applied by the next leader,
 * while its client is told that nobody knows. And engines before 1.12 do not survive it:
 * a prepared statement that arrives during the transfer, while the write of another
 * session is on its way through the log, ends the process. The engine asks raft for a
 * barrier, raft refuses, the connection is stopped, and its end completes the statement
 * that was just freed (seen in {@code leader__exec} and {@code leader__close} of 1.11.1).
 */
final class WriteFence implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(WriteFence.class);

	private static final Duration PAUSE = Duration.ofMillis(1);

	private final List<NodeSession> sessions = new ArrayList<>();

	/**
	 * Takes the write locks, as far as that succeeds in time.
	 * @param leader the node that leads
	 * @param databases the databases
	 * @param timeout how long to wait for those who write, all in all
	 */
	WriteFence(NodeContact leader, Collection<DatabaseName> databases, Duration timeout) {
		Deadline deadline = Deadline.after(timeout);
		for (DatabaseName database : databases) {
			try {
				NodeSession session = new NodeSession(leader, timeout);
				this.sessions.add(session);
				session.ask(new OpenRequest(database), DatabaseResponse.class);
				if (!begin(session, deadline)) {
					logger.info("The dqlite node at {} stops while the database {} is written to", leader, database);
				}
				awaitLog(leader, database, timeout);
			}
			catch (IOException ex) {
				logger.info("The dqlite node at {} stops without holding back who writes to the database {}: {}",
						leader, database, ex.getMessage());
			}
		}
	}

	private static boolean begin(NodeSession session, Deadline deadline) throws IOException {
		while (!deadline.isOver()) {
			try {
				session.ask(new ExecSqlRequest("BEGIN IMMEDIATE", Parameters.NONE), ResultResponse.class);
				return true;
			}
			catch (RefusedException ex) {
				if (!ex.isBusy()) {
					throw ex;
				}
				// somebody writes at the moment
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
		return false;
	}

	private static void awaitLog(NodeContact leader, DatabaseName database, Duration timeout) throws IOException {
		try (NodeSession session = new NodeSession(leader, timeout)) {
			session.ask(new OpenRequest(database), DatabaseResponse.class);
			session.ask(new QuerySqlRequest("SELECT count(*) FROM sqlite_master", Parameters.NONE), RowBatch.class);
		}
	}

	/**
	 * Lets writers in again.
	 */
	@Override
	public void close() {
		this.sessions.forEach(NodeSession::close);
	}

}
