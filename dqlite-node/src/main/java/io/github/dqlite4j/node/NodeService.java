package io.github.dqlite4j.node;

import java.util.Collection;

import io.github.dqlite4j.protocol.DatabaseName;

/**
 * A node from one start to the next stop: its engine and what looks after its cluster.
 *
 * @param identity who it is
 * @param node the engine and how others reach it
 * @param agent what looks after its cluster
 * @param membership the members as it knows them
 * @param handover what it does before it stops
 */
record NodeService(NodeIdentity identity, ServedNode node, NodeAgent agent, Membership membership, Handover handover) {

	/**
	 * Stops the node, whatever becomes of the farewell. Writers are held back from before
	 * it until the engine has stopped.
	 * @param databases the databases whose writers are held back
	 * @param farewell what to do before
	 */
	<E extends Exception> void stopAfter(Collection<DatabaseName> databases, Farewell<E> farewell) throws E {
		this.agent.close();
		try (WriteFence fence = this.handover.holdBackWriters(databases)) {
			try {
				farewell.run();
			}
			finally {
				this.node.close();
			}
		}
	}

	/**
	 * Tells whether the engine did not stop, so that no other may be started in its
	 * directory.
	 */
	boolean isAbandoned() {
		return this.node.isAbandoned();
	}

	/**
	 * What a node does before it stops.
	 *
	 * @param <E> how that may fail
	 */
	@FunctionalInterface
	interface Farewell<E extends Exception> {

		/**
		 * Does it.
		 */
		void run() throws E;

	}

}
