package io.github.dqlite4j.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The properties under {@code spring.datasource.dqlite.node}: the node that the
 * application runs itself. Where a URL or nodes to connect to are configured there is no
 * such node: an address or nodes to join are then refused, while the other properties
 * have no effect, so that a test need only set a URL.
 */
public class DqliteNodeProperties {

	/**
	 * Address as "host:port" at which the node listens and under which the others know
	 * it. Kept with the data, so it cannot be changed later. A free port on loopback is
	 * taken when not set.
	 */
	private @Nullable String address;

	/**
	 * Comma-separated list of "host:port" addresses of nodes whose cluster the node joins
	 * when it has no data yet. May contain the node's own. Without it the node founds a
	 * cluster.
	 */
	private List<String> join = new ArrayList<>();

	/**
	 * Time the node may take to join its cluster.
	 */
	private Duration joinTimeout = Duration.ofMinutes(1);

	/**
	 * Directory of the node's data. Created when missing, never shared between nodes.
	 */
	// not a Path, which Spring would look up on the class path first
	private String dataDir = "data";

	/**
	 * Network latency to expect between nodes, from which the time to elect a leader
	 * follows. Must be the same on all nodes.
	 */
	private Duration networkLatency = Duration.ofMillis(50);

	/**
	 * Number of log entries after which the node takes a snapshot.
	 */
	private int snapshotThreshold = 512;

	/**
	 * Number of log entries to keep behind a snapshot for nodes that lag.
	 */
	private int snapshotTrailing = 1024;

	/**
	 * File of the engine's shared library. Looked up in the system and then in
	 * dqlite-native when not set.
	 */
	private @Nullable String library;

	/**
	 * Where the node runs: in the process of the application, or in a process of its own
	 * that is started again when it dies, so that an engine that aborts does not end the
	 * application.
	 */
	private NodeIsolation isolation = NodeIsolation.IN_PROCESS;

	public @Nullable String getAddress() {
		return this.address;
	}

	public void setAddress(@Nullable String address) {
		this.address = address;
	}

	public List<String> getJoin() {
		return this.join;
	}

	public void setJoin(List<String> join) {
		this.join = join;
	}

	public Duration getJoinTimeout() {
		return this.joinTimeout;
	}

	public void setJoinTimeout(Duration joinTimeout) {
		this.joinTimeout = joinTimeout;
	}

	public String getDataDir() {
		return this.dataDir;
	}

	public void setDataDir(String dataDir) {
		this.dataDir = dataDir;
	}

	public Duration getNetworkLatency() {
		return this.networkLatency;
	}

	public void setNetworkLatency(Duration networkLatency) {
		this.networkLatency = networkLatency;
	}

	public int getSnapshotThreshold() {
		return this.snapshotThreshold;
	}

	public void setSnapshotThreshold(int snapshotThreshold) {
		this.snapshotThreshold = snapshotThreshold;
	}

	public int getSnapshotTrailing() {
		return this.snapshotTrailing;
	}

	public void setSnapshotTrailing(int snapshotTrailing) {
		this.snapshotTrailing = snapshotTrailing;
	}

	public @Nullable String getLibrary() {
		return this.library;
	}

	public void setLibrary(@Nullable String library) {
		this.library = library;
	}

	public NodeIsolation getIsolation() {
		return this.isolation;
	}

	public void setIsolation(NodeIsolation isolation) {
		this.isolation = isolation;
	}

}
