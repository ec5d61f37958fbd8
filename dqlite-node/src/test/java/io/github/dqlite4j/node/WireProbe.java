package io.github.dqlite4j.node;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Asks a node for its leader with nothing but a socket, so that the tests of the node do
 * not rest on the driver.
 */
final class WireProbe {

	private WireProbe() {
	}

	/**
	 * Asks a node which node leads.
	 * @param address the node's address
	 * @return the address of the leader, empty if the node knows none
	 */
	static String leaderAt(String address) throws IOException {
		NodeEndpoint endpoint = NodeEndpoint.resolve(address);
		try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
			socket.setSoTimeout(10_000);
			ByteBuffer request = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
			request.putLong(1).putInt(1).putInt(0).putLong(0);
			socket.getOutputStream().write(request.array());
			DataInputStream input = new DataInputStream(socket.getInputStream());
			ByteBuffer header = ByteBuffer.wrap(input.readNBytes(8)).order(ByteOrder.LITTLE_ENDIAN);
			ByteBuffer body = ByteBuffer.wrap(input.readNBytes(header.getInt(0) * 8)).order(ByteOrder.LITTLE_ENDIAN);
			return StandardCharsets.UTF_8.decode(body.position(8)).toString().split("\0", 2)[0];
		}
	}

}
