package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.dqlite4j.client.NodeAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network between the nodes of instances, and between the nodes and the drivers of
 * the other instances. A node is known by the address of a proxy in front of it. An
 * instance that is cut off reaches none but itself, and nobody else reaches its node:
 * bytes vanish, and nobody is told. Its web server is not concerned.
 */
final class Network implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Network.class);

	private static final int BACKLOG = 100;

	private final List<Entrance> entrances = new CopyOnWriteArrayList<>();

	private final Set<NetworkLink> links = ConcurrentHashMap.newKeySet();

	private volatile @Nullable SampleInstance isolated;

	/**
	 * Put a proxy in front of a node.
	 * @param bind where the node listens
	 */
	Entrance add(NodeAddress bind) throws IOException {
		Entrance entrance = new Entrance(new InetSocketAddress(bind.host(), bind.port()));
		this.entrances.add(entrance);
		inBackground(entrance::accept);
		return entrance;
	}

	/**
	 * Cut an instance off.
	 */
	void isolate(SampleInstance instance) {
		this.isolated = instance;
	}

	/**
	 * Let everything pass again. Connections that have lost something break.
	 */
	void heal() {
		this.isolated = null;
		this.links.forEach(NetworkLink::closeIfBytesWereLost);
	}

	static void inBackground(Runnable task) {
		Thread thread = new Thread(task, "network");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		for (Entrance entrance : this.entrances) {
			entrance.server.close();
		}
		this.links.forEach(NetworkLink::close);
	}

	/**
	 * A proxy in front of one node.
	 */
	final class Entrance {

		private final ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());

		private final InetSocketAddress node;

		private volatile @Nullable SampleInstance instance;

		private Entrance(InetSocketAddress node) throws IOException {
			this.node = node;
		}

		String address() {
			return "127.0.0.1:" + this.server.getLocalPort();
		}

		/**
		 * Say whose node this is.
		 */
		void leadTo(SampleInstance owner) {
			this.instance = owner;
		}

		private void accept() {
			try {
				while (true) {
					Socket client = this.server.accept();
					inBackground(() -> forward(client));
				}
			}
			catch (IOException ex) {
				logger.debug("The proxy of the node at {} is closed", this.node, ex);
			}
		}

		private void forward(Socket client) {
			try {
				SampleInstance from = owner(client);
				new NetworkLink(client, this.node, () -> isCut(from), Network.this.links).forward();
			}
			catch (IOException ex) {
				logger.debug("Whoever connected to the node at {} has gone already", this.node, ex);
				NetworkLink.close(client);
			}
		}

		/**
		 * Find out who connected.
		 * @return the instance, or {@code null} if it is none
		 */
		private @Nullable SampleInstance owner(Socket client) throws IOException {
			String socket = SocketOwners.socket(client.getPort(), client.getLocalPort());
			for (Entrance entrance : Network.this.entrances) {
				SampleInstance candidate = entrance.instance;
				if (candidate != null && candidate.holds(socket)) {
					return candidate;
				}
			}
			return null;
		}

		private boolean isCut(@Nullable SampleInstance from) {
			SampleInstance lonely = Network.this.isolated;
			return lonely != null && from != this.instance && (from == lonely || this.instance == lonely);
		}

	}

}
