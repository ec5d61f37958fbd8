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

	/**
	 * Return the exception for a statement in front of which something else broke the
	 * connection.
	 * @param node the node at the other side
	 * @param cause what broke it
	 */
	static UnsentException behind(NodeAddress node, IOException cause) {
		if (cause instanceof UnsentException unsent) {
			return unsent;
		}
		UnsentException unsent = new UnsentException(
				"The connection to " + node + " broke before the statement was sent: " + cause.getMessage());
		unsent.initCause(cause);
		return unsent;
	}

}
