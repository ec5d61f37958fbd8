package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
import io.github.dqlite4j.protocol.ResultResponse;

/**
 * Keeps writers out of databases while leadership goes from one node to another, by
 * holding their write locks: a commit that is under way at that moment would be applied
 * by the next leader, while its client is told that nobody knows. With the lock taken
 * there is none, and writers that wait find the new leader.
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
	WriteFence(NodeEndpoint leader, List<DatabaseName> databases, Duration timeout) {
		Deadline deadline = Deadline.within(timeout);
		for (DatabaseName database : databases) {
			try {
				NodeSession session = new NodeSession(leader, timeout);
				this.sessions.add(session);
				session.ask(new OpenRequest(database), DatabaseResponse.class);
				if (!begin(session, deadline)) {
					logger.info("Leadership is handed over while the database {} is written to", database);
				}
			}
			catch (IOException ex) {
				logger.info("Leadership is handed over without holding back who writes to the database {}: {}",
						database, ex.getMessage());
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

	/**
	 * Lets writers in again.
	 */
	@Override
	public void close() {
		this.sessions.forEach(NodeSession::close);
	}

}
