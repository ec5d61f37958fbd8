package io.github.dqlite4j.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which node was found behind which address. A node may be reached by another address
 * than the one that it advertises: by a name, through address translation, or through a
 * proxy that speaks TLS for it.
 */
final class NodeIdentities {

	private final Map<NodeAddress, Long> idByAddress = new ConcurrentHashMap<>();

	void learn(NodeAddress address, long id) {
		this.idByAddress.put(address, id);
	}

	/**
	 * Forget what was found behind an address, since it proved wrong: a name or a proxy
	 * may lead to another node than before.
	 */
	void forget(NodeAddress address) {
		this.idByAddress.remove(address);
	}

	boolean isNode(NodeAddress address, long id) {
		Long known = this.idByAddress.get(address);
		return known != null && known == id;
	}

	/**
	 * Tell whether a node is known behind an address and is not this one.
	 */
	boolean isOtherNode(NodeAddress address, long id) {
		Long known = this.idByAddress.get(address);
		return known != null && known != id;
	}

}
