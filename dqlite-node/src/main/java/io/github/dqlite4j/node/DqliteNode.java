package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.protocol.NodeInfo;

/**
 * A dqlite node that runs inside this process. It runs from the moment
 * {@link Builder#start()} returns it until {@link #close()}; a process may have several.
 * Safe for use by several threads.
 */
public final class DqliteNode implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DqliteNode.class);

	private final NodeIdentity identity;

	private final DataDirectory directory;

	private final Engine engine;

	private final ServedNode node;

	private final NodeAgent agent;

	private final Membership membership;

	private final Handover handover;

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<DatabaseName> databases = ConcurrentHashMap.newKeySet();

	private final ExitHook exitHook;

	private volatile boolean running = true;

	DqliteNode(NodeIdentity identity, DataDirectory directory, Engine engine, ServedNode node, NodeAgent agent,
			Membership membership, Handover handover) {
		this.identity = identity;
		this.directory = directory;
		this.engine = engine;
		this.node = node;
		this.agent = agent;
		this.membership = membership;
		this.handover = handover;
		this.exitHook = new ExitHook(toString(), this::close);
	}

	/**
	 * Starts to describe a node.
	 * @param dataDirectory the directory that holds the node's data; created if need be,
	 * never shared between nodes
	 * @return a builder with defaults for the rest: a free port on the loopback
	 * interface, a cluster of its own
	 */
	public static Builder builder(Path dataDirectory) {
		return new Builder(dataDirectory);
	}

	/**
	 * Returns the id under which the cluster knows the node.
	 * @return the id, an unsigned number that is not 0
	 */
	public long id() {
		return this.identity.id();
	}

	/**
	 * Returns the address under which clients and other nodes reach the node.
	 * @return {@code host:port} as it is kept with the data: a name if one was
	 * configured; an IPv6 number in brackets
	 */
	public String address() {
		return this.identity.address();
	}

	/**
	 * Returns the directory that holds the node's data.
	 * @return the absolute path, free of symbolic links
	 */
	public Path dataDirectory() {
		return this.directory.path();
	}

	/**
	 * Tells whether the node runs.
	 * @return {@code false} once {@link #close()} was called
	 */
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Returns the version of libdqlite.
	 * @return such as {@code 1.18.1}. The system's libraries before 1.18.3 may report an
	 * older version than they are
	 */
	public String engineVersion() {
		return this.engine.version();
	}

	/**
	 * Returns the members of the cluster as the node last heard of them from a leader; it
	 * asks about as often as the interval of {@link Builder#rolesInterval(Duration)}.
	 * @return the members; empty if it has heard of none yet
	 */
	public List<NodeInfo> members() {
		return this.membership.members();
	}

	/**
	 * Names a database that is in use. When the node leads and stops, it first waits, for
	 * two seconds at most, until nobody writes to it, and keeps writers out: they find
	 * the next leader then, while the outcome of a write under way would not be known.
	 * Engines before 1.12 may even end the process when they are written to at that
	 * moment. The database that has the counters of its sequences is included.
	 * @param name the name of the database
	 * @throws IllegalArgumentException if that is not the name of a database
	 */
	public void holdBackWritersOf(String name) {
		DatabaseName database = new DatabaseName(name);
		this.databases.add(database);
		this.databases.add(database.ofSequences());
	}

	/**
	 * Stops the node and gives its data directory up. Before that it hands over what
	 * others need: leadership to another voter, and its vote to a member without one that
	 * answers, within 10 seconds at most. Where no such member is, it keeps its vote, so
	 * that a restart changes nothing, unless the others can only decide without it. Does
	 * nothing when it was closed before.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			if (this.running) {
				stopAfter(this.handover::run);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes the node out of its cluster for good and stops it. Its data directory is of
	 * no use afterwards.
	 * @param timeout how long the cluster may take to agree
	 * @throws IOException if it does not agree in time, or the cluster would have no
	 * quorum without the node; the node has stopped then as by {@link #close()}, and may
	 * be started again
	 * @throws IllegalStateException if the node was closed before
	 */
	public void leave(Duration timeout) throws IOException {
		this.lock.lock();
		try {
			if (!this.running) {
				throw new IllegalStateException(this + " does not run");
			}
			stopAfter(() -> leaveCluster(timeout));
		}
		finally {
			this.lock.unlock();
		}
	}

	private void leaveCluster(Duration timeout) throws IOException {
		try {
			this.handover.leave(timeout);
			this.directory.writeIdentity(this.identity.in(NodeIdentity.State.LEFT));
			logger.info("The dqlite node {} at {} has left its cluster", this.identity.displayId(), address());
		}
		catch (IOException ex) {
			throw new IOException("The dqlite node " + this.identity.displayId() + " at " + address()
					+ " could not leave its cluster: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Stops the node, whatever becomes of the farewell. Writers are held back from before
	 * it until the engine has stopped.
	 */
	private <E extends Exception> void stopAfter(Farewell<E> farewell) throws E {
		this.running = false;
		this.agent.close();
		WriteFence fence = this.handover.holdBackWriters(this.databases);
		try {
			try {
				farewell.run();
			}
			finally {
				this.node.close();
			}
		}
		finally {
			fence.close();
			release();
		}
	}

	private void release() {
		if (!this.node.isAbandoned()) {
			this.directory.close();
		}
		this.exitHook.cancel();
		logger.info("Stopped dqlite node {} at {}", this.identity.displayId(), address());
	}

	@Override
	public String toString() {
		return "dqlite node " + this.identity.displayId() + " at " + address() + " in " + dataDirectory();
	}

	/**
	 * What a node does before it stops.
	 */
	@FunctionalInterface
	private interface Farewell<E extends Exception> {

		void run() throws E;

	}

	/**
	 * Describes a node and starts it. May be used for several starts, by one thread at a
	 * time.
	 */
	public static final class Builder {

		private static final Duration MAX_LATENCY = Duration.ofHours(1);

		private static final Duration MIN_INTERVAL = Duration.ofMillis(100);

		private static final int MIN_TRAILING = 4;

		private final Path dataDirectory;

		private @Nullable String address;

		private @Nullable String bind;

		private int voters = 3;

		private int standbys = 3;

		private long failureDomain;

		private long weight;

		private Duration rolesInterval = Duration.ofSeconds(30);

		private List<String> join = List.of();

		private Duration joinTimeout = Duration.ofMinutes(1);

		private Duration networkLatency = Duration.ofMillis(30);

		private int snapshotThreshold = 512;

		private int snapshotTrailing = 1024;

		private @Nullable TlsOptions tls;

		private boolean stopAtExit = true;

		private @Nullable Path library;

		private Builder(Path dataDirectory) {
			this.dataDirectory = Objects.requireNonNull(dataDirectory, "dataDirectory");
		}

		/**
		 * Sets the address on which the node listens and under which it is known in the
		 * cluster. It is kept with the data and cannot be another one later.
		 * @param address {@code host:port}, an IPv6 host in brackets; a name is kept as
		 * it is and resolved whenever somebody connects. {@code null} for the address
		 * that is kept with the data or, the first time, a free port on the loopback
		 * interface
		 * @return this builder
		 */
		public Builder address(@Nullable String address) {
			this.address = address;
			return this;
		}

		/**
		 * Sets where the node listens if that is not what its address resolves to, such
		 * as behind an address translation, or where a name is published only after the
		 * start.
		 * @param bind the {@code host:port} to listen on, such as {@code 0.0.0.0:9001};
		 * {@code null} for what the address resolves to
		 * @return this builder
		 */
		public Builder bind(@Nullable String bind) {
			this.bind = bind;
			return this;
		}

		/**
		 * Sets the other nodes of the cluster, for a node that is not yet a member of
		 * one. It joins their cluster if they have one. If none of them has, and all of
		 * them answer, the one with the lowest address founds it: hosts are compared as
		 * texts, ports as numbers.
		 * @param addresses addresses of other nodes, as {@code host:port}; the node's own
		 * is ignored, so that all nodes may be given the same list. Empty for a node that
		 * founds its own cluster at once
		 * @return this builder
		 */
		public Builder join(List<String> addresses) {
			this.join = List.copyOf(addresses);
			return this;
		}

		/**
		 * Sets how long {@link #start()} may take to join the cluster.
		 * @param timeout at least 1 ms; 1 minute if not set
		 * @return this builder
		 */
		public Builder joinTimeout(Duration timeout) {
			if (timeout.toMillis() < 1) {
				throw new IllegalArgumentException("The join timeout must be at least 1 ms, but is " + timeout);
			}
			this.joinTimeout = timeout;
			return this;
		}

		/**
		 * Sets the network latency to expect, from which the engine derives how long it
		 * waits for a leader before it elects another: 15 times the latency and more. All
		 * nodes of a cluster should have the same.
		 * @param latency 1 ms to 1 hour; 30 ms if not set. The engine's own default would
		 * make an election take 6 to 10 seconds, while few milliseconds make a busy
		 * machine elect for nothing
		 * @return this builder
		 */
		public Builder networkLatency(Duration latency) {
			if (latency.toMillis() < 1 || latency.compareTo(MAX_LATENCY) > 0) {
				throw new IllegalArgumentException(
						"The network latency must be between 1 ms and 1 hour, but is " + latency);
			}
			this.networkLatency = latency;
			return this;
		}

		/**
		 * Sets how much of the log the engine keeps. Every entry is a page (4 KiB) or
		 * more, in memory as on disk.
		 * @param threshold the number of entries after which the engine takes a snapshot;
		 * 512 if not set
		 * @param trailing the number of entries to keep behind a snapshot for nodes that
		 * lag; 1024 if not set. At least 4 and at least the threshold
		 * @return this builder
		 */
		public Builder snapshots(int threshold, int trailing) {
			if (threshold < 1 || trailing < Math.max(threshold, MIN_TRAILING)) {
				throw new IllegalArgumentException("The snapshot threshold must be positive and the trailing entries at"
						+ " least that and " + MIN_TRAILING + ", but they are " + threshold + " and " + trailing);
			}
			this.snapshotThreshold = threshold;
			this.snapshotTrailing = trailing;
			return this;
		}

		/**
		 * Sets how many nodes vote on what is written. Counts while this node leads, so
		 * that all nodes should have the same.
		 * @param count 1, 3, 5 or another odd number; 3 if not set. A cluster of fewer
		 * members has fewer
		 * @return this builder
		 */
		public Builder voters(int count) {
			if (count < 1 || count % 2 == 0) {
				throw new IllegalArgumentException("The number of voters must be odd and positive, but is " + count);
			}
			this.voters = count;
			return this;
		}

		/**
		 * Sets how many nodes besides the voters have all data, to take the place of a
		 * voter at once. Each needs as much memory as a voter. Counts while this node
		 * leads, so that all nodes should have the same.
		 * @param count 0 or more; 3 if not set. Further members have no data
		 * @return this builder
		 */
		public Builder standbys(int count) {
			if (count < 0) {
				throw new IllegalArgumentException("The number of standbys must not be negative, but is " + count);
			}
			this.standbys = count;
			return this;
		}

		/**
		 * Sets what the node fails together with, such as a rack or an availability zone.
		 * Votes are spread over failure domains.
		 * @param domain a number, or any other text, of which a number is made; the same
		 * for all nodes of the domain. {@code null} or empty for the domain 0
		 * @return this builder
		 */
		public Builder failureDomain(@Nullable String domain) {
			this.failureDomain = FailureDomain.number(domain);
			return this;
		}

		/**
		 * Sets how reluctant the node is to take a role: of several the lightest does.
		 * @param weight 0 or more; 0 if not set
		 * @return this builder
		 */
		public Builder weight(long weight) {
			if (weight < 0) {
				throw new IllegalArgumentException("The weight must not be negative, but is " + weight);
			}
			this.weight = weight;
			return this;
		}

		/**
		 * Sets how often the leader looks whether members have gone or come back, to give
		 * their roles to others. New members get a role at once.
		 * @param interval at least 100 ms; 30 seconds if not set
		 * @return this builder
		 */
		public Builder rolesInterval(Duration interval) {
			if (interval.compareTo(MIN_INTERVAL) < 0) {
				throw new IllegalArgumentException("The roles interval must be at least 100 ms, but is " + interval);
			}
			this.rolesInterval = interval;
			return this;
		}

		/**
		 * Sets how connections are encrypted: those of other nodes and of clients to this
		 * node, which have to show a certificate of a trusted authority, and those of
		 * this node to the others, which are expected to have the name under which they
		 * are known in their certificates. The same certificate serves for both. All
		 * nodes of a cluster have to do the same.
		 * @param options whom to trust, and the certificate of this node, which names the
		 * host of its address; files are read again when they change. {@code null} for
		 * plain text
		 * @return this builder
		 */
		public Builder tls(@Nullable TlsOptions options) {
			this.tls = options;
			return this;
		}

		/**
		 * Sets whether the node is stopped, as by {@link DqliteNode#close()}, when the
		 * JVM ends and nobody has stopped it.
		 * @param stopAtExit {@code true} if not set. With {@code false} somebody else has
		 * to stop it on the way out, such as a container that stops what uses the node
		 * first: the end of a process whose node runs may have to wait for an attempt to
		 * reach another node, and then never comes
		 * @return this builder
		 */
		public Builder stopAtExit(boolean stopAtExit) {
			this.stopAtExit = stopAtExit;
			return this;
		}

		/**
		 * Sets the engine to use.
		 * @param file the file of libdqlite, or {@code null} to look it up: the system
		 * property {@code dqlite.library.path}, the system's libraries, the bundled
		 * engine
		 * @return this builder
		 */
		public Builder library(@Nullable Path file) {
			this.library = file;
			return this;
		}

		/**
		 * Starts the node and waits until it serves.
		 * @return the running node
		 * @throws NodeStartException if it cannot be started; nothing remains of it then
		 */
		public DqliteNode start() throws NodeStartException {
			RoleSettings roles = new RoleSettings(new RolePolicy(this.voters, this.standbys), this.failureDomain,
					this.weight, this.rolesInterval);
			NodeSettings settings = new NodeSettings(this.dataDirectory, this.address, this.bind, this.join,
					this.joinTimeout, this.networkLatency, this.snapshotThreshold, this.snapshotTrailing, roles,
					this.tls, this.library);
			DqliteNode node = new NodeStartup(settings, EngineLoader.shared()).run();
			if (this.stopAtExit) {
				node.exitHook.register();
			}
			return node;
		}

	}

}
