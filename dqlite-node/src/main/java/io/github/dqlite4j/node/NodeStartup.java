package io.github.dqlite4j.node;

import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
		String address = this.settings.address();
		NodeEndpoint requested = (address != null) ? NodeEndpoint.resolve(address) : null;
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
		NodeLauncher launcher = new NodeLauncher(engine, this.settings);
		NodeIdentity stored = directory.readIdentity();
		try (PortReservation port = reserve(directory, stored, requested)) {
			NodeEndpoint endpoint = port.endpoint();
			NodeIdentity identity;
			if (stored == null) {
				identity = new NodeIdentity(newId(), endpoint.toString(), requested == null, State.CREATED);
				directory.writeIdentity(identity);
			}
			else {
				identity = resume(launcher, directory, stored, endpoint, requested == null);
			}
			NativeNode node = launcher.launch(directory.path(), identity, endpoint);
			if (identity.id() == NodeIdentity.FOUNDER && identity.state() == State.CREATED) {
				directory.writeIdentity(identity.in(State.MEMBER));
			}
			logger.info("Started dqlite node {} at {} in {}", identity.displayId(), identity.address(),
					directory.path());
			return new DqliteNode(identity, directory, engine, node);
		}
	}

	/**
	 * Finds the address for this start, and refuses one that is not the node's.
	 */
	private static PortReservation reserve(DataDirectory directory, @Nullable NodeIdentity stored,
			@Nullable NodeEndpoint requested) throws NodeStartException {
		if (stored == null) {
			return (requested != null) ? PortReservation.of(requested) : PortReservation.anyOnLoopback();
		}
		if (requested != null) {
			if (!stored.address().equals(requested.toString()) && !stored.mayMove()) {
				throw new NodeStartException(Reason.ADDRESS_CHANGED,
						"The data directory " + directory.path() + " belongs to the dqlite node with the address "
								+ stored.address() + ", but the configured address is " + requested + ".",
						"An address is part of the cluster's data. Configure " + stored.address()
								+ ", or choose an empty data directory for a new node.");
			}
			return PortReservation.of(requested);
		}
		try {
			return PortReservation.of(NodeEndpoint.resolve(stored.address()));
		}
		catch (NodeStartException ex) {
			if (ex.reason() == Reason.ADDRESS_IN_USE && stored.mayMove()) {
				logger.debug("The dqlite node in {} needs another port", directory.path(), ex);
				return PortReservation.anyOnLoopback();
			}
			throw ex;
		}
	}

	private static NodeIdentity resume(NodeLauncher launcher, DataDirectory directory, NodeIdentity stored,
			NodeEndpoint endpoint, boolean automatic) throws NodeStartException {
		if (stored.id() == NodeIdentity.FOUNDER && stored.state() == State.CREATED) {
			directory.removeUnfinishedBootstrap();
		}
		if (stored.state() == State.MOVING || !stored.address().equals(endpoint.toString())) {
			return new AddressChange(launcher, directory).apply(stored, endpoint, automatic);
		}
		return stored;
	}

	private long newId() {
		if (this.settings.join().isEmpty()) {
			return NodeIdentity.FOUNDER;
		}
		return ThreadLocalRandom.current().nextLong(NodeIdentity.FOUNDER + 1, Long.MAX_VALUE);
	}

}
