package io.github.dqlite4j.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.tls.ClientTls;
import io.github.dqlite4j.protocol.AddRequest;
import io.github.dqlite4j.protocol.AssignRequest;
import io.github.dqlite4j.protocol.ClusterRequest;
import io.github.dqlite4j.protocol.EmptyResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.protocol.NodesResponse;
import io.github.dqlite4j.protocol.RemoveRequest;
import io.github.dqlite4j.protocol.Request;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.TransferRequest;

/**
 * Looks after the membership of a cluster. Every operation finds the leader, asks it on a
 * connection of its own and closes that, within one timeout for all of it. A change that
 * another one is in the way of is asked for again until then.
 */
public final class ClusterAdministration {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final int MAX_MESSAGE_SIZE = 1024 * 1024;

	private static final long BUSY_PAUSE_MILLIS = 50;

	private final Supplier<? extends Collection<NodeAddress>> nodes;

	private final NodeConnector connector;

	private final Duration timeout;

	/**
	 * Create the administration of a cluster whose nodes are reached in plain text.
	 * @param nodes where to look for the cluster; not empty
	 * @param timeout how long one operation may take in all
	 */
	public ClusterAdministration(List<NodeAddress> nodes, Duration timeout) {
		this(nodes, timeout, null);
	}

	/**
	 * Create the administration of a cluster.
	 * @param nodes where to look for the cluster; not empty
	 * @param timeout how long one operation may take in all
	 * @param tls what secures the connections, or {@code null} for plain text
	 */
	public ClusterAdministration(List<NodeAddress> nodes, Duration timeout, @Nullable ClientTls tls) {
		List<NodeAddress> fixed = List.copyOf(nodes);
		this.nodes = () -> fixed;
		this.connector = new NodeConnector(MAX_MESSAGE_SIZE, tls);
		this.timeout = timeout;
	}

	/**
	 * Create the administration of a cluster that others use: its nodes are looked for
	 * where those find them, and reached by the same TLS.
	 * @param cluster the cluster
	 * @param timeout how long one operation may take in all
	 */
	public ClusterAdministration(Cluster cluster, Duration timeout) {
		this.nodes = cluster::knownNodes;
		this.connector = cluster.connector();
		this.timeout = timeout;
	}

	/**
	 * Ask who leads.
	 * @return the address that the leader advertises
	 * @throws NoLeaderException if no leader is found in time
	 * @throws IOException if the leader can't be asked
	 */
	public NodeAddress leader() throws IOException {
		try (NodeConnection connection = connect(Deadline.after(this.timeout))) {
			return LeaderProbe.advertised(connection.identity());
		}
	}

	/**
	 * Ask the leader for the members of the cluster.
	 * @return the members
	 * @throws NoLeaderException if no leader is found in time
	 * @throws IOException if the leader can't be asked
	 * @throws EngineException if it refuses
	 */
	public List<NodeInfo> members() throws IOException, EngineException {
		return request(new ClusterRequest(), NodesResponse.class).nodes();
	}

	/**
	 * Make a node a member, as a spare.
	 * @param id the identity of the node
	 * @param address its address, which can't be changed later
	 * @throws IOException if the leader can't be asked; the node may have been added
	 * @throws EngineException if the leader refuses
	 */
	public void add(long id, NodeAddress address) throws IOException, EngineException {
		change(new AddRequest(id, address.toString()));
	}

	/**
	 * Give a member a role. A node that is to vote is brought up to date first, which can
	 * take long.
	 * @param id the identity of the node
	 * @param role its new role
	 * @throws IOException if the leader can't be asked; the role may have been assigned
	 * @throws EngineException if the leader refuses
	 */
	public void assign(long id, NodeRole role) throws IOException, EngineException {
		change(new AssignRequest(id, role));
	}

	/**
	 * Take a member out of the cluster. It is not stopped.
	 * @param id the identity of the node
	 * @throws IOException if the leader can't be asked; the node may have been removed
	 * @throws EngineException if the leader refuses
	 */
	public void remove(long id) throws IOException, EngineException {
		change(new RemoveRequest(id));
	}

	/**
	 * Hand leadership over.
	 * @param id the identity of the voter that is to lead, or 0 to leave the choice to
	 * the cluster
	 * @throws IOException if the leader can't be asked
	 * @throws EngineException if the leader refuses or the other node does not take over
	 */
	public void transferLeadership(long id) throws IOException, EngineException {
		change(new TransferRequest(id));
	}

	/**
	 * A leader makes one change at a time and refuses another meanwhile, which may be one
	 * that a node makes by itself.
	 */
	private void change(Request request) throws IOException, EngineException {
		Deadline deadline = Deadline.after(this.timeout);
		while (true) {
			try {
				request(request, EmptyResponse.class, deadline);
				return;
			}
			catch (EngineException ex) {
				if (ex.kind() != FailureKind.BUSY || deadline.remainingMillis() <= BUSY_PAUSE_MILLIS) {
					throw ex;
				}
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BUSY_PAUSE_MILLIS));
			if (Thread.currentThread().isInterrupted()) {
				throw new InterruptedIOException("the thread was interrupted while another change was in the way");
			}
		}
	}

	private <T extends Response> T request(Request request, Class<T> type) throws IOException, EngineException {
		return request(request, type, Deadline.after(this.timeout));
	}

	private <T extends Response> T request(Request request, Class<T> type, Deadline deadline)
			throws IOException, EngineException {
		try (NodeConnection connection = connect(deadline)) {
			return connection.exchange(request, type, deadline);
		}
	}

	private NodeConnection connect(Deadline deadline) throws IOException {
		this.connector.prepare();
		LeaderProbe probe = new LeaderProbe(CONNECT_TIMEOUT, this.connector, new NodeIdentities());
		return new LeaderSearch(probe).run(this.nodes.get(), deadline);
	}

}
