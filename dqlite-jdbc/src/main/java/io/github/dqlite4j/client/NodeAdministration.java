package io.github.dqlite4j.client;

import java.io.IOException;
import java.time.Duration;

import io.github.dqlite4j.protocol.DescribeRequest;
import io.github.dqlite4j.protocol.EmptyResponse;
import io.github.dqlite4j.protocol.MetadataResponse;
import io.github.dqlite4j.protocol.Request;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.WeightRequest;

/**
 * Asks one node about itself, whether it leads or not. Every operation uses a connection
 * of its own, within one timeout for all of it.
 */
public final class NodeAdministration {

	private final NodeConnector connector;

	private final NodeAddress node;

	private final Duration timeout;

	/**
	 * Create the administration of a node.
	 * @param cluster the cluster whose settings of TLS hold
	 * @param node the node
	 * @param timeout how long one operation may take in all
	 */
	public NodeAdministration(Cluster cluster, NodeAddress node, Duration timeout) {
		this.connector = cluster.connector();
		this.node = node;
		this.timeout = timeout;
	}

	/**
	 * Ask for the failure domain and weight of the node, which steer where others put
	 * voters.
	 * @return what the node says
	 * @throws IOException if it can't be asked
	 * @throws EngineException if it refuses
	 */
	public MetadataResponse describe() throws IOException, EngineException {
		return request(new DescribeRequest(), MetadataResponse.class);
	}

	/**
	 * Set the weight of the node. It is forgotten when the node stops.
	 * @param weight the weight, not negative; nodes of less weight are preferred
	 * @throws IOException if the node can't be asked; the weight may have been set
	 * @throws EngineException if it refuses
	 */
	public void setWeight(long weight) throws IOException, EngineException {
		if (weight < 0) {
			throw new IllegalArgumentException("the weight is " + weight + ": use 0 or more");
		}
		request(new WeightRequest(weight), EmptyResponse.class);
	}

	private <T extends Response> T request(Request request, Class<T> type) throws IOException, EngineException {
		Deadline deadline = Deadline.after(this.timeout);
		this.connector.prepare();
		try (NodeConnection connection = this.connector.connect(this.node, deadline)) {
			return connection.exchange(request, type, deadline);
		}
	}

}
