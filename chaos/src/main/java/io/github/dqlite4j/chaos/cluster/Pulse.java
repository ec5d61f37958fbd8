package io.github.dqlite4j.chaos.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

import io.github.dqlite4j.client.NodeAddress;

/**
 * Whether the engine of a node does anything at all. Who leads it knows in any state.
 */
final class Pulse {

	private static final int PROTOCOL_VERSION = 1;

	/** A request of one word and type 0, which asks for the leader. */
	private static final int LEADER_REQUEST_WORDS = 1;

	private static final int REQUEST_BYTES = 3 * Long.BYTES;

	private Pulse() {
	}

	/**
	 * Ask a node something that it answers in any state.
	 * @param address where it listens
	 * @param timeout how long it may take
	 * @return whether it has answered
	 */
	static boolean isFelt(NodeAddress address, Duration timeout) {
		int millis = (int) timeout.toMillis();
		ByteBuffer request = ByteBuffer.allocate(REQUEST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
		request.putLong(PROTOCOL_VERSION).putInt(LEADER_REQUEST_WORDS);
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address.host(), address.port()), millis);
			socket.setSoTimeout(millis);
			socket.getOutputStream().write(request.array());
			return socket.getInputStream().read() >= 0;
		}
		catch (IOException ex) {
			// That is the answer.
			return false;
		}
	}

}
