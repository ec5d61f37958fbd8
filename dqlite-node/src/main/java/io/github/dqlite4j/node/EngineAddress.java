package io.github.dqlite4j.node;

/**
 * Where the engine listens, and this process speaks to it.
 */
interface EngineAddress {

	/**
	 * Returns the address in the form that the engine understands.
	 * @return a number and a port, or a local socket
	 */
	String text();

	/**
	 * Returns how this process reaches the engine.
	 * @return the contact
	 */
	NodeContact contact();

	/**
	 * Finds out why the engine cannot listen here, for which it has no words.
	 * @param engine the engine
	 * @return the reason
	 * @throws NodeStartException if the reason is found by trying it
	 */
	NodeStartException refused(Engine engine) throws NodeStartException;

	/**
	 * Closes what the engine leaves open when it cannot start.
	 */
	void abandon();

}
