package io.github.dqlite4j.protocol;

import java.util.regex.Pattern;

/**
 * The checked name of a database. The engine takes any text, but {@code :memory:}, the
 * empty name and {@code file:} URIs end the process of the server at the first write.
 *
 * @param value 1 to 200 letters, digits, dots, dashes or underscores of ASCII, the first
 * one no dot or dash
 */
public record DatabaseName(String value) {

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

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

	@Override
	public String toString() {
		return this.value;
	}

}
