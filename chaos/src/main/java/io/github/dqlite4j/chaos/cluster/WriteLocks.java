package io.github.dqlite4j.chaos.cluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The write locks of databases, held so that nobody writes.
 */
public final class WriteLocks implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(WriteLocks.class);

	private final List<Connection> connections = new ArrayList<>();

	private WriteLocks() {
	}

	/**
	 * Hold none.
	 */
	public static WriteLocks none() {
		return new WriteLocks();
	}

	/**
	 * Wait until nobody writes, and keep it so.
	 * @param address the node that leads
	 * @param databases the names of the databases
	 * @throws SQLException if somebody writes for longer than a writer would wait
	 */
	static WriteLocks of(String address, List<String> databases) throws SQLException {
		WriteLocks locks = new WriteLocks();
		boolean complete = false;
		try {
			for (String database : databases) {
				Connection connection = DriverManager.getConnection("jdbc:dqlite://" + address + "/" + database);
				locks.connections.add(connection);
				connection.setAutoCommit(false);
				try (Statement statement = connection.createStatement()) {
					// begins a transaction that may write
					statement.execute("SELECT 1");
				}
			}
			for (String database : databases) {
				awaitLog("jdbc:dqlite://" + address + "/" + database);
			}
			complete = true;
			return locks;
		}
		finally {
			if (!complete) {
				locks.close();
			}
		}
	}

	/**
	 * Wait until what was written is through the log, and the checkpoint that the engine
	 * may write behind it: a read outside of the transaction that holds the lock does.
	 */
	private static void awaitLog(String url) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.executeQuery("SELECT count(*) FROM sqlite_master").close();
		}
	}

	@Override
	public void close() {
		for (Connection connection : this.connections) {
			try (connection) {
				connection.rollback();
			}
			catch (SQLException ex) {
				// The node that held the lock leads no more, so that there is none.
				logger.debug("A write lock is gone", ex);
			}
		}
	}

	@Override
	public String toString() {
		return this.connections.size() + " databases locked";
	}

}
