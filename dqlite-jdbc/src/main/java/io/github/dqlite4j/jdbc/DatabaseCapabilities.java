package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;

/**
 * What driver and engine can do: transactions, results, batches, generated keys.
 */
abstract class DatabaseCapabilities extends MetadataGrammar {

	@Override
	public boolean supportsTransactions() {
		return true;
	}

	@Override
	public int getDefaultTransactionIsolation() {
		return Connection.TRANSACTION_SERIALIZABLE;
	}

	@Override
	public boolean supportsTransactionIsolationLevel(int level) {
		// a lower level is accepted and served as serializable
		return switch (level) {
			case Connection.TRANSACTION_READ_UNCOMMITTED, Connection.TRANSACTION_READ_COMMITTED,
					Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE ->
				true;
			default -> false;
		};
	}

	@Override
	public boolean supportsMultipleTransactions() {
		// any number on different connections, of which one at a time may write
		return true;
	}

	@Override
	public boolean supportsDataDefinitionAndDataManipulationTransactions() {
		return true;
	}

	@Override
	public boolean supportsDataManipulationTransactionsOnly() {
		return false;
	}

	@Override
	public boolean dataDefinitionCausesTransactionCommit() {
		return false;
	}

	@Override
	public boolean dataDefinitionIgnoredInTransactions() {
		return false;
	}

	@Override
	public boolean autoCommitFailureClosesAllResultSets() {
		return false;
	}

	@Override
	public boolean supportsSavepoints() {
		return true;
	}

	@Override
	public boolean supportsBatchUpdates() {
		return true;
	}

	@Override
	public boolean supportsGetGeneratedKeys() {
		return true;
	}

	@Override
	public boolean generatedKeyAlwaysReturned() {
		return false;
	}

	@Override
	public boolean supportsStatementPooling() {
		return false;
	}

	@Override
	public boolean supportsResultSetType(int type) {
		return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
	}

	@Override
	public boolean supportsResultSetConcurrency(int type, int concurrency) {
		return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
	}

	@Override
	public boolean supportsResultSetHoldability(int holdability) {
		return holdability == getResultSetHoldability();
	}

	@Override
	public int getResultSetHoldability() {
		return ResultSet.HOLD_CURSORS_OVER_COMMIT;
	}

	@Override
	public boolean supportsOpenCursorsAcrossCommit() {
		return true;
	}

	@Override
	public boolean supportsOpenCursorsAcrossRollback() {
		return true;
	}

	@Override
	public boolean supportsOpenStatementsAcrossCommit() {
		return true;
	}

	@Override
	public boolean supportsOpenStatementsAcrossRollback() {
		return true;
	}

	@Override
	public boolean supportsMultipleResultSets() {
		return true;
	}

	@Override
	public boolean supportsMultipleOpenResults() {
		return true;
	}

	@Override
	public boolean ownUpdatesAreVisible(int type) {
		return false;
	}

	@Override
	public boolean ownDeletesAreVisible(int type) {
		return false;
	}

	@Override
	public boolean ownInsertsAreVisible(int type) {
		return false;
	}

	@Override
	public boolean othersUpdatesAreVisible(int type) {
		return false;
	}

	@Override
	public boolean othersDeletesAreVisible(int type) {
		return false;
	}

	@Override
	public boolean othersInsertsAreVisible(int type) {
		return false;
	}

	@Override
	public boolean updatesAreDetected(int type) {
		return false;
	}

	@Override
	public boolean deletesAreDetected(int type) {
		return false;
	}

	@Override
	public boolean insertsAreDetected(int type) {
		return false;
	}

	@Override
	public boolean usesLocalFiles() {
		return false;
	}

	@Override
	public boolean usesLocalFilePerTable() {
		return false;
	}

	@Override
	public boolean locatorsUpdateCopy() {
		return true;
	}

	@Override
	public int getSQLStateType() {
		return sqlStateSQL;
	}

	@Override
	public RowIdLifetime getRowIdLifetime() {
		return RowIdLifetime.ROWID_UNSUPPORTED;
	}

	@Override
	public int getJDBCMajorVersion() {
		return 4;
	}

	@Override
	public int getJDBCMinorVersion() {
		return 3;
	}

}
