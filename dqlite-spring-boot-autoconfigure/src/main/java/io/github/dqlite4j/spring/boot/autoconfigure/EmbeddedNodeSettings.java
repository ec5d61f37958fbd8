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
import io.github.dqlite4j.node.NodeSettings;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.node.supervisor.SupervisedNode;
import io.github.dqlite4j.node.supervisor.SupervisedNodeBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What decides how an embedded node runs. Contexts with equal settings share one node.
 *
 * @param node the settings of the node, with the data directory as
 * {@link #realPath(Path)} gives it
 * @param isolation where it runs
 * @param tls how it speaks with others, or {@code null} for plain text
 */
record EmbeddedNodeSettings(NodeSettings node, NodeIsolation isolation, @Nullable BundleTls tls) {

	static EmbeddedNodeSettings of(DqliteNodeProperties properties, @Nullable BundleTls tls) {
		NodeSettings node = new NodeSettings(realPath(dataDirectory(properties.getDataDir())),
				text(properties.getAddress()), text(properties.getBind()), List.copyOf(properties.getJoin()),
				properties.getJoinTimeout(), properties.getNetworkLatency(), properties.getSnapshotThreshold(),
				properties.getSnapshotTrailing(), properties.getVoters(), properties.getStandbys(),
				text(properties.getFailureDomain()), properties.getWeight(), properties.getRolesInterval(),
				properties.getDiskReserve().toBytes(),
				StringUtils.hasText(properties.getLibrary()) ? Path.of(properties.getLibrary()) : null);
		return new EmbeddedNodeSettings(node, properties.getIsolation(), tls);
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
		return "[address: " + ((this.node.address() != null) ? this.node.address() : "any") + ", bind: "
				+ ((this.node.bind() != null) ? this.node.bind() : "the address") + ", join: " + this.node.join()
				+ ", join-timeout: " + this.node.joinTimeout().toMillis() + "ms, network-latency: "
				+ this.node.networkLatency().toMillis() + "ms, snapshot-threshold: " + this.node.snapshotThreshold()
				+ ", snapshot-trailing: " + this.node.snapshotTrailing() + ", voters: " + this.node.voters()
				+ ", standbys: " + this.node.standbys() + ", failure-domain: "
				+ ((this.node.failureDomain() != null) ? this.node.failureDomain() : "none") + ", weight: "
				+ this.node.weight() + ", roles-interval: " + this.node.rolesInterval().toMillis()
				+ "ms, disk-reserve: " + this.node.diskReserve() + "B, library: "
				+ ((this.node.library() != null) ? this.node.library() : "looked up") + ", isolation: " + this.isolation
				+ ", ssl.bundle: " + ((this.tls != null) ? this.tls.bundle() : "none") + "]";
	}

	/**
	 * Start the node.
	 * @return the running node
	 * @throws NodeStartException if it can't be started
	 * @throws DqliteConfigurationException if a setting is not valid
	 */
	StartedNode start() throws NodeStartException {
		try {
			return (this.isolation == NodeIsolation.PROCESS) ? StartedNode.of(isolated().start())
					: StartedNode.of(inProcess().start());
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

	private DqliteNode.Builder inProcess() {
		return DqliteNode.builder(this.node)
			.tls((this.tls != null) ? this.tls.options() : null)
			// the context stops it, after what uses it
			.stopAtExit(false);
	}

	private SupervisedNodeBuilder isolated() {
		return SupervisedNode.builder(this.node).tls((this.tls != null) ? this.tls.context() : null);
	}

}
