package io.github.dqlite4j.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * Nodes each of which is known by the address of a proxy in front of it, to clients and
 * to the other nodes alike, so that it can be cut off.
 */
public final class ProxiedCluster implements AutoCloseable {

	private static final int FIRST_PORT = 10_000;

	private static final int PORT_COUNT = 10_000;

	private static final AtomicInteger nextPort = new AtomicInteger(
			(int) (ProcessHandle.current().pid() * 100 % PORT_COUNT));

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
			NodeAddress listen = new NodeAddress("127.0.0.1", freePort());
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

	/**
	 * Returns a free port, each time another one, below those that Linux hands out by
	 * itself, so that no connection takes it before the node does.
	 */
	public static int freePort() throws IOException {
		for (int tried = 0; tried < PORT_COUNT; tried++) {
			int port = FIRST_PORT + Math.floorMod(nextPort.getAndIncrement(), PORT_COUNT);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (BindException ex) {
				// taken: the next one
			}
		}
		throw new IOException("None of the ports from " + FIRST_PORT + " on is free");
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
