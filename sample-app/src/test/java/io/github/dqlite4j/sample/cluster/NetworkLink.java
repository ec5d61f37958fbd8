package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection through the {@link Network}. While it is cut bytes wait, as TCP sends
 * again what got lost. A connection that is asked for in that time comes to nothing.
 */
final class NetworkLink {

	private static final Logger logger = LoggerFactory.getLogger(NetworkLink.class);

	private static final int BUFFER_SIZE = 16 * 1024;

	private final Socket client;

	private final InetSocketAddress address;

	private final Socket node = new Socket();

	private final Passage passage;

	private final boolean begunInVain;

	private final Set<NetworkLink> open;

	/**
	 * Describe a connection.
	 * @param client the side that connected
	 * @param address where to connect it to
	 * @param passage whether bytes get through
	 * @param open the connections that are open; this one is among them until it is
	 * closed
	 */
	NetworkLink(Socket client, InetSocketAddress address, Passage passage, Set<NetworkLink> open) {
		this.client = client;
		this.address = address;
		this.passage = passage;
		this.begunInVain = passage.isCut();
		this.open = open;
		open.add(this);
	}

	/**
	 * Connect, and forward until one side closes.
	 */
	void forward() {
		try {
			this.client.setTcpNoDelay(true);
			this.node.setTcpNoDelay(true);
			this.node.connect(this.address);
			Network.inBackground(() -> forward(this.node, this.client));
			forward(this.client, this.node);
		}
		catch (IOException ex) {
			logger.debug("The node at {} does not take a connection", this.address, ex);
			close();
		}
	}

	private void forward(Socket from, Socket to) {
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			byte[] buffer = new byte[BUFFER_SIZE];
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				this.passage.await();
				if (this.begunInVain) {
					break;
				}
				out.write(buffer, 0, count);
			}
			this.passage.await();
		}
		catch (IOException ex) {
			logger.debug("A connection to the node at {} has ended", this.address, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			close();
		}
	}

	void close() {
		this.open.remove(this);
		close(this.client);
		close(this.node);
	}

	static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			logger.debug("A socket is closed all the same", ex);
		}
	}

	/**
	 * The way between two instances.
	 */
	interface Passage {

		/**
		 * Tell whether nothing gets through now.
		 */
		boolean isCut();

		/**
		 * Wait until bytes get through.
		 */
		void await() throws InterruptedException;

	}

}
