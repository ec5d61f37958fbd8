package io.github.dqlite4j.chaos.workload;

/**
 * How something is done with a connection.
 */
enum Mode {

	/** By statements that each commit by themselves. */
	AUTOCOMMIT,

	/** In a transaction. */
	READ_WRITE,

	/** In a read-only transaction. */
	READ_ONLY

}
