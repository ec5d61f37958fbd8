package io.github.dqlite4j.node.tls;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.tls.ClientTls;
import io.github.dqlite4j.client.tls.ServerTls;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.client.tls.TlsOptions;

/**
 * The TLS of one node, in both directions and with the same certificate: it connects to
 * other nodes, and listens in place of the engine. Safe for use by several threads.
 */
public final class NodeTls implements Closeable {

	private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);

	private static final int MAX_HANDSHAKES = 128;

	private final ClientTls client;

	private final ServerTls server;

	private final TlsLinks links = new TlsLinks();

	private final TlsDialer dialer;

	private final Handshakes handshakes;

	/**
	 * Prepares the TLS of a node. Nothing is read yet, and no thread runs.
	 * @param options whom to trust and as whom to present oneself
	 * @throws IllegalArgumentException if the options leave open one of both
	 */
	public NodeTls(TlsOptions options) {
		this(options, HANDSHAKE_TIMEOUT, MAX_HANDSHAKES);
	}

	/**
	 * Prepares the TLS of a node.
	 * @param options whom to trust and as whom to present oneself
	 * @param handshakeTimeout how long whoever connects may take to show a certificate
	 * @param maxHandshakes how many may do so at the same time
	 */
	NodeTls(TlsOptions options, Duration handshakeTimeout, int maxHandshakes) {
		this.client = new ClientTls(options);
		this.server = new ServerTls(options);
		this.dialer = new TlsDialer(this.client, this.links);
		this.handshakes = new Handshakes(this.server, this.links, handshakeTimeout, maxHandshakes);
	}

	/**
	 * Returns what secures the connections to other nodes.
	 * @return the TLS of a client
	 */
	public ClientTls client() {
		return this.client;
	}

	/**
	 * Makes sure that the node's certificate will be accepted by others that are
	 * configured alike, as that of a node and as that of a client.
	 * @param host the host under which others know the node
	 * @throws TlsException if they would not accept it, or a file can't be used; the
	 * message says why
	 * @throws IOException if that can't be found out
	 */
	public void check(String host) throws IOException {
		this.client.prepare();
		this.server.prepare();
		new TlsRehearsal(this.client, this.server, this.links).run(host);
	}

	/**
	 * Listens in place of the engine, until the end of this.
	 * @param address where
	 * @param engine the abstract local socket on which the engine listens
	 * @throws IOException if the address can't be listened on
	 */
	public void listen(InetSocketAddress address, String engine) throws IOException {
		// it is closed with the links
		new TlsListener(address, engine, this.handshakes, this.links);
	}

	/**
	 * Connects to a node.
	 * @param node the node, whose certificate must name its host
	 * @param hosts the numbers of its host, which are tried in turn
	 * @param timeout how long each of them may take, the handshake included
	 * @return the connection, which is the caller's to close
	 * @throws TlsException if the node is reached but certificates or settings do not fit
	 * @throws IOException if there is no connection
	 */
	public TlsChannel connect(NodeAddress node, List<InetAddress> hosts, Duration timeout) throws IOException {
		return this.dialer.connect(node, hosts, timeout);
	}

	/**
	 * Connects to a node on behalf of the engine.
	 * @param node the node, whose certificate must name its host
	 * @param hosts the numbers of its host, which are tried in turn
	 * @param timeout how long each of them may take, the handshake included
	 * @return the descriptor of a connected socket that speaks plain text, which is the
	 * engine's to close; -1 if there is none, which the log explains where waiting does
	 * not help
	 * @throws IOException if there is no connection at the moment
	 */
	public int dial(NodeAddress node, List<InetAddress> hosts, Duration timeout) throws IOException {
		try {
			return this.dialer.dial(node, hosts, timeout);
		}
		catch (TlsException ex) {
			this.links.refusals().report("the node at " + node, ex);
			return -1;
		}
	}

	/**
	 * Stops to listen, closes all connections that came in or were dialled for the
	 * engine, and waits for the threads that serve them, for some seconds at most.
	 */
	@Override
	public void close() {
		this.links.close();
	}

}
