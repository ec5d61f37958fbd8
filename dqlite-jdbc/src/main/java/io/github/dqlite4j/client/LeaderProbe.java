package io.github.dqlite4j.client;

import java.io.IOException;
import java.time.Duration;

import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.LeaderRequest;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.ProtocolException;
import io.github.dqlite4j.protocol.Response;

/**
 * Asks a node who leads, and believes an answer only when the leader itself confirms it.
 */
final class LeaderProbe {

	private final Duration connectTimeout;

	private final int maxMessageSize;

	LeaderProbe(Duration connectTimeout, int maxMessageSize) {
		this.connectTimeout = connectTimeout;
		this.maxMessageSize = maxMessageSize;
	}

	/**
	 * Connect to the leader that a node knows, which may be the node itself.
	 * @param node the node to ask
	 * @param deadline when to give up at the latest
	 * @return a connection to the leader
	 * @throws IOException if the node can't be reached or knows no leader, or if the node
	 * that it names does not confirm
	 */
	NodeConnection connectIfLeader(NodeAddress node, Deadline deadline) throws IOException {
		Deadline attempt = deadline.earlier(Deadline.after(this.connectTimeout));
		NodeConnection connection = NodeConnection.open(node, this.maxMessageSize, attempt);
		boolean leads = false;
		NodeAddress leader;
		try {
			leader = askForLeader(connection, attempt);
			leads = leader.equals(node);
			if (leads) {
				return connection;
			}
		}
		finally {
			if (!leads) {
				connection.close();
			}
		}
		return connectToConfirmed(leader, node, attempt);
	}

	private NodeConnection connectToConfirmed(NodeAddress leader, NodeAddress informant, Deadline attempt)
			throws IOException {
		NodeConnection connection;
		try {
			connection = NodeConnection.open(leader, this.maxMessageSize, attempt);
		}
		catch (IOException ex) {
			throw new IOException("names the leader " + leader + ", which can't be reached: " + ex.getMessage(), ex);
		}
		boolean confirmed = false;
		try {
			confirmed = askForLeader(connection, attempt).equals(leader);
		}
		finally {
			if (!confirmed) {
				connection.close();
			}
		}
		if (!confirmed) {
			throw new IOException(informant + " names the leader " + leader + ", which does not confirm it");
		}
		return connection;
	}

	/**
	 * Ask for the leader over a connection.
	 * @return the address that the leader advertises
	 * @throws IOException if no leader is known or the connection fails
	 */
	static NodeAddress askForLeader(NodeConnection connection, Deadline deadline) throws IOException {
		Response response = connection.exchange(new LeaderRequest(), deadline);
		if (response instanceof FailureResponse failure) {
			throw new IOException("refuses to say who leads: " + failure.message());
		}
		if (!(response instanceof LeaderResponse leader)) {
			throw connection.broken(new ProtocolException("the question for the leader was answered by " + response));
		}
		if (!leader.isKnown()) {
			throw new IOException("knows no leader");
		}
		try {
			return NodeAddress.parse(leader.address());
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("names a leader that can't be reached: " + ex.getMessage(), ex);
		}
	}

}
