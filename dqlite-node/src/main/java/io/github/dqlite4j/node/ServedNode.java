package io.github.dqlite4j.node;

/**
 * A node of the engine that runs, and how others reach it.
 *
 * @param engine the node of the engine
 * @param transport how others reach it
 */
record ServedNode(NativeNode engine, Transport transport) implements AutoCloseable {

	/**
	 * Tells whether the engine did not stop.
	 * @return whether it may be at work still
	 */
	boolean isAbandoned() {
		return this.engine.isAbandoned();
	}

	/**
	 * Stops the engine first, so that connections end as it wants them to.
	 */
	@Override
	public void close() {
		try {
			this.engine.close();
		}
		finally {
			this.transport.close();
		}
	}

}
