package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.node.NodeIdentity.State;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;

/**
 * Starts one node: everything that can be checked is checked before the engine is asked,
 * and what was begun is undone when a later step fails.
 */
final class NodeStartup {

	private static final Logger logger = LoggerFactory.getLogger(NodeStartup.class);

	private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration OWN_ANSWER_TIMEOUT = Duration.ofSeconds(10);

	private final NodeSettings settings;

	private final @Nullable TlsOptions tls;

	private final EngineLoader loader;

	private final DiskSpace.Finder disks;

	NodeStartup(NodeSettings settings, @Nullable TlsOptions tls, EngineLoader loader, DiskSpace.Finder disks) {
		this.settings = settings;
		this.tls = tls;
		this.loader = loader;
		this.disks = disks;
	}

	DqliteNode run() throws NodeStartException {
		Engine engine = this.loader.load(this.settings.library());
		NodeLocation requested = NodeLocation.configured(this.settings);
		List<NodeAddress> join = parse(this.settings.join());
		DataDirectory directory = DataDirectory.open(this.settings.dataDirectory());
		boolean started = false;
		try {
			DiskReserve reserve = directory.reserve(this.settings.diskReserve(), this.disks);
			NodeService service = start(engine, directory, requested, join);
			started = true;
			NodeStartup again = new NodeStartup(this.settings.at(service.identity().address()), this.tls, this.loader,
					this.disks);
			return new DqliteNode(directory, engine, service, reserve,
					() -> again.start(engine, directory, NodeLocation.configured(again.settings), join));
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

	private NodeService start(Engine engine, DataDirectory directory, @Nullable NodeLocation requested,
			List<NodeAddress> join) throws NodeStartException {
		Transport transport = (this.tls != null) ? new TlsTransport(this.tls) : new PlainTransport();
		boolean started = false;
		try {
			NodeService service = start(engine, directory, requested, join, transport);
			started = true;
			return service;
		}
		finally {
			if (!started) {
				transport.close();
			}
		}
	}

	private NodeService start(Engine engine, DataDirectory directory, @Nullable NodeLocation requested,
			List<NodeAddress> join, Transport transport) throws NodeStartException {
		Deadline deadline = Deadline.within(this.settings.joinTimeout());
		NodeLauncher launcher = new NodeLauncher(engine, this.settings, transport);
		NodeIdentity stored = directory.readIdentity();
		if (stored != null && stored.state() != State.CREATED) {
			directory.requireFilesOf(stored);
		}
		NodePlace place = new NodePlace(directory, stored, requested);
		try (PortReservation port = place.reserve()) {
			NodeLocation location = place.location(port);
			transport.check(location.address());
			List<NodeAddress> peers = join.stream().filter((peer) -> !location.isAt(peer)).distinct().toList();
			NodeIdentity identity = identify(launcher, directory, stored, location, requested != null, peers, deadline,
					transport);
			EngineAddress listen = transport.engineAddress(location.listen());
			NativeNode node = launcher.launch(directory.path(), identity, listen);
			boolean serves = false;
			try {
				transport.open(location.listen());
				NodeService started = serve(directory, identity, listen.contact(), node, peers, deadline, transport);
				serves = true;
				return started;
			}
			finally {
				if (!serves) {
					node.close();
				}
			}
		}
	}

	/**
	 * Finds out who the node is, or decides it, and keeps that before anybody else learns
	 * of it.
	 */
	private NodeIdentity identify(NodeLauncher launcher, DataDirectory directory, @Nullable NodeIdentity stored,
			NodeLocation location, boolean addressed, List<NodeAddress> peers, Deadline deadline, Transport transport)
			throws NodeStartException {
		boolean undecided = stored == null || stored.id() == NodeIdentity.FOUNDER && stored.state() == State.CREATED
				&& directory.removeUnfinishedBootstrap();
		String address = location.address().toString();
		if (stored == null || undecided && !peers.isEmpty()) {
			boolean founds = peers.isEmpty() || addressed && new Formation(location.address(), peers, transport)
				.isFounder(deadline, this.settings.joinTimeout());
			NodeIdentity identity = new NodeIdentity(founds ? NodeIdentity.FOUNDER : newId(), address, !addressed,
					State.CREATED);
			directory.writeIdentity(identity);
			return identity;
		}
		if (stored.state() == State.MOVING || !stored.address().equals(address)) {
			return new AddressChange(launcher, directory).apply(stored, address,
					transport.engineAddress(location.listen()), !addressed);
		}
		return stored;
	}

	private static long newId() {
		return ThreadLocalRandom.current().nextLong(NodeIdentity.FOUNDER + 1, NodeIdentity.ID_LIMIT);
	}

	private NodeService serve(DataDirectory directory, NodeIdentity identity, NodeContact own, NativeNode node,
			List<NodeAddress> peers, Deadline deadline, Transport transport) throws NodeStartException {
		RoleSettings roles = this.settings.roles();
		Membership membership = new Membership(identity, peers, directory.membersFile(), transport);
		setWeight(identity, own, roles.weight());
		if (identity.state() == State.MEMBER) {
			new MemberCheck(identity, directory, membership).run(own);
		}
		else {
			join(directory, identity, membership, peers, deadline, transport);
		}
		NodeAgent agent = new NodeAgent(identity, own, membership,
				new RoleKeeper(identity.id(), roles.policy(), new LeaderCommands(own, COMMAND_TIMEOUT), transport),
				roles.interval());
		agent.start();
		logger.info("Started dqlite node {} at {} in {}", identity.displayId(), identity.address(), directory.path());
		return new NodeService(identity, new ServedNode(node, transport), agent, membership,
				new Handover(identity, own, transport));
	}

	private static void setWeight(NodeIdentity identity, NodeContact own, long weight) throws NodeStartException {
		try {
			new NodeQuery(own, OWN_ANSWER_TIMEOUT).setWeight(weight);
		}
		catch (IOException ex) {
			throw new NodeStartException(Reason.ENGINE_FAILED, "The dqlite node " + identity.displayId()
					+ " runs but does not answer at " + own + ": " + ex.getMessage() + ".", "Start it again.", ex);
		}
	}

	private void join(DataDirectory directory, NodeIdentity identity, Membership membership, List<NodeAddress> peers,
			Deadline deadline, Transport transport) throws NodeStartException {
		if (identity.id() != NodeIdentity.FOUNDER) {
			if (peers.isEmpty()) {
				throw new NodeStartException(Reason.JOIN_FAILED,
						"The dqlite node in " + directory.path()
								+ " has not joined a cluster yet, and no address of one" + " is configured.",
						"Configure the addresses of members to join, or choose an empty data directory for a node that"
								+ " founds a cluster.");
			}
			ClusterJoin join = new ClusterJoin(identity, peers, this.settings.roles().policy(), transport);
			try {
				List<NodeInfo> members = join.run(deadline, this.settings.joinTimeout());
				membership.update(members);
			}
			finally {
				if (join.mayHaveAdded()) {
					directory.keep();
				}
			}
		}
		directory.writeIdentity(identity.in(State.MEMBER));
	}

}
