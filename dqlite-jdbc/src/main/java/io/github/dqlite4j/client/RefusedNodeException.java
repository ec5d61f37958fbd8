package io.github.dqlite4j.client;

import java.io.IOException;

/**
 * A node is not dialled because {@link ConnectionOptions#allowedNodes()} does not allow
 * it. Waiting does not cure that.
 */
final class RefusedNodeException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create the exception.
	 * @param message which node is refused, and the remedy
	 */
	RefusedNodeException(String message) {
		super(message);
	}

}
