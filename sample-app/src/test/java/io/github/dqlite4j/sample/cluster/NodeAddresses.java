package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dqlite4j.client.NodeAddress;

/**
 * Where one instance listens.
 *
 * @param httpPort the port of its web server
 * @param node the address of its node
 */
record NodeAddresses(int httpPort, String node) {

	/**
	 * Below the ports that Linux hands out by itself, so that no connection takes one
	 * while its instance is down.
	 */
	private static final int FIRST_PORT = 20_000;

	private static final int PORT_COUNT = 10_000;

	private static final AtomicInteger nextPort = new AtomicInteger(
			(int) (ProcessHandle.current().pid() * 100 % PORT_COUNT));

	static NodeAddresses free() throws IOException {
		return free("127.0.0.1");
	}

	static NodeAddresses free(String host) throws IOException {
		return new NodeAddresses(freePort(), host + ":" + freePort());
	}

	/**
	 * Return the address of the node on this machine, whatever its name is elsewhere.
	 */
	NodeAddress bind() {
		return new NodeAddress("127.0.0.1", NodeAddress.parse(this.node).port());
	}

	static int freePort() throws IOException {
		for (int tried = 0; tried < PORT_COUNT; tried++) {
			int port = FIRST_PORT + Math.floorMod(nextPort.getAndIncrement(), PORT_COUNT);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (BindException ex) {
				// taken: the next one
			}
		}
		throw new IOException("None of the ports from " + FIRST_PORT + " on is free");
	}

}
