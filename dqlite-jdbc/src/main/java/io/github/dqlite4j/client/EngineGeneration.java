package io.github.dqlite4j.client;

/**
 * The generations of the engine that behave differently, and how. There is no version on
 * the wire: a session finds out by harmless probes.
 */
public enum EngineGeneration {

	/**
	 * Up to 1.14. A statement that writes and yields rows is only replicated inside a
	 * transaction, and ends the server's process when it is run as one that yields none.
	 */
	OLD,

	/**
	 * 1.15 to 1.18.1. A statement that writes and yields rows loses them, whichever way
	 * it is sent, and outside a transaction it ends the server's process at the next
	 * write.
	 */
	MID,

	/**
	 * From 1.18.2 on. Dangerous PRAGMAs are refused by the engine itself, and so are
	 * writes by their proper code while leadership is being handed over.
	 */
	NEW;

	private static final int ERROR = 1;

	private static final int ABORT = 4;

	private static final int BUSY = 5;

	private static final int LOCKED = 6;

	private static final int NOMEM = 7;

	private static final int READONLY = 8;

	private static final int INTERRUPT = 9;

	private static final int IOERR = 10;

	private static final int CORRUPT = 11;

	private static final int NOTFOUND = 12;

	private static final int FULL = 13;

	private static final int RAFT_BUSY = 17;

	private static final int CONSTRAINT = 19;

	private static final int NOTADB = 26;

	private static final int BUSY_SNAPSHOT = 517;

	private static final int NOT_LEADER = 10250;

	private static final int FIRST_OWN_CODE = 1000;

	private static final int LAST_OWN_CODE = 1005;

	/**
	 * Tell whether more than 255 parameters can be sent.
	 * @return whether the second form of parameters is understood
	 */
	public boolean supportsManyParameters() {
		return this != OLD;
	}

	/**
	 * Tell whether {@code INSERT … RETURNING} and its like, and all other statements that
	 * could write and yield rows, such as EXPLAIN of a write, can be run at all.
	 * @return whether they can
	 */
	public boolean supportsReturning() {
		return this != MID;
	}

	/**
	 * Tell whether {@code INSERT … RETURNING} and its like are only safe between BEGIN
	 * and COMMIT.
	 * @return whether they need a transaction
	 */
	public boolean returningNeedsTransaction() {
		return this == OLD;
	}

	/**
	 * Tell whether VACUUM works. It ends the process of old servers and is refused by
	 * those of the middle.
	 * @return whether it does
	 */
	public boolean supportsVacuum() {
		return this == NEW;
	}

	/**
	 * Tell what a failure means.
	 * @param code the code of the failure
	 * @param message what the server said
	 * @return the kind
	 */
	FailureKind classify(int code, String message) {
		if (code == NOT_LEADER || code == NOTFOUND && message.startsWith("no database opened")) {
			return FailureKind.NOT_LEADER;
		}
		if (isRefusedByBarrier(code, message) || this != NEW && isRawRefusal(code, message)) {
			return FailureKind.NOT_LEADER;
		}
		if (isWithoutReason(code, message)) {
			return FailureKind.OUTCOME_UNKNOWN;
		}
		if (code == BUSY_SNAPSHOT) {
			return FailureKind.STALE_SNAPSHOT;
		}
		if (code >= FIRST_OWN_CODE && code <= LAST_OWN_CODE) {
			return FailureKind.STATEMENT;
		}
		return switch (code & 0xff) {
			case BUSY, LOCKED -> FailureKind.BUSY;
			case ABORT, IOERR -> FailureKind.OUTCOME_UNKNOWN;
			case NOMEM, INTERRUPT, CORRUPT, FULL, NOTADB -> FailureKind.TRANSACTION_ENDED;
			case CONSTRAINT -> FailureKind.CONSTRAINT;
			default -> FailureKind.STATEMENT;
		};
	}

	/**
	 * Before it runs a statement, a leader waits until all of its log is applied. Where
	 * that fails nothing was run (seen on 1.11.1 in a transaction on a full disk).
	 */
	private static boolean isRefusedByBarrier(int code, String message) {
		return code == ERROR && message.equals("barrier error");
	}

	/**
	 * A leader whose log can't be written says that a statement failed that did not fail
	 * (seen on 1.11.1 with a full disk, of writes outside of a transaction and of BEGIN).
	 * What was replicated before is not known.
	 */
	private static boolean isWithoutReason(int code, String message) {
		return code == ERROR && message.equals("not an error");
	}

	/**
	 * While leadership is being handed over, leaders up to 1.18.1 answer with the number
	 * of the replication's error and a text that belongs to no error: that of a statement
	 * that has run to its end, or, to the first read of a transaction on 1.18.1, that of
	 * one that has not run. Nothing was applied: tried on 1.11.1 and 1.18.1, with
	 * thousands of writes during transfers.
	 */
	private static boolean isRawRefusal(int code, String message) {
		return (code == NOMEM || code == READONLY || code == RAFT_BUSY)
				&& (message.equals("no more rows available") || message.equals("not an error"));
	}

}
