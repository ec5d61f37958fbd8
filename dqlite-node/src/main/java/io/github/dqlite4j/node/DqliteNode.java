package io.github.dqlite4j.node;

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

import io.github.dqlite4j.protocol.DatabaseName;

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

	private final NativeNode node;

	private final LeadershipHandover handover;

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<DatabaseName> databases = ConcurrentHashMap.newKeySet();

	private volatile boolean running = true;

	DqliteNode(NodeIdentity identity, DataDirectory directory, Engine engine, NativeNode node,
			LeadershipHandover handover) {
		this.identity = identity;
		this.directory = directory;
		this.engine = engine;
		this.node = node;
		this.handover = handover;
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
	 * @return {@code host:port} with a numeric host, an IPv6 one in brackets
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
	 * Stops the node and gives its data directory up. Does nothing when it was closed
	 * before.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			if (!this.running) {
				return;
			}
			this.running = false;
			try (WriteFence fence = this.handover.holdBackWriters(this.databases)) {
				logger.debug("{} stops behind {}", this, fence);
				this.handover.run();
				this.node.close();
			}
			this.directory.close();
			logger.info("Stopped dqlite node {} at {}", this.identity.displayId(), address());
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public String toString() {
		return "dqlite node " + this.identity.displayId() + " at " + address() + " in " + dataDirectory();
	}

	/**
	 * Describes a node and starts it. May be used for several starts, by one thread at a
	 * time.
	 */
	public static final class Builder {

		private static final Duration MAX_LATENCY = Duration.ofHours(1);

		private static final int MIN_TRAILING = 4;

		private final Path dataDirectory;

		private @Nullable String address;

		private List<String> join = List.of();

		private Duration joinTimeout = Duration.ofMinutes(1);

		private Duration networkLatency = Duration.ofMillis(50);

		private int snapshotThreshold = 512;

		private int snapshotTrailing = 1024;

		private @Nullable Path library;

		private Builder(Path dataDirectory) {
			this.dataDirectory = Objects.requireNonNull(dataDirectory, "dataDirectory");
		}

		/**
		 * Sets the address on which the node listens and under which it is known in the
		 * cluster. It is kept with the data and cannot be another one later.
		 * @param address {@code host:port}, an IPv6 host in brackets; a name is resolved
		 * when the node starts. {@code null} for the address that is kept with the data
		 * or, the first time, a free port on the loopback interface
		 * @return this builder
		 */
		public Builder address(@Nullable String address) {
			this.address = address;
			return this;
		}

		/**
		 * Sets the cluster to join when the node is not yet a member of one.
		 * @param addresses addresses of members, as {@code host:port}; the node's own is
		 * ignored, so that all nodes may be given the same list. Empty for a node that
		 * founds its own cluster
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
		 * @param latency 1 ms to 1 hour; 50 ms if not set. The engine's own default would
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
			NodeSettings settings = new NodeSettings(this.dataDirectory, this.address, this.join, this.joinTimeout,
					this.networkLatency, this.snapshotThreshold, this.snapshotTrailing, this.library);
			return new NodeStartup(settings, EngineLoader.shared()).run();
		}

	}

}
