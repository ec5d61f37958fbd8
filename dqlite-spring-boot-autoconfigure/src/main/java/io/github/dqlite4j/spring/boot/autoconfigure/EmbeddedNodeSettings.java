package io.github.dqlite4j.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.node.supervisor.SupervisedNode;
import io.github.dqlite4j.node.supervisor.SupervisedNodeBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What decides how an embedded node runs. Contexts with equal settings share one node.
 *
 * @param dataDirectory the data directory, as {@link #realPath(Path)} gives it
 * @param address the address, or {@code null} to have one chosen
 * @param join the addresses of members of the cluster to join
 * @param joinTimeout how long it may take to join
 * @param networkLatency the expected latency between nodes
 * @param snapshotThreshold the number of log entries between snapshots
 * @param snapshotTrailing the number of log entries behind a snapshot
 * @param library the file of the engine, or {@code null} to look it up
 * @param isolation where it runs
 */
record EmbeddedNodeSettings(Path dataDirectory, @Nullable String address, List<String> join, Duration joinTimeout,
		Duration networkLatency, int snapshotThreshold, int snapshotTrailing, @Nullable Path library,
		NodeIsolation isolation) {

	static EmbeddedNodeSettings of(DqliteNodeProperties properties) {
		return new EmbeddedNodeSettings(realPath(Path.of(properties.getDataDir())),
				StringUtils.hasText(properties.getAddress()) ? properties.getAddress() : null,
				List.copyOf(properties.getJoin()), properties.getJoinTimeout(), properties.getNetworkLatency(),
				properties.getSnapshotThreshold(), properties.getSnapshotTrailing(),
				StringUtils.hasText(properties.getLibrary()) ? Path.of(properties.getLibrary()) : null,
				properties.getIsolation());
	}

	/**
	 * Return the one name of a directory that need not exist yet. Nothing is created: a
	 * node that can't start must leave nothing behind.
	 * @param directory a directory
	 * @return an absolute path, free of symbolic links as far as it exists
	 */
	static Path realPath(Path directory) {
		Path path = directory.toAbsolutePath().normalize();
		for (Path existing = path; existing != null; existing = existing.getParent()) {
			if (Files.exists(existing)) {
				try {
					return existing.toRealPath().resolve(existing.relativize(path)).normalize();
				}
				catch (IOException ex) {
					// not readable: the node says so when it starts there
					return path;
				}
			}
		}
		return path;
	}

	/**
	 * Name the settings by their properties.
	 * @return a text for messages
	 */
	String describe() {
		return "[address: " + ((this.address != null) ? this.address : "any") + ", join: " + this.join
				+ ", join-timeout: " + this.joinTimeout.toMillis() + "ms, network-latency: "
				+ this.networkLatency.toMillis() + "ms, snapshot-threshold: " + this.snapshotThreshold
				+ ", snapshot-trailing: " + this.snapshotTrailing + ", library: "
				+ ((this.library != null) ? this.library : "looked up") + ", isolation: " + this.isolation + "]";
	}

	/**
	 * Start the node.
	 * @return the running node
	 * @throws NodeStartException if it can't be started
	 * @throws DqliteConfigurationException if a setting is not valid
	 */
	RunningNode start() throws NodeStartException {
		try {
			return (this.isolation == NodeIsolation.PROCESS) ? new RunningNode.Isolated(isolated().start())
					: new RunningNode.InProcess(builder().start());
		}
		catch (IllegalArgumentException ex) {
			throw new DqliteConfigurationException(
					"The settings under " + DatabaseSelection.NODE + " can't be used: " + ex.getMessage() + ".",
					"Correct the setting that is named.", ex);
		}
	}

	private DqliteNode.Builder builder() {
		return DqliteNode.builder(this.dataDirectory)
			.address(this.address)
			.join(this.join)
			.joinTimeout(this.joinTimeout)
			.networkLatency(this.networkLatency)
			.snapshots(this.snapshotThreshold, this.snapshotTrailing)
			.library(this.library);
	}

	private SupervisedNodeBuilder isolated() {
		return SupervisedNode.builder(this.dataDirectory)
			.address(this.address)
			.join(this.join)
			.joinTimeout(this.joinTimeout)
			.networkLatency(this.networkLatency)
			.snapshots(this.snapshotThreshold, this.snapshotTrailing)
			.library(this.library);
	}

}
