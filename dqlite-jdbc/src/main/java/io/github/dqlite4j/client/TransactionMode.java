package io.github.dqlite4j.client;

/**
 * How a transaction that may write begins. Read-only transactions are always deferred.
 */
public enum TransactionMode {

	/**
	 * Takes the write lock at the first statement, so that nothing which was read can
	 * change before it is written.
	 */
	IMMEDIATE,

	/**
	 * Takes the write lock at the first write, which fails if somebody else wrote since
	 * the first read: the whole transaction must then be repeated.
	 */
	DEFERRED,

	/**
	 * The same as {@link #IMMEDIATE} on this engine.
	 */
	EXCLUSIVE

}
