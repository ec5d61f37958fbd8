package io.github.dqlite4j.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.tls.ClientTls;
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
 * @param bind where to listen, or {@code null} for what the address resolves to
 * @param join the addresses of the other nodes
 * @param joinTimeout how long it may take to join
 * @param networkLatency the expected latency between nodes
 * @param snapshotThreshold the number of log entries between snapshots
 * @param snapshotTrailing the number of log entries behind a snapshot
 * @param roles the roles of the nodes
 * @param library the file of the engine, or {@code null} to look it up
 * @param isolation where it runs
 * @param tls how it speaks with others, or {@code null} for plain text
 */
record EmbeddedNodeSettings(Path dataDirectory, @Nullable String address, @Nullable String bind, List<String> join,
		Duration joinTimeout, Duration networkLatency, int snapshotThreshold, int snapshotTrailing, Roles roles,
		@Nullable Path library, NodeIsolation isolation, @Nullable BundleTls tls) {

	static EmbeddedNodeSettings of(DqliteNodeProperties properties, @Nullable BundleTls tls) {
		return new EmbeddedNodeSettings(realPath(dataDirectory(properties.getDataDir())), text(properties.getAddress()),
				text(properties.getBind()), List.copyOf(properties.getJoin()), properties.getJoinTimeout(),
				properties.getNetworkLatency(), properties.getSnapshotThreshold(), properties.getSnapshotTrailing(),
				new Roles(properties.getVoters(), properties.getStandbys(), text(properties.getFailureDomain()),
						properties.getWeight(), properties.getRolesInterval()),
				StringUtils.hasText(properties.getLibrary()) ? Path.of(properties.getLibrary()) : null,
				properties.getIsolation(), tls);
	}

	/**
	 * Refuses what would be taken for the name of a directory below the working directory
	 * without a word.
	 */
	private static Path dataDirectory(String value) {
		String remedy = value.equals("~") || value.startsWith("~/") ? "Write ${user.home}" + value.substring(1) + "."
				: value.startsWith("file:") || value.startsWith("classpath:")
						? "Write the directory without what is before the colon." : null;
		if (remedy != null) {
			throw new DqliteConfigurationException(DatabaseSelection.NODE + ".data-dir is " + value
					+ ", which is no directory: '~' and URLs are not understood here.", remedy);
		}
		return Path.of(StringUtils.hasText(value) ? value : DqliteNodeProperties.DEFAULT_DATA_DIR);
	}

	private static @Nullable String text(@Nullable String value) {
		return StringUtils.hasText(value) ? value : null;
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
		return "[address: " + ((this.address != null) ? this.address : "any") + ", bind: "
				+ ((this.bind != null) ? this.bind : "the address") + ", join: " + this.join + ", join-timeout: "
				+ this.joinTimeout.toMillis() + "ms, network-latency: " + this.networkLatency.toMillis()
				+ "ms, snapshot-threshold: " + this.snapshotThreshold + ", snapshot-trailing: " + this.snapshotTrailing
				+ ", voters: " + this.roles.voters() + ", standbys: " + this.roles.standbys() + ", failure-domain: "
				+ ((this.roles.failureDomain() != null) ? this.roles.failureDomain() : "none") + ", weight: "
				+ this.roles.weight() + ", roles-interval: " + this.roles.interval().toMillis() + "ms, library: "
				+ ((this.library != null) ? this.library : "looked up") + ", isolation: " + this.isolation
				+ ", ssl.bundle: " + ((this.tls != null) ? this.tls.bundle() : "none") + "]";
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

	/**
	 * Speak with the nodes of the cluster.
	 * @param nodes where to look for it
	 * @param timeout how long one operation may take
	 * @return the administration
	 */
	ClusterAdministration administration(List<NodeAddress> nodes, Duration timeout) {
		return new ClusterAdministration(nodes, timeout, (this.tls != null) ? new ClientTls(this.tls.options()) : null);
	}

	private DqliteNode.Builder builder() {
		return DqliteNode.builder(this.dataDirectory)
			.address(this.address)
			.bind(this.bind)
			.join(this.join)
			.joinTimeout(this.joinTimeout)
			.networkLatency(this.networkLatency)
			.snapshots(this.snapshotThreshold, this.snapshotTrailing)
			.voters(this.roles.voters())
			.standbys(this.roles.standbys())
			.failureDomain(this.roles.failureDomain())
			.weight(this.roles.weight())
			.rolesInterval(this.roles.interval())
			.tls((this.tls != null) ? this.tls.options() : null)
			.library(this.library)
			// the context stops it, after what uses it
			.stopAtExit(false);
	}

	/**
	 * Which node gets which role.
	 *
	 * @param voters the number of voters
	 * @param standbys the number of standbys
	 * @param failureDomain the node's failure domain, or {@code null} for none
	 * @param weight the node's weight
	 * @param interval how often the leader looks
	 */
	record Roles(int voters, int standbys, @Nullable String failureDomain, long weight, Duration interval) {
	}

	private SupervisedNodeBuilder isolated() {
		return SupervisedNode.builder(this.dataDirectory)
			.address(this.address)
			.join(this.join)
			.joinTimeout(this.joinTimeout)
			.networkLatency(this.networkLatency)
			.snapshots(this.snapshotThreshold, this.snapshotTrailing)
			.bind(this.bind)
			.voters(this.roles.voters())
			.standbys(this.roles.standbys())
			.failureDomain(this.roles.failureDomain())
			.weight(this.roles.weight())
			.rolesInterval(this.roles.interval())
			.tls((this.tls != null) ? this.tls.context() : null)
			.library(this.library);
	}

}
