package io.github.dqlite4j.node;

/**
 * The engine that nodes of this process run on if nothing else is said.
 */
public final class LoadedEngine {

	private LoadedEngine() {
	}

	/**
	 * Returns the version the engine says it has.
	 * @return the version, which may be behind
	 */
	public static String version() {
		try {
			return EngineLoader.shared().load(null).version();
		}
		catch (NodeStartException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
