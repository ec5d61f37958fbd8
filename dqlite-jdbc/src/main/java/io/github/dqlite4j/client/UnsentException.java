package io.github.dqlite4j.client;

import java.io.IOException;

/**
 * A request was not sent because its connection had been closed before: it was certainly
 * not executed.
 */
public class UnsentException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message why the connection could not be used
	 */
	public UnsentException(String message) {
		super(message);
	}

}
