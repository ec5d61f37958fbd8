package io.github.dqlite4j.node;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Starts a node that is told how full its disk is.
 */
public final class NodeOnDisk {

	private NodeOnDisk() {
	}

	/**
	 * Starts it.
	 * @param directory its data directory
	 * @param left the bytes that are left on its disk
	 * @return the running node
	 * @throws NodeStartException if it cannot be started
	 */
	public static DqliteNode start(Path directory, LongSupplier left) throws NodeStartException {
		return DqliteNode.builder(directory).start((path) -> left::getAsLong);
	}

}
