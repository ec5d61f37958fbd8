package io.github.dqlite4j.protocol;

/**
 * The number that a client sends first on every connection.
 */
final class ProtocolVersion {

	/**
	 * The version that every release since 1.0 speaks.
	 */
	static final long CURRENT = 1;

	private ProtocolVersion() {
	}

}
