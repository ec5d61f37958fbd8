package io.github.dqlite4j.node;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

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

	private static final Pattern WILDCARD = Pattern.compile("[0:.]+");

	private static final InetAddress LOOPBACK_4 = number(127, 0, 0, 1);

	private static final InetAddress LOOPBACK_6 = number(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

	/**
	 * Resolves the address of another node.
	 * @param address the address, as the cluster knows it
	 * @return the endpoint
	 * @throws UnknownHostException if its host cannot be resolved now
	 */
	static NodeEndpoint of(NodeAddress address) throws UnknownHostException {
		try {
			return new NodeEndpoint(InetAddress.getByName(address.host()), address.port());
		}
		catch (UnknownHostException ex) {
			UnknownHostException failure = new UnknownHostException(
					"the host " + address.host() + " cannot be resolved");
			failure.initCause(ex);
			throw failure;
		}
	}

	/**
	 * Parses and resolves the address on which a node listens, which may be the wildcard.
	 * @param bind {@code host:port}, an IPv6 host in brackets
	 * @return the endpoint
	 * @throws NodeStartException if it is malformed or cannot be resolved
	 */
	static NodeEndpoint listen(String bind) throws NodeStartException {
		try {
			return of(NodeAddress.parse(bind));
		}
		catch (IllegalArgumentException | UnknownHostException ex) {
			throw new NodeStartException(Reason.ADDRESS_NOT_USABLE,
					"A dqlite node cannot listen on '" + bind + "': " + ex.getMessage() + ".",
					"Give a number of this machine and a port, such as 0.0.0.0:9001 for all its interfaces.", ex);
		}
	}

	/**
	 * Returns where this process reaches a node that listens here.
	 * @return the endpoint, with the loopback interface for a wildcard
	 */
	NodeEndpoint reachable() {
		if (!this.host.isAnyLocalAddress()) {
			return this;
		}
		return new NodeEndpoint((this.host instanceof Inet6Address) ? LOOPBACK_6 : LOOPBACK_4, this.port);
	}

	private static InetAddress number(int... bytes) {
		byte[] address = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			address[i] = (byte) bytes[i];
		}
		try {
			return InetAddress.getByAddress(address);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("4 or 16 bytes are an address", ex);
		}
	}

	/**
	 * Parses and resolves the address of a node.
	 * @param address {@code host:port}, an IPv6 host in brackets
	 * @return the endpoint
	 * @throws NodeStartException if it is malformed, cannot be resolved, or is a wildcard
	 */
	static NodeEndpoint resolve(String address) throws NodeStartException {
		NodeAddress parsed = parse(address);
		try {
			return of(parsed);
		}
		catch (UnknownHostException ex) {
			throw unusable(address, "its host cannot be resolved", ex);
		}
	}

	/**
	 * Parses the address under which a node is to be known.
	 * @param address {@code host:port}, an IPv6 host in brackets
	 * @return the address
	 * @throws NodeStartException if it is malformed or a wildcard
	 */
	static NodeAddress parse(String address) throws NodeStartException {
		try {
			NodeAddress parsed = NodeAddress.parse(address);
			if (WILDCARD.matcher(parsed.host()).matches()) {
				throw unusable(address, "it is written into the cluster's log as the address at which the other nodes"
						+ " and the clients find this node, and nobody can connect to a wildcard", null);
			}
			return parsed;
		}
		catch (IllegalArgumentException ex) {
			throw unusable(address, String.valueOf(ex.getMessage()), ex);
		}
	}

	private static NodeStartException unusable(String address, String why, @Nullable Throwable cause) {
		return new NodeStartException(Reason.ADDRESS_NOT_USABLE,
				"'" + address + "' cannot be the address of a dqlite node: " + why + ".",
				"Give the address as host:port, where host is a name or number of this machine that the other nodes"
						+ " reach, such as 10.0.0.1:9001, or give none to have a free port on the loopback interface"
						+ " chosen. Where the name is not known to this machine, say where to listen by the setting"
						+ " 'bind'.",
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
