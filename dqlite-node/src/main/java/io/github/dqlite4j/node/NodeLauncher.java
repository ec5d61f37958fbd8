package io.github.dqlite4j.node;

import java.net.Inet6Address;
import java.nio.file.Path;

import io.github.dqlite4j.node.NativeNode.EngineException;
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
		return create(directory, identity, listen, (node) -> {
			node.setNetworkLatency(this.settings.networkLatency());
			node.setSnapshotParameters(this.settings.snapshotThreshold(), this.settings.snapshotTrailing());
			node.bind(listen.toString());
			node.start();
		});
	}

	/**
	 * Makes a node that does not run the only member of its cluster, under the address
	 * its identity names.
	 * @param directory its directory
	 * @param identity its id and the new address
	 * @param endpoint the new address
	 * @throws NodeStartException if the engine refuses
	 */
	void recoverAsOnlyMember(Path directory, NodeIdentity identity, NodeEndpoint endpoint) throws NodeStartException {
		create(directory, identity, endpoint, (node) -> node.recoverAsOnlyMember(identity.id(), identity.address())).destroy();
	}

	private NativeNode create(Path directory, NodeIdentity identity, NodeEndpoint endpoint, Preparation preparation)
			throws NodeStartException {
		this.engine.startLock().lock();
		try {
			NativeNode node = NativeNode.create(this.engine, identity.id(), identity.address(), directory);
			boolean prepared = false;
			try {
				preparation.apply(node);
				prepared = true;
				return node;
			}
			finally {
				if (!prepared) {
					node.destroy();
				}
			}
		}
		catch (EngineException ex) {
			throw translate(ex, directory, identity, endpoint);
		}
		finally {
			this.engine.startLock().unlock();
		}
	}

	private NodeStartException translate(EngineException ex, Path directory, NodeIdentity identity,
			NodeEndpoint listen) {
		// Up to 1.11 the engine does not say why it cannot bind an address.
		try (PortReservation port = PortReservation.of(listen)) {
			String ipv6 = (listen.host() instanceof Inet6Address) ? "use an IPv4 address if it is older than 1.12, and "
					: "";
			return new NodeStartException(Reason.ENGINE_FAILED,
					"The dqlite node " + identity.displayId() + " in " + directory + " cannot start at "
							+ port.endpoint() + ". " + ex.getMessage() + ".",
					"The engine is " + this.engine + ": " + ipv6 + "check the free space and the file system of the"
							+ " directory.",
					ex);
		}
		catch (NodeStartException taken) {
			taken.addSuppressed(ex);
			return taken;
		}
	}

	/**
	 * What is done with a node that was created.
	 */
	@FunctionalInterface
	private interface Preparation {

		void apply(NativeNode node) throws EngineException;

	}

}
