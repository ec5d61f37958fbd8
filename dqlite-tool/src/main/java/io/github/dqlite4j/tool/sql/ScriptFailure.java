package io.github.dqlite4j.tool.sql;

/**
 * A statement or command of a script failed, and where.
 */
final class ScriptFailure extends Exception {

	private static final long serialVersionUID = 1L;

	private final int status;

	ScriptFailure(int status, String message, Throwable cause) {
		super(message, cause);
		this.status = status;
	}

	int status() {
		return this.status;
	}

}
