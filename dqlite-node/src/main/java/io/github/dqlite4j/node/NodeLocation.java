package io.github.dqlite4j.node;

import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * Where a node is: under which address others know it, and where it listens.
 *
 * @param address {@code host:port}; a name stays a name
 * @param listen where it listens
 */
record NodeLocation(NodeAddress address, NodeEndpoint listen) {

	private static final Logger logger = LoggerFactory.getLogger(NodeLocation.class);

	/**
	 * Returns the location that is configured.
	 * @param settings the settings
	 * @return the location, or {@code null} if one is to be chosen
	 * @throws NodeStartException if it is malformed or cannot be resolved
	 */
	static @Nullable NodeLocation configured(NodeSettings settings) throws NodeStartException {
		String address = settings.address();
		String bind = settings.bind();
		if (address == null) {
			if (bind != null) {
				throw new NodeStartException(Reason.ADDRESS_NOT_USABLE,
						"The dqlite node is to listen on " + bind + ", but has no address.",
						"Give the address as well at which the other nodes and the clients reach it.");
			}
			return null;
		}
		NodeEndpoint resolved = (bind == null) ? NodeEndpoint.resolve(address) : NodeEndpoint.listen(bind);
		return new NodeLocation(NodeEndpoint.parse(address), resolved);
	}

	/**
	 * Tells whether an address leads to this node.
	 * @param other the address
	 * @return whether it is the same text, or resolves to the same number and port
	 */
	boolean isAt(NodeAddress other) {
		if (this.address.equals(other)) {
			return true;
		}
		try {
			return NodeEndpoint.of(this.address).isAddressedBy(other);
		}
		catch (UnknownHostException ex) {
			logger.debug("Whether {} is {} cannot be told: {}", other, this.address, ex.getMessage());
			return false;
		}
	}

	@Override
	public String toString() {
		return this.address.toString();
	}

}
