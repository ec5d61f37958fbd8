package io.github.dqlite4j.client;

/**
 * A sequence has no next value to give.
 */
public final class SequenceException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * Why it has none.
	 */
	public enum Reason {

		/**
		 * It has reached its last value and does not cycle.
		 */
		EXHAUSTED,

		/**
		 * The definition is there but not the counter: it came from a backup without it.
		 */
		COUNTER_MISSING

	}

	private final Reason reason;

	private SequenceException(String message, Reason reason) {
		super(message);
		this.reason = reason;
	}

	static SequenceException exhausted(SequenceDefinition sequence) {
		String bound = (sequence.increment() > 0) ? "maximum of " + sequence.maximum()
				: "minimum of " + sequence.minimum();
		return new SequenceException("The sequence \"" + sequence.name() + "\" has reached its " + bound
				+ ": it has no next value. Give it more room by ALTER SEQUENCE … MAXVALUE or MINVALUE, or let it CYCLE",
				Reason.EXHAUSTED);
	}

	static SequenceException counterMissing(SequenceDefinition sequence) {
		return new SequenceException("The sequence \"" + sequence.name()
				+ "\" has lost its counter, as after the restore of a backup: nobody knows which values are in use. "
				+ "Tell it where to go on: ALTER SEQUENCE \"" + sequence.name()
				+ "\" RESTART WITH (SELECT coalesce(max(id), 0) + 1 FROM …), naming the table that it numbers",
				Reason.COUNTER_MISSING);
	}

	/**
	 * Return why there is no next value.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

}
