package io.github.dqlite4j.client.tls;

/**
 * A password that no log, message or URL shows.
 *
 * @param value the password itself
 */
public record Password(String value) {

	char[] characters() {
		return this.value.toCharArray();
	}

	/**
	 * Return asterisks instead of the password.
	 */
	@Override
	public String toString() {
		return "***";
	}

}
