package io.github.dqlite4j.node;

import java.io.IOException;
import java.net.Socket;
import java.util.List;

import io.github.dqlite4j.protocol.ClusterRequest;
import io.github.dqlite4j.protocol.FrameReader;
import io.github.dqlite4j.protocol.FrameWriter;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodesResponse;
import io.github.dqlite4j.protocol.Response;

/**
 * Asks one node, and not the leader, which members its own log names. The driver's
 * cluster administration cannot be used for a node that listens elsewhere than its log
 * says.
 */
final class MemberQuery {

	private static final int TIMEOUT_MILLIS = 10_000;

	private static final int MAX_MESSAGE = 1024 * 1024;

	private MemberQuery() {
	}

	/**
	 * Asks a node.
	 * @param endpoint where the node listens
	 * @return the members; empty for a node that no cluster has contacted yet
	 * @throws IOException if there is no answer in time, or none that makes sense
	 */
	static List<NodeInfo> members(NodeEndpoint endpoint) throws IOException {
		try (Socket socket = new Socket()) {
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.connect(endpoint.socketAddress(), TIMEOUT_MILLIS);
			FrameWriter writer = new FrameWriter(MAX_MESSAGE);
			writer.appendHandshake();
			writer.append(new ClusterRequest());
			writer.flushTo(socket.getOutputStream());
			Response response = Response.decode(new FrameReader(MAX_MESSAGE).read(socket.getInputStream()));
			if (response instanceof NodesResponse nodes) {
				return nodes.nodes();
			}
			throw new IOException(
					"The node at " + endpoint + " answered the question for its members with " + response);
		}
	}

}
