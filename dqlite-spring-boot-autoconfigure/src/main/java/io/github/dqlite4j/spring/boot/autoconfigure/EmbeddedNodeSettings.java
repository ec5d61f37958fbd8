package io.github.dqlite4j.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.node.DqliteNode;
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
 */
record EmbeddedNodeSettings(Path dataDirectory, @Nullable String address, List<String> join, Duration joinTimeout,
		Duration networkLatency, int snapshotThreshold, int snapshotTrailing, @Nullable Path library) {

	static EmbeddedNodeSettings of(DqliteNodeProperties properties) {
		return new EmbeddedNodeSettings(realPath(Path.of(properties.getDataDir())),
				StringUtils.hasText(properties.getAddress()) ? properties.getAddress() : null,
				List.copyOf(properties.getJoin()), properties.getJoinTimeout(), properties.getNetworkLatency(),
				properties.getSnapshotThreshold(), properties.getSnapshotTrailing(),
				StringUtils.hasText(properties.getLibrary()) ? Path.of(properties.getLibrary()) : null);
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
				+ ((this.library != null) ? this.library : "looked up") + "]";
	}

	/**
	 * Describe the node to the engine.
	 * @return a builder that is ready to start it
	 * @throws DqliteConfigurationException if a setting is not valid
	 */
	DqliteNode.Builder nodeBuilder() {
		try {
			return builder();
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

}
