package io.github.dqlite4j.node;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;

/**
 * How a node and the others speak with each other: in plain text or by TLS. Belongs to
 * one node, and ends with it.
 */
interface Transport extends AutoCloseable {

	/**
	 * Makes sure that others will understand the node, as far as that can be told before
	 * it runs.
	 * @param address the address under which others know it
	 * @throws NodeStartException if they would not
	 */
	void check(NodeAddress address) throws NodeStartException;

	/**
	 * Returns how to speak to another node.
	 * @param node its address, whose host may be a name
	 * @return the contact
	 * @throws IOException if the host cannot be resolved now
	 */
	NodeContact contact(NodeAddress node) throws IOException;

	/**
	 * Returns the administration of a cluster.
	 * @param nodes where to look for it
	 * @param timeout how long one operation may take
	 * @return the administration
	 */
	ClusterAdministration administration(List<NodeAddress> nodes, Duration timeout);

	/**
	 * Returns where the engine is to listen.
	 * @param listen where others are to reach the node
	 * @return the address
	 */
	EngineAddress engineAddress(NodeEndpoint listen);

	/**
	 * Lets others reach the engine, which listens by now.
	 * @param listen where they are to reach it
	 * @throws NodeStartException if that address cannot be listened on
	 */
	void open(NodeEndpoint listen) throws NodeStartException;

	/**
	 * Returns what connects the engine to other nodes.
	 * @return the connector, or {@code null} to connect by plain sockets
	 */
	@Nullable Connector connector();

	@Override
	void close();

	/**
	 * Connects the engine to other nodes.
	 */
	@FunctionalInterface
	interface Connector {

		/**
		 * Connects to a node, within few seconds.
		 * @param node its address
		 * @param hosts the numbers of its host
		 * @return the descriptor of the connected socket; -1 if there is none
		 * @throws IOException if there is no connection
		 */
		int connect(NodeAddress node, List<InetAddress> hosts) throws IOException;

	}

}
