package io.github.dqlite4j.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

import io.github.dqlite4j.client.NodeAddress;

/**
 * Stands in front of a node and swallows bytes when it is told to: nobody is told that
 * they do not arrive. When it stops swallowing it closes the connections that have lost
 * some, as any network would in the end.
 */
public final class CuttingProxy implements AutoCloseable {

	/**
	 * What a client sends first: the version of the protocol, the header of a request,
	 * and one word of it. If the request is CONNECT, the word is the identity of another
	 * node.
	 */
	private static final int OPENING = 24;

	private static final int CONNECT = 11;

	private static final long NO_NODE = 0;

	private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());

	private final InetSocketAddress target;

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private volatile LongPredicate swallowsRequestsOf = (peer) -> false;

	private volatile LongPredicate swallowsAnswersTo = (peer) -> false;

	/**
	 * Starts a proxy on a free port.
	 * @param target where the node listens
	 */
	public CuttingProxy(NodeAddress target) throws IOException {
		this.target = new InetSocketAddress(target.host(), target.port());
		start(this::accept);
	}

	public String address() {
		return "127.0.0.1:" + this.server.getLocalPort();
	}

	/**
	 * Swallows everything from now on, in both directions.
	 */
	public void cut() {
		this.swallowsRequestsOf = (peer) -> true;
		this.swallowsAnswersTo = (peer) -> true;
	}

	/**
	 * Swallows from now on what clients send.
	 */
	public void swallowRequests() {
		this.swallowsRequestsOf = (peer) -> true;
	}

	/**
	 * Swallows from now on what the node answers.
	 */
	public void swallowAnswers() {
		this.swallowsAnswersTo = (peer) -> true;
	}

	/**
	 * Swallows from now on what another node sends and is sent.
	 * @param node the identity of the other node
	 */
	public void cutFrom(long node) {
		cutFrom((peer) -> peer == node);
	}

	/**
	 * Swallows from now on what some peers send and are sent.
	 * @param peers tells them by their identities, which is 0 for every client
	 */
	public void cutFrom(LongPredicate peers) {
		this.swallowsRequestsOf = peers;
		this.swallowsAnswersTo = peers;
	}

	/**
	 * Waits until bytes of a connection that is still open were swallowed.
	 */
	public void awaitLoss() {
		Awaiting.until("bytes are lost", () -> this.links.stream().anyMatch((link) -> link.bytesWereLost));
	}

	/**
	 * Lets everything pass again.
	 */
	public void heal() {
		this.swallowsRequestsOf = (peer) -> false;
		this.swallowsAnswersTo = (peer) -> false;
		this.links.forEach(Link::closeIfBytesWereLost);
	}

	private void accept() {
		try {
			while (true) {
				Link link = new Link(this.server.accept());
				this.links.add(link);
				start(link::forwardRequests);
			}
		}
		catch (IOException ex) {
			// The proxy is closed.
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "cutting-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.links.forEach(Link::close);
	}

	/**
	 * One connection through the proxy.
	 */
	private final class Link {

		private final Socket client;

		private final Socket node = new Socket();

		private volatile long peer = NO_NODE;

		private volatile boolean bytesWereLost;

		Link(Socket client) {
			this.client = client;
		}

		void forwardRequests() {
			try {
				this.client.setTcpNoDelay(true);
				byte[] opening = this.client.getInputStream().readNBytes(OPENING);
				if (opening.length == OPENING && opening[12] == CONNECT) {
					this.peer = ByteBuffer.wrap(opening).order(ByteOrder.LITTLE_ENDIAN).getLong(16);
				}
				this.node.connect(CuttingProxy.this.target);
				this.node.setTcpNoDelay(true);
				start(this::forwardAnswers);
				OutputStream out = this.node.getOutputStream();
				if (!swallow(CuttingProxy.this.swallowsRequestsOf)) {
					out.write(opening);
				}
				forward(this.client.getInputStream(), out, true);
			}
			catch (IOException ex) {
				// One side has closed, and the other is to learn it.
			}
			finally {
				close();
			}
		}

		private void forwardAnswers() {
			try {
				forward(this.node.getInputStream(), this.client.getOutputStream(), false);
			}
			catch (IOException ex) {
				// One side has closed, and the other is to learn it.
			}
			finally {
				close();
			}
		}

		private void forward(InputStream in, OutputStream out, boolean requests) throws IOException {
			byte[] buffer = new byte[16 * 1024];
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				if (!swallow(requests ? CuttingProxy.this.swallowsRequestsOf : CuttingProxy.this.swallowsAnswersTo)) {
					out.write(buffer, 0, count);
				}
			}
		}

		private boolean swallow(LongPredicate rule) {
			boolean swallowed = this.bytesWereLost || rule.test(this.peer);
			this.bytesWereLost = swallowed;
			return swallowed;
		}

		void closeIfBytesWereLost() {
			if (this.bytesWereLost) {
				close();
			}
		}

		void close() {
			CuttingProxy.this.links.remove(this);
			try (this.client; this.node) {
				return;
			}
			catch (IOException ex) {
				// Both are closed all the same.
			}
		}

	}

}
