package io.github.dqlite4j.flyway;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * What happens to the connection while Flyway works with it: a transaction waits for the
 * write lock before its first statement; and while the history is locked, the transaction
 * is not left without a lease.
 */
final class MigrationConnection implements SharedConnection.Interceptor {

	private final Connection target;

	private final WriteLock writeLock;

	private @Nullable MigrationLease lease;

	MigrationConnection(Connection target) {
		this.target = target;
		this.writeLock = new WriteLock(target);
	}

	/**
	 * Set the lease to take when the transaction is left.
	 * @param lease the lease, or {@code null} to take none
	 */
	void lease(@Nullable MigrationLease lease) {
		this.lease = lease;
	}

	@Override
	public boolean intercept(String method, Object @Nullable [] arguments) throws SQLException {
		switch (method) {
			case "createStatement", "prepareStatement", "prepareCall" -> this.writeLock.acquire();
			case "commit", "rollback" -> {
				if (arguments == null) {
					this.writeLock.released();
				}
			}
			case "setAutoCommit" -> {
				if (arguments != null) {
					setAutoCommit((Boolean) arguments[0]);
				}
				return true;
			}
			default -> {
			}
		}
		return false;
	}

	/**
	 * Flyway leaves the transaction for a migration that can't run in one, and enters
	 * another to write the history.
	 */
	private void setAutoCommit(boolean autoCommit) throws SQLException {
		MigrationLease current = (autoCommit != this.target.getAutoCommit()) ? this.lease : null;
		if (current != null && autoCommit) {
			current.insert();
		}
		this.target.setAutoCommit(autoCommit);
		this.writeLock.released();
		if (current != null && !autoCommit) {
			current.delete();
		}
	}

}
