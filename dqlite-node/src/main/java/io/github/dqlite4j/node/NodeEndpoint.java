package io.github.dqlite4j.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * The address of a node in the only form the engine understands: a number and a port. The
 * engine resolves no names.
 *
 * @param host the resolved host
 * @param port the port, 1 to 65535
 */
record NodeEndpoint(InetAddress host, int port) {

	/**
	 * Parses and resolves the address of a node.
	 * @param address {@code host:port}, an IPv6 host in brackets
	 * @return the endpoint
	 * @throws NodeStartException if it is malformed, cannot be resolved, or is a wildcard
	 */
	static NodeEndpoint resolve(String address) throws NodeStartException {
		try {
			NodeAddress parsed = NodeAddress.parse(address);
			InetAddress host = InetAddress.getByName(parsed.host());
			if (host.isAnyLocalAddress()) {
				throw unusable(address, "it is written into the cluster's log as the address at which the other nodes"
						+ " and the clients find this node, and nobody can connect to a wildcard", null);
			}
			return new NodeEndpoint(host, parsed.port());
		}
		catch (IllegalArgumentException ex) {
			throw unusable(address, String.valueOf(ex.getMessage()), ex);
		}
		catch (UnknownHostException ex) {
			throw unusable(address, "its host cannot be resolved", ex);
		}
	}

	private static NodeStartException unusable(String address, String why, @Nullable Throwable cause) {
		return new NodeStartException(Reason.ADDRESS_NOT_USABLE,
				"'" + address + "' cannot be the address of a dqlite node: " + why + ".",
				"Give the address as host:port, where host is a name or number of this machine that the other nodes"
						+ " reach, such as 10.0.0.1:9001, or give none to have a free port on the loopback interface"
						+ " chosen.",
				cause);
	}

	/**
	 * Tells whether an address leads here.
	 * @param address the address
	 * @return whether its host is, or has among its addresses, this one, and the port is
	 * the same
	 */
	boolean isAddressedBy(NodeAddress address) {
		try {
			return address.port() == this.port
					&& Arrays.asList(InetAddress.getAllByName(address.host())).contains(this.host);
		}
		catch (UnknownHostException ex) {
			// a node that is not known yet is another one
			return false;
		}
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
