package io.github.dqlite4j.client;

/**
 * What a failure that the engine reports means for the request and its transaction.
 */
public enum FailureKind {

	/**
	 * The node does not lead (any more). Nothing was executed, an open transaction is
	 * rolled back, and the connection is of no further use for SQL.
	 */
	NOT_LEADER,

	/**
	 * Another writer holds the lock. Nothing was executed, an open transaction stays
	 * open.
	 */
	BUSY,

	/**
	 * Somebody wrote after this transaction's first read. Only a repetition of the whole
	 * transaction helps.
	 */
	STALE_SNAPSHOT,

	/**
	 * The engine does not know whether a write or a COMMIT will last. A statement inside
	 * a transaction is rolled back with it.
	 */
	OUTCOME_UNKNOWN,

	/**
	 * The statement failed and may have ended its transaction.
	 */
	TRANSACTION_ENDED,

	/**
	 * The statement broke a constraint: it was undone. Its transaction is open unless the
	 * constraint asked for a rollback.
	 */
	CONSTRAINT,

	/**
	 * A BEGIN was refused for no reason that a BEGIN could give (seen on a leader of
	 * 1.11.1 whose disk was full, just before it died). There is no transaction, and the
	 * connection is of no further use.
	 */
	NOT_BEGUN,

	/**
	 * The statement is at fault; an open transaction stays open.
	 */
	STATEMENT;

	/**
	 * Tell whether leadership was lost before or while the request was served. For a
	 * request that changes nothing that lasts both come to the same: look for the leader
	 * and ask again.
	 * @return {@code true} for {@link #NOT_LEADER} and {@link #OUTCOME_UNKNOWN}
	 */
	public boolean isLossOfLeader() {
		return this == NOT_LEADER || this == OUTCOME_UNKNOWN;
	}

}
