package io.github.dqlite4j.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * The address of a node in the only form the engine understands: a number and a port. The
 * engine resolves no names.
 *
 * @param host the resolved host
 * @param port the port, 1 to 65535
 */
record NodeEndpoint(InetAddress host, int port) {

	private static final String REMEDY = "Give the address as host:port, where host is a name or number of this machine"
			+ " that the other nodes reach, such as 10.0.0.1:9001.";

	/**
	 * Parses and resolves the address of a node.
	 * @param address {@code host:port}, an IPv6 host in brackets
	 * @return the endpoint
	 * @throws NodeStartException if it is malformed, cannot be resolved, or is a wildcard
	 */
	static NodeEndpoint resolve(String address) throws NodeStartException {
		int colon = address.lastIndexOf(':');
		String host = address.substring(0, Math.max(colon, 0));
		if (host.startsWith("[") && host.endsWith("]")) {
			host = host.substring(1, host.length() - 1);
		}
		else if (host.contains(":")) {
			throw unusable(address, "an IPv6 host must stand in brackets", null);
		}
		if (host.isEmpty()) {
			throw unusable(address, "it is not of the form host:port", null);
		}
		int port = parsePort(address, address.substring(colon + 1));
		try {
			InetAddress resolved = InetAddress.getByName(host);
			if (resolved.isAnyLocalAddress()) {
				throw unusable(address, "it is written into the cluster's log as the address at which the other nodes"
						+ " and the clients find this node, and nobody can connect to a wildcard", null);
			}
			return new NodeEndpoint(resolved, port);
		}
		catch (UnknownHostException ex) {
			throw unusable(address, "the host " + host + " cannot be resolved", ex);
		}
	}

	private static int parsePort(String address, String text) throws NodeStartException {
		try {
			int port = Integer.parseInt(text);
			if (port == 0) {
				throw unusable(address, "the port is 0; leave the address away to have a free port chosen", null);
			}
			if (port > 0 && port <= 65535) {
				return port;
			}
			throw unusable(address, "the port " + text + " is not between 1 and 65535", null);
		}
		catch (NumberFormatException ex) {
			throw unusable(address, "the port '" + text + "' is not a number", ex);
		}
	}

	private static NodeStartException unusable(String address, String why, @Nullable Throwable cause) {
		return new NodeStartException(Reason.ADDRESS_NOT_USABLE,
				"'" + address + "' cannot be the address of a dqlite node: " + why + ".", REMEDY, cause);
	}

	InetSocketAddress socketAddress() {
		return new InetSocketAddress(this.host, this.port);
	}

	/**
	 * Returns the form in which the address is given to the engine and kept.
	 * @return the number of the host and the port
	 */
	@Override
	public String toString() {
		String number = this.host.getHostAddress();
		return (number.contains(":") ? "[" + number + "]" : number) + ":" + this.port;
	}

}
