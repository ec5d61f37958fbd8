package io.github.dqlite4j.node;

import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.node.NativeNode.EngineException;
import io.github.dqlite4j.node.NodeIdentity.State;
import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * Starts one node: everything that can be checked is checked before the engine is asked,
 * and what was begun is undone when a later step fails.
 */
final class NodeStartup {

	private static final Logger logger = LoggerFactory.getLogger(NodeStartup.class);

	private final NodeSettings settings;

	private final EngineLoader loader;

	NodeStartup(NodeSettings settings, EngineLoader loader) {
		this.settings = settings;
		this.loader = loader;
	}

	DqliteNode run() throws NodeStartException {
		Engine engine = this.loader.load(this.settings.library());
		NodeEndpoint requested = (this.settings.address() != null) ? NodeEndpoint.resolve(this.settings.address())
				: null;
		DataDirectory directory = DataDirectory.open(this.settings.dataDirectory());
		boolean started = false;
		try {
			DqliteNode node = start(engine, directory, requested);
			started = true;
			return node;
		}
		finally {
			if (!started) {
				directory.discard();
			}
		}
	}

	private DqliteNode start(Engine engine, DataDirectory directory, @Nullable NodeEndpoint requested)
			throws NodeStartException {
		NodeIdentity stored = directory.readIdentity();
		checkAddress(directory, stored, requested);
		try (PortReservation port = reserve(stored, requested)) {
			NodeIdentity identity = stored;
			if (identity == null) {
				identity = new NodeIdentity(newId(), port.endpoint().toString(), requested == null, State.CREATED);
				directory.writeIdentity(identity);
			}
			NativeNode node = launch(engine, directory, identity);
			logger.info("Started dqlite node {} at {} in {}", identity.displayId(), identity.address(),
					directory.path());
			return new DqliteNode(identity, directory, engine, node);
		}
	}

	private static void checkAddress(DataDirectory directory, @Nullable NodeIdentity stored,
			@Nullable NodeEndpoint requested) throws NodeStartException {
		if (stored != null && requested != null && !stored.address().equals(requested.toString())) {
			throw new NodeStartException(Reason.ADDRESS_CHANGED,
					"The data directory " + directory.path() + " belongs to the dqlite node with the address "
							+ stored.address() + ", but the configured address is " + requested + ".",
					"An address is part of the cluster's data. Configure " + stored.address()
							+ ", or choose an empty data directory for a new node.");
		}
	}

	private static PortReservation reserve(@Nullable NodeIdentity stored, @Nullable NodeEndpoint requested)
			throws NodeStartException {
		if (requested != null) {
			return PortReservation.of(requested);
		}
		return (stored != null) ? PortReservation.of(NodeEndpoint.resolve(stored.address()))
				: PortReservation.anyOnLoopback();
	}

	private long newId() {
		if (this.settings.join().isEmpty()) {
			return NodeIdentity.FOUNDER;
		}
		return ThreadLocalRandom.current().nextLong(NodeIdentity.FOUNDER + 1, Long.MAX_VALUE);
	}

	private NativeNode launch(Engine engine, DataDirectory directory, NodeIdentity identity) throws NodeStartException {
		engine.startLock().lock();
		try {
			NativeNode node = NativeNode.create(engine, identity.id(), identity.address(), directory.path());
			boolean started = false;
			try {
				node.setNetworkLatency(this.settings.networkLatency());
				node.setSnapshotParameters(this.settings.snapshotThreshold(), this.settings.snapshotTrailing());
				node.bind(identity.address());
				node.start();
				started = true;
				return node;
			}
			finally {
				if (!started) {
					node.destroy();
				}
			}
		}
		catch (EngineException ex) {
			throw new NodeStartException(Reason.ENGINE_FAILED,
					"The dqlite node in " + directory.path() + " cannot start at " + identity.address() + ". "
							+ ex.getMessage() + ".",
					"The engine is " + engine + "; check the free space and the file system of the data directory.",
					ex);
		}
		finally {
			engine.startLock().unlock();
		}
	}

}
