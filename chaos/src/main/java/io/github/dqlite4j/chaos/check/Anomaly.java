package io.github.dqlite4j.chaos.check;

/**
 * What can be wrong.
 */
public enum Anomaly {

	/** Something that was acknowledged is not there. */
	LOST,

	/** Something that was written once is there twice. */
	DOUBLED,

	/** Something is there, or was seen, that nobody wrote. */
	OUT_OF_THIN_AIR,

	/** Something is there, or was seen, that was reported as not executed. */
	FAILED_BUT_APPLIED,

	/** A part of a transaction is there. */
	TORN,

	/** The accounts do not add up to what they held in the beginning. */
	WRONG_TOTAL,

	/** An account holds less than nothing, which every transfer prevents. */
	OVERDRAWN,

	/** An account does not hold what the transfers that are there make it hold. */
	WRONG_BALANCE,

	/** Two reads of a list do not agree on the order of its elements. */
	CONTRADICTING_ORDERS,

	/** A transaction does not see its own writes, or sees others between two reads. */
	UNSTABLE_SNAPSHOT,

	/** A state was seen that existed only inside of another transaction. */
	INTERMEDIATE_READ,

	/** No order of the transactions explains what they saw. */
	CYCLE,

	/** The driver threw what its documentation does not allow. */
	UNEXPECTED_EXCEPTION,

	/** A client was not served although the cluster was whole. */
	HANG,

	/** A node ended although neither somebody nor the engine ended it. */
	NODE_DIED,

	/** A node could not be brought back as an operator would bring it back. */
	NODE_NOT_BACK

}
