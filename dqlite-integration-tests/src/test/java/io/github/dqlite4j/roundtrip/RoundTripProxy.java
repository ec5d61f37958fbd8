package io.github.dqlite4j.roundtrip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.dqlite4j.client.NodeAddress;

/**
 * Stands between driver and node and counts round trips, see {@link CausalClock}.
 */
final class RoundTripProxy implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());

	private final InetSocketAddress target;

	private final CausalClock clock = new CausalClock();

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	/**
	 * Starts a proxy on a free port.
	 * @param target where the node listens
	 */
	RoundTripProxy(NodeAddress target) throws IOException {
		this.target = new InetSocketAddress(target.host(), target.port());
		start(this::accept);
	}

	/**
	 * Returns the URL of a database behind this proxy.
	 */
	String url(String database) {
		return "jdbc:dqlite://127.0.0.1:" + this.server.getLocalPort() + "/" + database;
	}

	/**
	 * Counts the round trips of something.
	 */
	long roundTrips(Action action) throws Exception {
		this.clock.release();
		this.clock.awaitQuiet();
		this.clock.reset();
		action.run();
		return this.clock.now();
	}

	void holdNextAnswer() {
		this.clock.holdNextAnswer();
	}

	/**
	 * Returns how many requests were under way at once, at most, since the last count
	 * began.
	 */
	int mostUnderWay() {
		return this.clock.mostUnderWay();
	}

	/**
	 * Returns how many requests of a type came since the last count began.
	 */
	int requests(int type) {
		return Collections.frequency(this.clock.requestTypes(), type);
	}

	/**
	 * Cuts all connections.
	 */
	void cut() {
		List.copyOf(this.links).forEach(Link::close);
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
		Thread thread = new Thread(task, "round-trip-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.clock.release();
		this.server.close();
		cut();
	}

	/**
	 * Something whose round trips are counted.
	 */
	@FunctionalInterface
	interface Action {

		void run() throws Exception;

	}

	/**
	 * One connection through the proxy.
	 */
	private final class Link {

		private final Socket client;

		private final Socket node = new Socket();

		private final Queue<CausalClock.Stamp> unanswered = new ConcurrentLinkedQueue<>();

		Link(Socket client) {
			this.client = client;
		}

		void forwardRequests() {
			try {
				this.client.setTcpNoDelay(true);
				this.node.connect(RoundTripProxy.this.target);
				this.node.setTcpNoDelay(true);
				Frames frames = new Frames(this.client.getInputStream());
				OutputStream out = this.node.getOutputStream();
				out.write(frames.handshake());
				start(this::forwardAnswers);
				List<byte[]> sentTogether = new ArrayList<>();
				for (byte[] frame = frames.next(); frame != null; frame = frames.next()) {
					sentTogether.add(frame);
					if (!frames.hasMore()) {
						forwardRequests(sentTogether, out);
						sentTogether.clear();
					}
				}
			}
			catch (IOException ex) {
				// One side has closed, and the other is to learn it.
			}
			finally {
				close();
			}
		}

		private void forwardRequests(List<byte[]> frames, OutputStream out) throws IOException {
			List<Integer> types = frames.stream().map(Frames::type).toList();
			this.unanswered.addAll(RoundTripProxy.this.clock.requests(types));
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			for (byte[] frame : frames) {
				bytes.write(frame);
			}
			bytes.writeTo(out);
		}

		private void forwardAnswers() {
			try {
				Frames frames = new Frames(this.node.getInputStream());
				OutputStream out = this.client.getOutputStream();
				for (byte[] frame = frames.next(); frame != null; frame = frames.next()) {
					boolean complete = !Frames.isContinued(frame);
					CausalClock.Stamp stamp = complete ? this.unanswered.poll() : this.unanswered.peek();
					if (stamp == null) {
						return;
					}
					RoundTripProxy.this.clock.answer(stamp, complete);
					out.write(frame);
				}
			}
			catch (IOException ex) {
				// One side has closed, and the other is to learn it.
			}
			finally {
				close();
			}
		}

		/**
		 * Closes both sides. What was not answered never will be.
		 */
		void close() {
			RoundTripProxy.this.links.remove(this);
			while (this.unanswered.poll() != null) {
				RoundTripProxy.this.clock.unanswered();
			}
			try (this.client; this.node) {
				return;
			}
			catch (IOException ex) {
				// Both are closed all the same.
			}
		}

	}

}
