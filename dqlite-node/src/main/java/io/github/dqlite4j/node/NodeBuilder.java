package io.github.dqlite4j.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Describes a node, wherever it is going to run. May be used for several starts, by one
 * thread at a time.
 *
 * @param <B> the type of the builder itself
 */
public abstract class NodeBuilder<B extends NodeBuilder<B>> {

	private static final Duration MAX_LATENCY = Duration.ofHours(1);

	private static final Duration MIN_INTERVAL = Duration.ofMillis(100);

	private static final int MIN_TRAILING = 4;

	private final Path dataDirectory;

	private @Nullable String address;

	private @Nullable String bind;

	private List<String> join = List.of();

	private Duration joinTimeout = Duration.ofMinutes(1);

	private Duration networkLatency = Duration.ofMillis(30);

	private int snapshotThreshold = 512;

	private int snapshotTrailing = 1024;

	private int voters = 3;

	private int standbys = 3;

	private @Nullable String failureDomain;

	private long weight;

	private Duration rolesInterval = Duration.ofSeconds(30);

	private long diskReserve = DiskReserve.DEFAULT;

	private @Nullable Path library;

	/**
	 * Begins with the defaults.
	 * @param dataDirectory the directory that holds the node's data
	 */
	protected NodeBuilder(Path dataDirectory) {
		this.dataDirectory = Objects.requireNonNull(dataDirectory, "dataDirectory");
	}

	/**
	 * Returns this builder.
	 * @return this
	 */
	protected abstract B self();

	/**
	 * Sets the address on which the node listens and under which it is known in the
	 * cluster. It is kept with the data and cannot be another one later.
	 * @param address {@code host:port}, an IPv6 host in brackets; a name is kept as it is
	 * and resolved whenever somebody connects. {@code null} for the address that is kept
	 * with the data or, the first time, a free port on the loopback interface
	 * @return this builder
	 */
	public B address(@Nullable String address) {
		this.address = address;
		return self();
	}

	/**
	 * Sets where the node listens if that is not what its address resolves to, such as
	 * behind an address translation, or where a name is published only after the start.
	 * @param bind the {@code host:port} to listen on, such as {@code 0.0.0.0:9001};
	 * {@code null} for what the address resolves to
	 * @return this builder
	 */
	public B bind(@Nullable String bind) {
		this.bind = bind;
		return self();
	}

	/**
	 * Sets the other nodes of the cluster, for a node that is not yet a member of one. It
	 * joins their cluster if they have one. If none of them has, and all of them answer,
	 * the one with the lowest address founds it: hosts are compared as texts, ports as
	 * numbers.
	 * @param addresses addresses of other nodes, as {@code host:port}; the node's own is
	 * ignored, so that all nodes may be given the same list. Empty for a node that founds
	 * its own cluster at once
	 * @return this builder
	 */
	public B join(List<String> addresses) {
		this.join = List.copyOf(addresses);
		return self();
	}

	/**
	 * Sets how long {@code start()} may take to join the cluster.
	 * @param timeout at least 1 ms; 1 minute if not set
	 * @return this builder
	 */
	public B joinTimeout(Duration timeout) {
		if (timeout.toMillis() < 1) {
			throw new IllegalArgumentException("The join timeout must be at least 1 ms, but is " + timeout);
		}
		this.joinTimeout = timeout;
		return self();
	}

	/**
	 * Sets the network latency to expect, from which the engine derives how long it waits
	 * for a leader before it elects another: 15 times the latency and more. All nodes of
	 * a cluster should have the same.
	 * @param latency 1 ms to 1 hour; 30 ms if not set. The engine's own default would
	 * make an election take 6 to 10 seconds, while few milliseconds make a busy machine
	 * elect for nothing
	 * @return this builder
	 */
	public B networkLatency(Duration latency) {
		if (latency.toMillis() < 1 || latency.compareTo(MAX_LATENCY) > 0) {
			throw new IllegalArgumentException(
					"The network latency must be between 1 ms and 1 hour, but is " + latency);
		}
		this.networkLatency = latency;
		return self();
	}

	/**
	 * Sets how much of the log the engine keeps. Every entry is a page (4 KiB) or more,
	 * in memory as on disk.
	 * @param threshold the number of entries after which the engine takes a snapshot; 512
	 * if not set
	 * @param trailing the number of entries to keep behind a snapshot for nodes that lag;
	 * 1024 if not set. At least 4 and at least the threshold
	 * @return this builder
	 */
	public B snapshots(int threshold, int trailing) {
		if (threshold < 1 || trailing < Math.max(threshold, MIN_TRAILING)) {
			throw new IllegalArgumentException("The snapshot threshold must be positive and the trailing entries at"
					+ " least that and " + MIN_TRAILING + ", but they are " + threshold + " and " + trailing);
		}
		this.snapshotThreshold = threshold;
		this.snapshotTrailing = trailing;
		return self();
	}

	/**
	 * Sets how many nodes vote on what is written. Counts while this node leads, so that
	 * all nodes should have the same.
	 * @param count 1, 3, 5 or another odd number; 3 if not set. A cluster of fewer
	 * members has fewer
	 * @return this builder
	 */
	public B voters(int count) {
		if (count < 1 || count % 2 == 0) {
			throw new IllegalArgumentException("The number of voters must be odd and positive, but is " + count);
		}
		this.voters = count;
		return self();
	}

	/**
	 * Sets how many nodes besides the voters have all data, to take the place of a voter
	 * at once. Each needs as much memory as a voter. Counts while this node leads, so
	 * that all nodes should have the same.
	 * @param count 0 or more; 3 if not set. Further members have no data
	 * @return this builder
	 */
	public B standbys(int count) {
		if (count < 0) {
			throw new IllegalArgumentException("The number of standbys must not be negative, but is " + count);
		}
		this.standbys = count;
		return self();
	}

	/**
	 * Sets what the node fails together with, such as a rack or an availability zone.
	 * Votes are spread over failure domains.
	 * @param domain a number, or any other text, of which a number is made; the same for
	 * all nodes of the domain. {@code null} or empty for the domain 0
	 * @return this builder
	 */
	public B failureDomain(@Nullable String domain) {
		this.failureDomain = domain;
		return self();
	}

	/**
	 * Sets how reluctant the node is to take a role: of several the lightest does.
	 * @param weight 0 or more; 0 if not set
	 * @return this builder
	 */
	public B weight(long weight) {
		if (weight < 0) {
			throw new IllegalArgumentException("The weight must not be negative, but is " + weight);
		}
		this.weight = weight;
		return self();
	}

	/**
	 * Sets how often the leader looks whether members have gone or come back, to give
	 * their roles to others. New members get a role at once.
	 * @param interval at least 100 ms; 30 seconds if not set
	 * @return this builder
	 */
	public B rolesInterval(Duration interval) {
		if (interval.compareTo(MIN_INTERVAL) < 0) {
			throw new IllegalArgumentException("The roles interval must be at least 100 ms, but is " + interval);
		}
		this.rolesInterval = interval;
		return self();
	}

	/**
	 * Sets how much of the disk of the data directory the node keeps in reserve, in a
	 * file of that size. When less than half as much is left besides, the file is deleted
	 * and the node stops in an orderly way, since the engine may end the process when the
	 * disk is full, and may not start again. It starts again by itself when twice as much
	 * is free; with less it does not start at all.
	 * @param bytes 0 for none, which leaves a full disk to the engine, or 16 MiB or more;
	 * 64 MiB if not set
	 * @return this builder
	 */
	public B diskReserve(long bytes) {
		if (bytes != 0 && bytes < DiskReserve.SMALLEST) {
			throw new IllegalArgumentException("The disk reserve must be 0 or at least "
					+ DiskReserve.megabytes(DiskReserve.SMALLEST) + ", but is " + bytes + " bytes");
		}
		this.diskReserve = bytes;
		return self();
	}

	/**
	 * Sets the engine to use.
	 * @param file the file of libdqlite, or {@code null} to look it up: the system
	 * property {@code dqlite.library.path}, the system's libraries, the bundled engine
	 * @return this builder
	 */
	public B library(@Nullable Path file) {
		this.library = file;
		return self();
	}

	/**
	 * Sets everything but the data directory.
	 * @param settings what to set
	 * @return this builder
	 * @throws IllegalArgumentException if a setting is out of range
	 */
	protected final B apply(NodeSettings settings) {
		return address(settings.address()).bind(settings.bind())
			.join(settings.join())
			.joinTimeout(settings.joinTimeout())
			.networkLatency(settings.networkLatency())
			.snapshots(settings.snapshotThreshold(), settings.snapshotTrailing())
			.voters(settings.voters())
			.standbys(settings.standbys())
			.failureDomain(settings.failureDomain())
			.weight(settings.weight())
			.rolesInterval(settings.rolesInterval())
			.diskReserve(settings.diskReserve())
			.library(settings.library());
	}

	/**
	 * Returns what was set so far.
	 * @return the settings
	 */
	protected final NodeSettings settings() {
		return new NodeSettings(this.dataDirectory, this.address, this.bind, this.join, this.joinTimeout,
				this.networkLatency, this.snapshotThreshold, this.snapshotTrailing, this.voters, this.standbys,
				this.failureDomain, this.weight, this.rolesInterval, this.diskReserve, this.library);
	}

}
