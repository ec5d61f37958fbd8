package io.github.dqlite4j.chaos.history;

/**
 * What a client knows of an operation when it is over.
 */
public enum Outcome {

	/**
	 * It was acknowledged.
	 */
	OK("ok", true, true),

	/**
	 * The driver said that it was not executed, or rolled back.
	 */
	FAILED("failed", false, false),

	/**
	 * The driver said that the outcome is unknown, and it was not looked up, or could not
	 * be in time.
	 */
	UNKNOWN("unknown", false, true),

	/**
	 * The driver said that the outcome is unknown, and a later write transaction saw what
	 * the operation did.
	 */
	FOUND("unknown, then found applied", true, true),

	/**
	 * The driver said that the outcome is unknown, and a later write transaction saw that
	 * the operation did nothing.
	 */
	NOT_FOUND("unknown, then found not applied", false, false);

	private final String title;

	private final boolean required;

	private final boolean allowed;

	Outcome(String title, boolean required, boolean allowed) {
		this.title = title;
		this.required = required;
		this.allowed = allowed;
	}

	/**
	 * Return whether the database must have it.
	 */
	public boolean isRequired() {
		return this.required;
	}

	/**
	 * Return whether the database may have it.
	 */
	public boolean isAllowed() {
		return this.allowed;
	}

	@Override
	public String toString() {
		return this.title;
	}

}
