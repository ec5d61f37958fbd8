package io.github.dqlite4j.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Does the work against one node. Used by one thread.
 */
interface Contender extends AutoCloseable {

	Peer peer();

	/**
	 * Do some work.
	 * @param workload the kind of work
	 * @param operations how often; ignored for {@link Workload#SCAN}, which reads all
	 * there is
	 * @return how long it took, without preparations
	 * @throws IOException if the connection broke
	 * @throws SQLException if the node refused
	 * @throws InterruptedException if the thread was interrupted
	 */
	Measurement run(Workload workload, int operations) throws IOException, SQLException, InterruptedException;

	@Override
	void close() throws IOException, SQLException;

}
