package io.github.dqlite4j.node.tls;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.tls.TlsException;

/**
 * Listens in place of the engine, and connects to it whoever shows a certificate of a
 * trusted authority. The engine sees nothing of others.
 */
final class TlsListener implements Closeable {

	private static final Logger logger = LoggerFactory.getLogger(TlsListener.class);

	private static final int BACKLOG = 128;

	private static final long PAUSE_NANOS = 100_000_000;

	private final ServerSocket server;

	private final String engine;

	private final Handshakes handshakes;

	private final TlsLinks links;

	/**
	 * Listens.
	 * @param address where
	 * @param engine the local socket on which the engine listens
	 * @param handshakes makes the handshakes
	 * @param links the links of the node
	 * @throws IOException if the address can't be listened on
	 */
	TlsListener(InetSocketAddress address, String engine, Handshakes handshakes, TlsLinks links) throws IOException {
		this.engine = engine;
		this.handshakes = handshakes;
		this.links = links;
		this.server = new ServerSocket();
		boolean listening = false;
		try {
			this.server.setReuseAddress(true);
			this.server.bind(address, BACKLOG);
			links.remember(this);
			links.start(this::accept, "dqlite-tls-" + this.server.getLocalPort());
			listening = true;
		}
		finally {
			if (!listening) {
				this.server.close();
			}
		}
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				admit(this.server.accept());
			}
			catch (IOException ex) {
				if (!this.server.isClosed()) {
					// too many open files, most likely: others may close some
					logger.warn("The dqlite node at {} could not accept a connection and goes on", this.server, ex);
					LockSupport.parkNanos(PAUSE_NANOS);
				}
			}
		}
	}

	private void admit(Socket socket) throws IOException {
		boolean served = false;
		try {
			SocketSettings.apply(socket);
			this.links.remember(socket);
			this.handshakes.admit(socket);
			this.links.start(() -> serve(socket), "dqlite-tls-from-" + socket.getPort());
			served = true;
		}
		finally {
			if (!served) {
				this.links.forget(socket);
				socket.close();
			}
		}
	}

	private void serve(Socket socket) {
		String peer = "the client at " + socket.getInetAddress().getHostAddress();
		boolean linked = false;
		try {
			TlsChannel channel = this.handshakes.run(socket);
			TlsLink link = new TlsLink(peer, channel, NativeSocket.connect(this.engine), this.links);
			this.links.remember(link);
			this.links.start(link::encrypt, "dqlite-tls-to-" + socket.getPort());
			linked = true;
			this.links.forget(socket);
			link.decrypt();
		}
		catch (TlsException ex) {
			this.links.refusals().report(peer, ex);
		}
		catch (IOException ex) {
			logger.debug("No connection with {}: {}", peer, ex.getMessage());
		}
		finally {
			if (!linked) {
				close(socket);
			}
		}
	}

	private void close(Socket socket) {
		this.links.forget(socket);
		try {
			socket.close();
		}
		catch (IOException ex) {
			logger.debug("A connection can't be closed", ex);
		}
	}

	/**
	 * Lets nobody in any more.
	 */
	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
