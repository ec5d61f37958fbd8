package io.github.dqlite4j.tool.backup;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.Deadline;

/**
 * The database that a file is restored into, in many transactions. A table in it says so
 * from the first of them to the last, and counts them: a restore that was cut off leaves
 * a database that says what it is, and a transaction whose outcome got lost with the
 * leader is found out to be there or not, and repeated or not.
 */
final class RestoreTarget implements Closeable {

	/**
	 * Is there while a restore is under way, or was cut off.
	 */
	static final String JOURNAL = "dqlite_unfinished_restore";

	private static final Logger logger = LoggerFactory.getLogger(RestoreTarget.class);

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/**
	 * What certainly was not applied: leadership or the connection was lost before, or
	 * another writer was in the way.
	 */
	private static final Set<String> NOT_APPLIED = Set.of("40001", "08001", "08006", "25P02");

	private static final String UNKNOWN = "08007";

	private final DataSource dataSource;

	private @Nullable Connection connection;

	private long step;

	RestoreTarget(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/**
	 * Tell what an earlier restore that was cut off has left.
	 * @return what it restored from, or {@code null} if there was none
	 */
	@Nullable String unfinished() throws SQLException {
		if (!journalExists()) {
			return null;
		}
		List<String> sources = texts("SELECT source FROM " + JOURNAL);
		return sources.isEmpty() ? "an unknown file" : sources.get(0);
	}

	/**
	 * Return the names of all that is in the schema, but for the journal and what the
	 * engine keeps for itself.
	 * @param type {@code table}, {@code view}, {@code trigger} or {@code %} for all
	 */
	List<String> names(String type) throws SQLException {
		return texts("SELECT name FROM sqlite_schema WHERE type LIKE '" + type + "' AND name <> '" + JOURNAL
				+ "' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid DESC");
	}

	/**
	 * Write down that a restore is under way.
	 * @param source what it restores from
	 */
	void begin(String source) throws SQLException {
		if (journalExists()) {
			this.step = number("SELECT max(step) FROM " + JOURNAL);
			return;
		}
		Deadline deadline = Deadline.within(PATIENCE);
		while (!journalExists()) {
			attempt(deadline, () -> {
				Connection current = connect();
				current.setAutoCommit(false);
				execute(current, "CREATE TABLE " + JOURNAL + " (source TEXT NOT NULL, started TEXT NOT NULL,"
						+ " step INTEGER NOT NULL)");
				try (var insert = current
					.prepareStatement("INSERT INTO " + JOURNAL + " VALUES (?, datetime('now'), 0)")) {
					insert.setString(1, source);
					insert.executeUpdate();
				}
				current.commit();
			});
		}
	}

	/**
	 * Do something in one transaction, exactly once whatever becomes of the leader.
	 * @param work what to do; is called again if the transaction was lost
	 */
	void inTransaction(Work work) throws SQLException {
		Deadline deadline = Deadline.within(PATIENCE);
		long next = this.step + 1;
		while (this.step < next) {
			attempt(deadline, () -> {
				if (number("SELECT max(step) FROM " + JOURNAL) == next) {
					// applied by an attempt whose answer got lost
					this.step = next;
					return;
				}
				Connection current = connect();
				// of no effect inside a transaction, and gone with the session
				execute(current, "PRAGMA foreign_keys = OFF");
				current.setAutoCommit(false);
				work.run(current);
				execute(current, "UPDATE " + JOURNAL + " SET step = " + next);
				current.commit();
				this.step = next;
			});
		}
	}

	/**
	 * Write down that the restore is complete.
	 */
	void finish() throws SQLException {
		Deadline deadline = Deadline.within(PATIENCE);
		while (journalExists()) {
			attempt(deadline, () -> execute(connect(), "DROP TABLE " + JOURNAL));
		}
	}

	private void attempt(Deadline deadline, Attempt attempt) throws SQLException {
		try {
			attempt.run();
		}
		catch (SQLException ex) {
			boolean repeatable = UNKNOWN.equals(ex.getSQLState()) || NOT_APPLIED.contains(ex.getSQLState());
			if (!repeatable || deadline.isOver()) {
				throw ex;
			}
			logger.info("A step of the restore is tried again: {}", ex.getMessage());
			disconnect();
		}
		finally {
			endTransaction();
		}
	}

	private void endTransaction() throws SQLException {
		Connection current = this.connection;
		if (current == null || current.getAutoCommit()) {
			return;
		}
		try {
			current.rollback();
			current.setAutoCommit(true);
		}
		catch (SQLException ex) {
			logger.debug("A connection whose transaction failed is given up", ex);
			disconnect();
		}
	}

	private boolean journalExists() throws SQLException {
		return number("SELECT count(*) FROM sqlite_schema WHERE name = '" + JOURNAL + "'") > 0;
	}

	long number(String sql) throws SQLException {
		return Long.parseLong(texts(sql).get(0));
	}

	/**
	 * Run a query outside transactions.
	 * @return the first column of all rows, {@code 0} for NULL
	 */
	List<String> texts(String sql) throws SQLException {
		List<String> texts = new ArrayList<>();
		try (Statement statement = connect().createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				String text = rows.getString(1);
				texts.add((text != null) ? text : "0");
			}
		}
		return texts;
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private Connection connect() throws SQLException {
		Connection current = this.connection;
		if (current == null) {
			current = this.dataSource.getConnection();
			this.connection = current;
		}
		return current;
	}

	private void disconnect() throws SQLException {
		Connection current = this.connection;
		this.connection = null;
		if (current != null) {
			current.close();
		}
	}

	@Override
	public void close() throws IOException {
		try {
			disconnect();
		}
		catch (SQLException ex) {
			throw new IOException("The connection to the cluster can't be closed", ex);
		}
	}

	/**
	 * What is done in a transaction.
	 */
	@FunctionalInterface
	interface Work {

		void run(Connection connection) throws SQLException;

	}

	@FunctionalInterface
	private interface Attempt {

		void run() throws SQLException;

	}

}
