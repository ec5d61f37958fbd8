package io.github.dqlite4j.protocol;

import java.util.regex.Pattern;

/**
 * The checked name of a database. The engine takes any text, but {@code :memory:}, the
 * empty name and {@code file:} URIs end the process of the server at the first write.
 *
 * @param value 1 to 200 letters, digits, dots, dashes or underscores of ASCII, the first
 * one no dot or dash; or what {@link #ofSequences()} makes of such a name
 */
public record DatabaseName(String value) {

	private static final String SEQUENCES = ".sequences-";

	private static final Pattern VALID = Pattern.compile("(\\.sequences-)?[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

	/**
	 * Create the name.
	 * @throws IllegalArgumentException if the name is not valid
	 */
	public DatabaseName {
		if (!VALID.matcher(value).matches()) {
			throw new IllegalArgumentException(
					"the database name '" + value + "' is not valid: use 1 to 200 ASCII letters, "
							+ "digits, dots, dashes or underscores, beginning with a letter, digit or underscore");
		}
	}

	/**
	 * Return the name of the database that has the counters of this database's sequences.
	 * It begins with a dot, as no other name does.
	 * @return the name; of such a database its own
	 */
	public DatabaseName ofSequences() {
		return isReserved() ? this : new DatabaseName(SEQUENCES + this.value);
	}

	/**
	 * Tell whether this is the name of a database that the driver keeps for itself.
	 * @return whether it is
	 */
	public boolean isReserved() {
		return this.value.startsWith(SEQUENCES);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
