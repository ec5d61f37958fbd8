package io.github.dqlite4j.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.protocol.ClusterRequest;
import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.LeaderRequest;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodesResponse;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ProtocolException;
import io.github.dqlite4j.protocol.QuerySqlRequest;
import io.github.dqlite4j.protocol.Response;

/**
 * Asks a node who leads, and believes an answer only when the leader itself confirms it.
 * <p>
 * A node names the leader by identity and advertised address, but does not say who it is
 * itself. It is the leader if it was dialled by that address, or if that identity was
 * found behind the dialled address before. Where neither is known the node is made to
 * prove it, once: only a leader looks at SQL at all.
 */
final class LeaderProbe {

	private static final int NO_DATABASE_OPENED = 12;

	private final Duration connectTimeout;

	private final NodeConnector connector;

	private final NodeIdentities identities;

	private final EncryptionMismatch mismatch;

	/**
	 * Create a probe.
	 * @param connectTimeout how long one node may take, together with the leader that it
	 * names
	 * @param connector connects to nodes
	 * @param identities what is known of the nodes behind addresses; is added to
	 */
	LeaderProbe(Duration connectTimeout, NodeConnector connector, NodeIdentities identities) {
		this.connectTimeout = connectTimeout;
		this.connector = connector;
		this.identities = identities;
		this.mismatch = new EncryptionMismatch(connector);
	}

	/**
	 * Connect to the leader that a node knows, which may be the node itself.
	 * @param node the node to ask
	 * @param patience how long to wait for another node that it names: one that has just
	 * failed is named for a while
	 * @param deadline when to give up at the latest
	 * @return a connection to the leader, which is identified
	 * @throws LeaderUnknownException if the node knows no leader
	 * @throws IOException if the node can't be reached, or if the node that it names does
	 * not confirm
	 */
	NodeConnection connectIfLeader(NodeAddress node, Duration patience, Deadline deadline) throws IOException {
		Deadline attempt = deadline.earlier(Deadline.after(this.connectTimeout));
		Introduction introduction = introduce(node, attempt);
		if (introduction.leads()) {
			return introduction.connection();
		}
		introduction.connection().close();
		NodeAddress leader = advertised(introduction.leader());
		try {
			return connectToNamed(leader, node, attempt.earlier(Deadline.after(patience)));
		}
		catch (IOException ex) {
			// if the node leads itself by now, under a name that stood for another node,
			// it
			// is to prove that next time
			this.identities.forget(node);
			throw ex;
		}
	}

	/**
	 * Ask a node who leads, without going there.
	 * @param node the node to ask
	 * @param deadline when to give up
	 * @return the leader that it names
	 * @throws IOException if it can't be reached or knows no leader
	 */
	LeaderResponse whoLeads(NodeAddress node, Deadline deadline) throws IOException {
		try (NodeConnection connection = this.connector.connect(node, deadline)) {
			LeaderResponse leader = askForLeader(connection, deadline);
			if (!leader.isKnown()) {
				throw new IOException("knows no leader");
			}
			return leader;
		}
	}

	private NodeConnection connectToNamed(NodeAddress leader, NodeAddress informant, Deadline attempt)
			throws IOException {
		Introduction introduction;
		try {
			introduction = introduce(leader, attempt);
		}
		catch (RefusedNodeException ex) {
			throw new RefusedNodeException("names a leader that is not dialled: " + ex.getMessage());
		}
		catch (TlsException ex) {
			throw new TlsException(unreachable(leader, ex), ex);
		}
		catch (IOException ex) {
			throw new IOException(unreachable(leader, ex), ex);
		}
		if (introduction.leads()) {
			return introduction.connection();
		}
		introduction.connection().close();
		throw new IOException(informant + " names the leader " + leader + ", which does not confirm it");
	}

	private static String unreachable(NodeAddress leader, IOException ex) {
		return "names the leader " + leader + ", which can't be reached: " + ex.getMessage();
	}

	/**
	 * Connect to a node, ask it who leads, and find out whether that is the node itself.
	 */
	private Introduction introduce(NodeAddress node, Deadline attempt) throws IOException {
		NodeConnection connection = null;
		boolean introduced = false;
		try {
			connection = this.connector.connect(node, attempt);
			LeaderResponse leader = askForLeader(connection, attempt);
			this.mismatch.rememberMatch(node);
			if (!leader.isKnown()) {
				throw new LeaderUnknownException(node, members(connection, attempt));
			}
			boolean leads = leads(connection, leader, attempt);
			introduced = true;
			return new Introduction(connection, leader, leads);
		}
		catch (IOException ex) {
			throw this.mismatch.explain(node, ex, attempt);
		}
		finally {
			if (connection != null && !introduced) {
				connection.close();
			}
		}
	}

	private boolean leads(NodeConnection connection, LeaderResponse leader, Deadline attempt) throws IOException {
		NodeAddress node = connection.address();
		boolean leads = isAdvertised(node, leader) || this.identities.isNode(node, leader.id())
				|| !this.identities.isOtherNode(node, leader.id()) && provesToLead(connection, attempt);
		if (leads) {
			this.identities.learn(node, leader.id());
			connection.identify(leader);
		}
		return leads;
	}

	private static boolean isAdvertised(NodeAddress node, LeaderResponse leader) {
		try {
			return node.equals(NodeAddress.parse(leader.address()));
		}
		catch (IllegalArgumentException ex) {
			// what can't be dialled was not dialled
			return false;
		}
	}

	/**
	 * Let the node run a query although no database is open. A leader misses the
	 * database; any other node refuses before it looks for one.
	 */
	private static boolean provesToLead(NodeConnection connection, Deadline deadline) throws IOException {
		Response response = connection.exchange(new QuerySqlRequest("SELECT 1", Parameters.NONE), deadline);
		return response instanceof FailureResponse failure && failure.code() == NO_DATABASE_OPENED;
	}

	private static LeaderResponse askForLeader(NodeConnection connection, Deadline deadline) throws IOException {
		Response response = connection.exchange(new LeaderRequest(), deadline);
		if (response instanceof FailureResponse failure) {
			throw new IOException("refuses to say who leads: " + failure.message());
		}
		if (!(response instanceof LeaderResponse leader)) {
			throw connection.broken(new ProtocolException("the question for the leader was answered by " + response));
		}
		return leader;
	}

	/**
	 * Ask a node for the members that it heard of last. Any node is allowed to answer.
	 */
	private static List<NodeInfo> members(NodeConnection connection, Deadline deadline) throws IOException {
		try {
			return connection.exchange(new ClusterRequest(), NodesResponse.class, deadline).nodes();
		}
		catch (EngineException ex) {
			throw new IOException("knows no leader, and refuses to list the members: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Return the address that a leader advertises.
	 * @throws IOException if it can't be dialled
	 */
	static NodeAddress advertised(LeaderResponse leader) throws IOException {
		try {
			return NodeAddress.parse(leader.address());
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("names a leader that can't be reached: " + ex.getMessage(), ex);
		}
	}

	/**
	 * What a node said.
	 *
	 * @param connection the connection to it
	 * @param leader the leader that it names
	 * @param leads whether it is that leader
	 */
	private record Introduction(NodeConnection connection, LeaderResponse leader, boolean leads) {

	}

}
