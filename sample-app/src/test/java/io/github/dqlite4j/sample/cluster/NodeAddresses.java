package io.github.dqlite4j.sample.cluster;

import java.io.IOException;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.testing.FreePort;

/**
 * Where one instance listens.
 *
 * @param httpPort the port of its web server
 * @param node the address of its node
 */
record NodeAddresses(int httpPort, String node) {

	static NodeAddresses free() throws IOException {
		return free("127.0.0.1");
	}

	static NodeAddresses free(String host) throws IOException {
		return new NodeAddresses(FreePort.next(), host + ":" + FreePort.next());
	}

	/**
	 * Return the address of the node on this machine, whatever its name is elsewhere.
	 */
	NodeAddress bind() {
		return new NodeAddress("127.0.0.1", NodeAddress.parse(this.node).port());
	}

}
