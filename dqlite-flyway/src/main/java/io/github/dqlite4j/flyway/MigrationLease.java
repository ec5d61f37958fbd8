package io.github.dqlite4j.flyway;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * A row in the schema history that says who runs a migration outside of a transaction.
 * Flyway does not see it, since it reads ranks from 0 on. It expires, by the clock of the
 * leader, so that a process which died does not stop the others for ever.
 */
final class MigrationLease {

	private static final int RANK = -100;

	private static final int MINUTES = 10;

	private final Connection connection;

	private final DqliteDatabase database;

	private final DqliteTable history;

	private boolean taken;

	MigrationLease(Connection connection, DqliteDatabase database, DqliteTable history) {
		this.connection = connection;
		this.database = database;
		this.history = history;
	}

	/**
	 * Find out whether somebody has the lease.
	 * @return who, since when, and what to do about it, or {@code null}
	 */
	@Nullable String findHolder() throws SQLException {
		if (!this.history.exists()) {
			return null;
		}
		try (PreparedStatement statement = this.connection.prepareStatement("SELECT installed_by, installed_on FROM "
				+ this.history + " WHERE installed_rank = ? AND installed_on > "
				+ DqliteDatabase.now("-" + MINUTES + " minutes"))) {
			statement.setInt(1, RANK);
			try (ResultSet result = statement.executeQuery()) {
				return result.next() ? describe(result.getString(1), result.getString(2)) : null;
			}
		}
	}

	private String describe(String holder, String since) {
		return holder + " has been running a migration outside of a transaction since " + since
				+ ". If that process has died, look how far the migration got; this wait ends " + MINUTES
				+ " minutes after its start, or with DELETE FROM " + this.history + " WHERE installed_rank = " + RANK;
	}

	/**
	 * Take the lease, in place of one that has expired.
	 */
	void insert() throws SQLException {
		delete();
		this.taken = true;
		try (PreparedStatement statement = this.connection
			.prepareStatement(this.database.getInsertStatement(this.history))) {
			statement.setInt(1, RANK);
			statement.setString(2, null);
			statement.setString(3, "A migration runs outside of a transaction");
			statement.setString(4, "LOCK");
			statement.setString(5, "");
			statement.setString(6, null);
			statement.setString(7, this.database.getInstalledBy() + " (process " + ProcessHandle.current().pid() + ")");
			statement.setInt(8, 0);
			statement.setInt(9, 1);
			statement.executeUpdate();
		}
	}

	/**
	 * Tell whether the lease was ever taken by this object.
	 */
	boolean wasTaken() {
		return this.taken;
	}

	/**
	 * Give the lease back.
	 */
	void delete() throws SQLException {
		try (PreparedStatement statement = this.connection
			.prepareStatement("DELETE FROM " + this.history + " WHERE installed_rank = ?")) {
			statement.setInt(1, RANK);
			statement.executeUpdate();
		}
	}

}
