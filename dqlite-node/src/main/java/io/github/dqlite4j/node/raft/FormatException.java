package io.github.dqlite4j.node.raft;

import java.io.IOException;

/**
 * A file is not what its name says.
 */
final class FormatException extends IOException {

	private static final long serialVersionUID = 1L;

	FormatException(String message) {
		super(message);
	}

}
