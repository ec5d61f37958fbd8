package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;

/**
 * Where a node is and how it is spoken to. The text is for messages.
 */
interface NodeContact {

	/**
	 * Connects to the node.
	 * @param timeout how long to wait for the connection, and then for each answer
	 * @return the connection
	 * @throws IOException if there is none in time
	 */
	NodeChannel open(Duration timeout) throws IOException;

}
