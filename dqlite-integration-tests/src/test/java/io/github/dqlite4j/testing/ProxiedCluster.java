package io.github.dqlite4j.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * Nodes each of which is known by the address of a proxy in front of it, to clients and
 * to the other nodes alike, so that it can be cut off.
 */
public final class ProxiedCluster implements AutoCloseable {

	private final List<CuttingProxy> proxies = new ArrayList<>();

	private final ClusterProcesses cluster;

	/**
	 * Starts the nodes.
	 * @param nodes what starts and ends them
	 * @param size how many there are to be
	 */
	public ProxiedCluster(Nodes nodes, int size) throws IOException, EngineException {
		List<NodeProcess> processes = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			NodeAddress listen = new NodeAddress("127.0.0.1", FreePort.next());
			CuttingProxy proxy = new CuttingProxy(listen);
			this.proxies.add(proxy);
			processes.add(nodes.launch("--id", Long.toString(id(i)), "--address", proxy.address(), "--listen",
					listen.toString()));
		}
		processes.forEach(NodeProcess::awaitReady);
		this.cluster = new ClusterProcesses(processes, null);
		ClusterAdministration administration = ClusterProcesses.administration(processes.subList(0, 1), null);
		for (int i = 1; i < size; i++) {
			administration.add(id(i), NodeAddress.parse(processes.get(i).address()));
			administration.assign(id(i), NodeRole.VOTER);
		}
	}

	/**
	 * The first node founds the cluster, which takes the identity 1.
	 */
	private static long id(int index) {
		return index + 1L;
	}

	public ClusterProcesses cluster() {
		return this.cluster;
	}

	/**
	 * Returns the proxy in front of a node.
	 */
	public CuttingProxy proxyOf(NodeProcess node) {
		return this.proxies.get(this.cluster.nodes().indexOf(node));
	}

	/**
	 * Cuts a node off from clients and from the other nodes.
	 */
	public void isolate(NodeProcess node) {
		int index = this.cluster.nodes().indexOf(node);
		for (int i = 0; i < this.proxies.size(); i++) {
			if (i == index) {
				this.proxies.get(i).cut();
			}
			else {
				this.proxies.get(i).cutFrom(id(index));
			}
		}
	}

	/**
	 * Connects all nodes again.
	 */
	public void heal() {
		this.proxies.forEach(CuttingProxy::heal);
	}

	@Override
	public void close() throws IOException {
		for (CuttingProxy proxy : this.proxies) {
			proxy.close();
		}
	}

}
