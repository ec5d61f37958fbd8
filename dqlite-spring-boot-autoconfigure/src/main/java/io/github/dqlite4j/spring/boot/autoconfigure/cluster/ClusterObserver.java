package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.protocol.NodeInfo;

/**
 * Asks a cluster who leads and who belongs to it, on connections of its own: the pool may
 * be exhausted just when somebody wants to know.
 */
public final class ClusterObserver {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private final Cluster cluster;

	/**
	 * Create an observer.
	 * @param options where the cluster is
	 */
	public ClusterObserver(ConnectionOptions options) {
		this.cluster = Cluster.shared(options);
	}

	/**
	 * Return the options by which the cluster is reached.
	 * @return the options
	 */
	public ConnectionOptions options() {
		return this.cluster.options();
	}

	/**
	 * Ask the cluster; takes two seconds at most.
	 * @return the state
	 * @throws IOException if no leader is found in time, or it can't be asked
	 * @throws EngineException if it refuses
	 */
	public ClusterState observe() throws IOException, EngineException {
		ClusterAdministration administration = new ClusterAdministration(this.cluster, TIMEOUT);
		return new ClusterState(administration.leader(), administration.members());
	}

	/**
	 * Find the leader.
	 * @param timeout how long it may take
	 * @return the address of the leader
	 * @throws IOException if no leader is found in time
	 */
	public NodeAddress leader(Duration timeout) throws IOException {
		return new ClusterAdministration(this.cluster, timeout).leader();
	}

	/**
	 * Ask the leader for the members; takes a second at most.
	 * @return the members
	 * @throws IOException if no leader is found in time, or it can't be asked
	 * @throws EngineException if it refuses
	 */
	public List<NodeInfo> members() throws IOException, EngineException {
		return new ClusterAdministration(this.cluster, TIMEOUT).members();
	}

	/**
	 * Ask to be told of new leaders that connections of this application find.
	 * @param listener called with the address of the leader by the thread that found it;
	 * must not block
	 */
	void addLeaderListener(Consumer<NodeAddress> listener) {
		this.cluster.addLeaderListener(listener);
	}

	void removeLeaderListener(Consumer<NodeAddress> listener) {
		this.cluster.removeLeaderListener(listener);
	}

}
