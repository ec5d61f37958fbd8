package io.github.dqlite4j.node.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.tls.ClientTls;
import io.github.dqlite4j.client.tls.TlsSocket;

/**
 * Connects to other nodes by TLS.
 */
final class TlsDialer {

	private final ClientTls tls;

	private final TlsLinks links;

	TlsDialer(ClientTls tls, TlsLinks links) {
		this.tls = tls;
		this.links = links;
	}

	/**
	 * Connects.
	 * @param node the node, whose certificate must name its host
	 * @param hosts the numbers of its host, which are tried in turn
	 * @param timeout how long each of them may take, the handshake included
	 * @return the connection, which is the caller's to close
	 * @throws IOException if there is none
	 */
	TlsChannel connect(NodeAddress node, List<InetAddress> hosts, Duration timeout) throws IOException {
		IOException failure = new UnknownHostException("the host " + node.host() + " has no address");
		for (InetAddress host : hosts) {
			try {
				return connect(node, host, Deadline.within(timeout));
			}
			catch (IOException ex) {
				failure = ex;
			}
		}
		throw failure;
	}

	private TlsChannel connect(NodeAddress node, InetAddress host, Deadline deadline) throws IOException {
		Socket socket = new Socket();
		ScheduledFuture<?> end = this.links.closeAfter(socket,
				Duration.ofMillis(Math.max(1, deadline.remainingMillis())));
		boolean connected = false;
		try {
			SocketSettings.apply(socket);
			socket.connect(new InetSocketAddress(host, node.port()));
			TlsSocket secured = this.tls.secure(socket, node.host(), node.port());
			try {
				secured.handshake();
			}
			catch (IOException ex) {
				throw deadline.isOver() ? new SocketTimeoutException("the TLS handshake was not done in time")
						: secured.explain(ex);
			}
			connected = true;
			return new TlsChannel(socket, secured);
		}
		catch (IOException ex) {
			if (deadline.isOver() && !(ex instanceof SocketTimeoutException)) {
				SocketTimeoutException late = new SocketTimeoutException("no connection was made in time");
				late.initCause(ex);
				throw late;
			}
			throw ex;
		}
		finally {
			if (end != null) {
				end.cancel(false);
			}
			if (!connected) {
				socket.close();
			}
		}
	}

	/**
	 * Connects on behalf of the engine.
	 * @param node the node
	 * @param hosts the numbers of its host, which are tried in turn
	 * @param timeout how long each of them may take
	 * @return a connected socket, which is the receiver's to close
	 * @throws IOException if there is no connection
	 */
	int dial(NodeAddress node, List<InetAddress> hosts, Duration timeout) throws IOException {
		TlsChannel channel = connect(node, hosts, timeout);
		NativeSocket.Pair pair = null;
		boolean linked = false;
		try {
			pair = NativeSocket.pair();
			TlsLink link = new TlsLink("the node at " + node, channel, pair.own(), this.links);
			this.links.remember(link);
			this.links.start(link::decrypt, "dqlite-tls-from-" + node);
			this.links.start(link::encrypt, "dqlite-tls-to-" + node);
			linked = true;
			return pair.other();
		}
		finally {
			if (!linked) {
				channel.close();
				if (pair != null) {
					pair.discard();
				}
			}
		}
	}

}
