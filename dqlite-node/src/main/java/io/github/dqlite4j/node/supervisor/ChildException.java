package io.github.dqlite4j.node.supervisor;

/**
 * The stack trace of a failure in the process of a node.
 */
final class ChildException extends Exception {

	private static final long serialVersionUID = 1L;

	ChildException(long pid, String trace) {
		super("in process " + pid + ": " + trace.stripTrailing(), null, false, false);
	}

}
