package io.github.dqlite4j.node.tls;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.tls.ServerTls;
import io.github.dqlite4j.client.tls.TlsSocket;

/**
 * Makes the handshakes with those who connect. Whoever has not shown a certificate costs
 * a thread and some memory, so that they are few and have little time; when there are too
 * many, the one that takes longest has to go, which is never one that knows what to say.
 */
final class Handshakes {

	private static final Logger logger = LoggerFactory.getLogger(Handshakes.class);

	private static final int GOODBYE_MILLIS = 500;

	private static final int GOODBYE_BYTES = 64 * 1024;

	private final ServerTls tls;

	private final TlsLinks links;

	private final Duration timeout;

	private final int limit;

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<Socket> pending = new LinkedHashSet<>();

	Handshakes(ServerTls tls, TlsLinks links, Duration timeout, int limit) {
		this.tls = tls;
		this.links = links;
		this.timeout = timeout;
		this.limit = limit;
	}

	/**
	 * Takes a connection in.
	 * @param socket the connection
	 * @throws IOException if the one that has to go can't be closed
	 */
	void admit(Socket socket) throws IOException {
		Socket oldest = add(socket);
		if (oldest != null) {
			oldest.close();
		}
	}

	private @Nullable Socket add(Socket socket) {
		this.lock.lock();
		try {
			this.pending.add(socket);
			if (this.pending.size() <= this.limit) {
				return null;
			}
			Iterator<Socket> sockets = this.pending.iterator();
			Socket oldest = sockets.next();
			sockets.remove();
			return oldest;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean remove(Socket socket) {
		this.lock.lock();
		try {
			return this.pending.remove(socket);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Reads what a client sends that does not know yet that it is refused: if something
	 * was left unread, the reason would be lost on its way.
	 */
	private void sayGoodbye(Socket socket) {
		try {
			socket.shutdownOutput();
			socket.setSoTimeout(GOODBYE_MILLIS);
			socket.getInputStream().readNBytes(GOODBYE_BYTES);
		}
		catch (IOException ex) {
			logger.debug("A client that is refused did not wait for the reason: {}", ex.getMessage());
		}
	}

	/**
	 * Makes the handshake with a connection that was taken in.
	 * @param socket the connection
	 * @return the encrypted connection
	 * @throws IOException if there is none: the message says why and continues a sentence
	 * about the other side
	 */
	TlsChannel run(Socket socket) throws IOException {
		long start = System.nanoTime();
		ScheduledFuture<?> end = this.links.closeAfter(socket, this.timeout);
		TlsSocket secured = null;
		try {
			secured = this.tls.secure(socket);
			secured.handshake();
			secured.markAnswered();
			return new TlsChannel(socket, secured);
		}
		catch (IOException ex) {
			boolean late = System.nanoTime() - start >= this.timeout.toNanos();
			sayGoodbye(socket);
			if (late) {
				throw new IOException("it did not complete the TLS handshake within " + this.timeout.toMillis()
						+ " ms: whoever it is does not speak TLS, or the network is slow", ex);
			}
			if (!remove(socket)) {
				throw new IOException(
						"it was dropped during the TLS handshake, since " + this.limit + " others began one after it",
						ex);
			}
			throw (secured != null) ? secured.explain(ex) : ex;
		}
		finally {
			remove(socket);
			if (end != null) {
				end.cancel(false);
			}
		}
	}

}
