package io.github.dqlite4j.client;

import java.util.OptionalLong;

/**
 * A sequence and how far it has come.
 *
 * @param definition what it is
 * @param lastValue the value that was taken last; empty if none was
 */
public record SequenceState(SequenceDefinition definition, OptionalLong lastValue) {

	/**
	 * Return where the sequence is to go on: behind the value that was taken last. A
	 * sequence that has reached its end goes on there.
	 * @return a value between its bounds
	 */
	public long nextValue() {
		if (this.lastValue.isEmpty()) {
			return this.definition.firstValue();
		}
		long last = this.lastValue.getAsLong();
		try {
			long next = Math.addExact(last, this.definition.increment());
			if (next >= this.definition.minimum() && next <= this.definition.maximum()) {
				return next;
			}
		}
		catch (ArithmeticException ex) {
			// 64 bits are one more bound that the next value may be beyond
		}
		if (!this.definition.cycles()) {
			return last;
		}
		return (this.definition.increment() > 0) ? this.definition.minimum() : this.definition.maximum();
	}

	/**
	 * Return the statement that lets a sequence of this name, restored from a backup of
	 * the database alone, go on where this one has come to.
	 * @return SQL for the JDBC driver
	 */
	public String restartStatement() {
		return "ALTER SEQUENCE \"" + this.definition.name().replace("\"", "\"\"") + "\" RESTART WITH " + nextValue();
	}

}
