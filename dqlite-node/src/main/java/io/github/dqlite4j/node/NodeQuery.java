package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.protocol.ClusterRequest;
import io.github.dqlite4j.protocol.DescribeRequest;
import io.github.dqlite4j.protocol.EmptyResponse;
import io.github.dqlite4j.protocol.LeaderRequest;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.MetadataResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodesResponse;
import io.github.dqlite4j.protocol.Request;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.WeightRequest;

/**
 * Asks one node, and not the leader, what it knows of its cluster. The driver's cluster
 * administration goes to the leader, which a node that is about to leave, or listens
 * elsewhere than its log says, must not wait for.
 */
final class NodeQuery {

	private final NodeEndpoint endpoint;

	private final Duration timeout;

	/**
	 * Prepares questions to a node.
	 * @param endpoint where it listens
	 * @param timeout how long to wait for the connection, and then for the answer
	 */
	NodeQuery(NodeEndpoint endpoint, Duration timeout) {
		this.endpoint = endpoint;
		this.timeout = timeout;
	}

	/**
	 * Asks for the members that the node's own log names.
	 * @return the members; empty for a node that no cluster has contacted yet
	 * @throws IOException if there is no answer in time, or none that makes sense
	 */
	List<NodeInfo> members() throws IOException {
		return ask(new ClusterRequest(), NodesResponse.class).nodes();
	}

	/**
	 * Asks who leads.
	 * @return the leader as the node knows it; only voters know one
	 * @throws IOException if there is no answer in time, or none that makes sense
	 */
	LeaderResponse leader() throws IOException {
		return ask(new LeaderRequest(), LeaderResponse.class);
	}

	/**
	 * Asks for the failure domain and the weight.
	 * @return both
	 * @throws IOException if there is no answer in time, or none that makes sense
	 */
	MetadataResponse describe() throws IOException {
		return ask(new DescribeRequest(), MetadataResponse.class);
	}

	/**
	 * Sets the weight, which the engine forgets when it stops.
	 * @param weight the weight
	 * @throws IOException if there is no answer in time, or none that makes sense
	 */
	void setWeight(long weight) throws IOException {
		ask(new WeightRequest(weight), EmptyResponse.class);
	}

	<T extends Response> T ask(Request request, Class<T> type) throws IOException {
		try (NodeSession session = new NodeSession(this.endpoint, this.timeout)) {
			return session.ask(request, type);
		}
	}

}
