package io.github.dqlite4j.protocol;

import java.io.IOException;

/**
 * Bytes from the other side that are no valid message. The connection that they came from
 * must not be used again.
 */
public class ProtocolException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message what is wrong with the bytes
	 */
	public ProtocolException(String message) {
		super(message);
	}

}
