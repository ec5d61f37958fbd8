package io.github.dqlite4j.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.tls.ClientTls;
import io.github.dqlite4j.client.tls.TlsException;

/**
 * Connects to nodes, in plain text or by TLS.
 */
final class NodeConnector {

	private final int maxMessageSize;

	private final @Nullable ClientTls tls;

	private final DialPolicy policy;

	/**
	 * Create a connector that connects to any node.
	 * @param maxMessageSize the largest message in bytes that connections send or accept
	 * @param tls what secures the connections, or {@code null} for plain text
	 */
	NodeConnector(int maxMessageSize, @Nullable ClientTls tls) {
		this(maxMessageSize, tls, DialPolicy.ANY);
	}

	/**
	 * Create a connector.
	 * @param maxMessageSize the largest message in bytes that connections send or accept
	 * @param tls what secures the connections, or {@code null} for plain text
	 * @param policy which nodes it connects to
	 */
	NodeConnector(int maxMessageSize, @Nullable ClientTls tls, DialPolicy policy) {
		this.maxMessageSize = maxMessageSize;
		this.tls = tls;
		this.policy = policy;
	}

	/**
	 * Return a connector that connects to the same nodes in another way.
	 */
	NodeConnector with(int otherMaxMessageSize, @Nullable ClientTls otherTls) {
		return new NodeConnector(otherMaxMessageSize, otherTls, this.policy);
	}

	boolean isSecure() {
		return this.tls != null;
	}

	/**
	 * Read what TLS needs, so that a file that can't be used is noticed before any node
	 * is dialled.
	 * @throws TlsException if it can't be used
	 */
	void prepare() throws TlsException {
		if (this.tls != null) {
			this.tls.prepare();
		}
	}

	/**
	 * Connect to a node.
	 * @param address the node; its host name is resolved anew
	 * @param deadline when to give up
	 * @return the connection
	 * @throws RefusedNodeException if the node must not be dialled
	 * @throws TlsException if the node is reached but certificates or settings do not fit
	 * @throws IOException if no address of the host accepts a connection in time
	 */
	NodeConnection connect(NodeAddress address, Deadline deadline) throws IOException {
		IOException failure = new SocketTimeoutException("no time left to connect to " + address);
		boolean anyReached = false;
		for (InetAddress candidate : this.policy.resolve(address)) {
			if (deadline.isOver()) {
				break;
			}
			Socket socket = new Socket();
			NodeConnection connection = null;
			try {
				dial(socket, new InetSocketAddress(candidate, address.port()), deadline);
				connection = secured(address, socket, deadline);
				return connection;
			}
			catch (IOException ex) {
				// one that was reached says more than one that was not
				boolean reached = socket.isConnected();
				failure = (anyReached && !reached) ? failure : ex;
				anyReached |= reached;
			}
			finally {
				if (connection == null) {
					socket.close();
				}
			}
		}
		throw failure;
	}

	private static void dial(Socket socket, InetSocketAddress address, Deadline deadline) throws IOException {
		socket.setTcpNoDelay(true);
		socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
		int timeout = (int) Math.min(Math.max(deadline.remainingMillis(), 1), Integer.MAX_VALUE);
		socket.connect(address, timeout);
	}

	private NodeConnection secured(NodeAddress address, Socket socket, Deadline deadline) throws IOException {
		NodeConnection connection = new NodeConnection(address, socket,
				(this.tls != null) ? this.tls.secure(socket, address.host(), address.port()) : null,
				this.maxMessageSize);
		connection.secure(deadline);
		return connection;
	}

}
