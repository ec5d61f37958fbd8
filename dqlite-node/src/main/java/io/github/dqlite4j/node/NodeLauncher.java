package io.github.dqlite4j.node;

import java.net.Inet6Address;
import java.nio.file.Path;

import io.github.dqlite4j.node.NativeNode.NativeException;
import io.github.dqlite4j.node.NodeIdentity.State;
import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * Brings nodes to life in the engine, one at a time, and leaves nothing of one that does
 * not come to life.
 */
final class NodeLauncher {

	private final Engine engine;

	private final NodeSettings settings;

	NodeLauncher(Engine engine, NodeSettings settings) {
		this.engine = engine;
		this.settings = settings;
	}

	/**
	 * Starts a node.
	 * @param directory its directory
	 * @param identity its id and the address it is known by
	 * @param listen where it listens
	 * @return the running node
	 * @throws NodeStartException if the engine refuses
	 */
	NativeNode launch(Path directory, NodeIdentity identity, NodeEndpoint listen) throws NodeStartException {
		this.engine.nodesLock().lock();
		try {
			NativeNode node = NativeNode.create(this.engine, identity.id(), identity.address(), directory);
			boolean running = false;
			try {
				node.setNetworkLatency(this.settings.networkLatency());
				node.setSnapshotParameters(this.settings.snapshotThreshold(), this.settings.snapshotTrailing());
				node.setFailureDomain(this.settings.roles().failureDomain());
				node.resolveNames();
				bind(node, listen);
				start(node, listen);
				running = true;
				return node;
			}
			finally {
				if (!running) {
					node.close();
				}
			}
		}
		catch (NativeException ex) {
			throw failure(ex, directory, identity);
		}
		finally {
			this.engine.nodesLock().unlock();
		}
	}

	private void bind(NativeNode node, NodeEndpoint listen) throws NodeStartException {
		if (!node.bind(listen.toString())) {
			// It was free a moment ago. If somebody has just taken it, this says so:
			PortReservation.of(listen).close();
			throw new NodeStartException(Reason.ADDRESS_NOT_USABLE,
					"The engine " + this.engine + " cannot listen on " + listen + ".",
					(listen.host() instanceof Inet6Address)
							? "Use an IPv4 address: engines before 1.12 listen on no others."
							: "Give the node another address.");
		}
	}

	private static void start(NativeNode node, NodeEndpoint listen) throws NativeException {
		try {
			node.start();
		}
		catch (NativeException ex) {
			AbandonedListener.close(listen);
			throw ex;
		}
	}

	/**
	 * Makes a node that does not run the only member of its cluster, under the address
	 * its identity names.
	 * @param directory its directory
	 * @param identity its id and the new address
	 * @throws NodeStartException if the engine refuses
	 */
	void recoverAsOnlyMember(Path directory, NodeIdentity identity) throws NodeStartException {
		this.engine.nodesLock().lock();
		try (NativeNode node = NativeNode.create(this.engine, identity.id(), identity.address(), directory)) {
			node.recoverAsOnlyMember(identity.id(), identity.address());
		}
		catch (NativeException ex) {
			throw failure(ex, directory, identity);
		}
		finally {
			this.engine.nodesLock().unlock();
		}
	}

	private NodeStartException failure(NativeException ex, Path directory, NodeIdentity identity) {
		String remedy = "Check the free space and the file system of the directory; the engine is " + this.engine + ".";
		if (identity.state() == State.MEMBER) {
			remedy += " If files are damaged, restore the directory from a backup; if other nodes have the data, remove"
					+ " this one from the cluster and let it join again with an empty directory.";
		}
		return new NodeStartException(Reason.ENGINE_FAILED, "The dqlite node " + identity.displayId() + " in "
				+ directory + " cannot start at " + identity.address() + ". " + ex.getMessage() + ".", remedy, ex);
	}

}
