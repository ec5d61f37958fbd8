package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeIdentity.State;
import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * Starts one node: everything that can be checked is checked before the engine is asked,
 * and what was begun is undone when a later step fails.
 */
final class NodeStartup {

	private static final Logger logger = LoggerFactory.getLogger(NodeStartup.class);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

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
		List<NodeAddress> join = parse(this.settings.join());
		DataDirectory directory = DataDirectory.open(this.settings.dataDirectory());
		boolean started = false;
		try {
			DqliteNode node = start(engine, directory, requested, join);
			started = true;
			return node;
		}
		finally {
			if (!started) {
				directory.discard();
			}
		}
	}

	private static List<NodeAddress> parse(List<String> join) throws NodeStartException {
		List<NodeAddress> addresses = new ArrayList<>();
		for (String address : join) {
			try {
				addresses.add(NodeAddress.parse(address));
			}
			catch (IllegalArgumentException ex) {
				throw new NodeStartException(Reason.ADDRESS_NOT_USABLE,
						"No cluster can be joined at '" + address + "': " + ex.getMessage() + ".",
						"Give the addresses of members as host:port, such as 10.0.0.2:9001.", ex);
			}
		}
		return addresses;
	}

	private DqliteNode start(Engine engine, DataDirectory directory, @Nullable NodeEndpoint requested,
			List<NodeAddress> join) throws NodeStartException {
		NodeLauncher launcher = new NodeLauncher(engine, this.settings);
		NodeIdentity stored = directory.readIdentity();
		try (PortReservation port = reserve(directory, stored, requested)) {
			NodeEndpoint endpoint = port.endpoint();
			List<NodeAddress> peers = join.stream().filter((peer) -> !endpoint.isAddressedBy(peer)).toList();
			NodeIdentity identity;
			if (stored == null) {
				identity = new NodeIdentity(newId(peers), endpoint.toString(), requested == null, State.CREATED);
				directory.writeIdentity(identity);
			}
			else {
				identity = resume(launcher, directory, stored, endpoint, requested == null);
			}
			LeadershipHandover handover = new LeadershipHandover(identity, endpoint);
			NativeNode node = launcher.launch(directory.path(), identity, endpoint);
			boolean serves = false;
			try {
				if (identity.state() == State.MEMBER) {
					checkLog(directory, identity, endpoint);
				}
				else {
					join(directory, identity, peers);
				}
				serves = true;
			}
			finally {
				if (!serves) {
					node.close();
				}
			}
			logger.info("Started dqlite node {} at {} in {}", identity.displayId(), identity.address(),
					directory.path());
			return new DqliteNode(identity, directory, engine, node, handover);
		}
	}

	/**
	 * Makes sure that the log of a member is there: an engine that finds its files
	 * damaged sets them aside and runs without them, as one that waits to be added to a
	 * cluster.
	 */
	private static void checkLog(DataDirectory directory, NodeIdentity identity, NodeEndpoint endpoint)
			throws NodeStartException {
		try {
			if (new NodeQuery(endpoint, ANSWER_TIMEOUT).members().isEmpty()) {
				throw new NodeStartException(Reason.DATA_DIRECTORY_NOT_USABLE, "The log of the dqlite node "
						+ identity.displayId() + " in " + directory.path()
						+ " is gone or damaged: the engine knows no member of its cluster. Damaged files now have"
						+ " names that begin with 'corrupt'.",
						"Restore the directory from a backup. If other nodes have the data, remove this one from the"
								+ " cluster and let it join again with an empty directory.");
			}
		}
		catch (NodeStartException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new NodeStartException(Reason.ENGINE_FAILED,
					"The dqlite node " + identity.displayId() + " in " + directory.path()
							+ " runs but does not answer at " + endpoint + ": " + ex.getMessage() + ".",
					"Start it again.", ex);
		}
	}

	private void join(DataDirectory directory, NodeIdentity identity, List<NodeAddress> peers)
			throws NodeStartException {
		if (identity.id() != NodeIdentity.FOUNDER) {
			if (peers.isEmpty()) {
				throw new NodeStartException(Reason.JOIN_FAILED,
						"The dqlite node in " + directory.path()
								+ " has not joined a cluster yet, and no address of one" + " is configured.",
						"Configure the addresses of members to join, or choose an empty data directory for a node that"
								+ " founds a cluster.");
			}
			ClusterJoin join = new ClusterJoin(identity, peers);
			try {
				join.run(this.settings.joinTimeout());
			}
			finally {
				if (join.mayHaveAdded()) {
					directory.keep();
				}
			}
		}
		directory.writeIdentity(identity.in(State.MEMBER));
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

	private static long newId(List<NodeAddress> peers) {
		if (peers.isEmpty()) {
			return NodeIdentity.FOUNDER;
		}
		return ThreadLocalRandom.current().nextLong(NodeIdentity.FOUNDER + 1, NodeIdentity.ID_LIMIT);
	}

}
