package io.github.dqlite4j.node.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.client.tls.RenewableSslContext;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.node.NodeStartException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes a node in a process of its own and starts it. May be used for several starts,
 * by one thread at a time. Each setting is that of {@link DqliteNode.Builder}.
 */
public final class SupervisedNodeBuilder {

	private static final Logger logger = LoggerFactory.getLogger(SupervisedNodeBuilder.class);

	private final Path dataDirectory;

	private @Nullable String address;

	private List<String> join = List.of();

	private Duration joinTimeout = Duration.ofMinutes(1);

	private Duration networkLatency = Duration.ofMillis(30);

	private int snapshotThreshold = 512;

	private int snapshotTrailing = 1024;

	private @Nullable String bind;

	private int voters = 3;

	private int standbys;

	private @Nullable String failureDomain;

	private long weight;

	private Duration rolesInterval = Duration.ofSeconds(30);

	private @Nullable RenewableSslContext tls;

	private @Nullable Path library;

	private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

	SupervisedNodeBuilder(Path dataDirectory) {
		this.dataDirectory = dataDirectory.toAbsolutePath();
	}

	/**
	 * Sets the address on which the node listens and under which it is known.
	 * @param address {@code host:port}, or {@code null} for the one that is kept with the
	 * data or a free port on the loopback interface
	 * @return this builder
	 */
	public SupervisedNodeBuilder address(@Nullable String address) {
		this.address = address;
		return this;
	}

	/**
	 * Sets the cluster to join when the node is not yet a member of one.
	 * @param addresses addresses of members, as {@code host:port}
	 * @return this builder
	 */
	public SupervisedNodeBuilder join(List<String> addresses) {
		this.join = List.copyOf(addresses);
		return this;
	}

	/**
	 * Sets how long {@link #start()} may take to join the cluster.
	 * @param timeout at least 1 ms; 1 minute if not set
	 * @return this builder
	 */
	public SupervisedNodeBuilder joinTimeout(Duration timeout) {
		this.joinTimeout = timeout;
		return this;
	}

	/**
	 * Sets the network latency to expect.
	 * @param latency 1 ms to 1 hour; 30 ms if not set
	 * @return this builder
	 */
	public SupervisedNodeBuilder networkLatency(Duration latency) {
		this.networkLatency = latency;
		return this;
	}

	/**
	 * Sets how much of the log the engine keeps.
	 * @param threshold the number of entries after which the engine takes a snapshot; 512
	 * if not set
	 * @param trailing the number of entries to keep behind a snapshot; 1024 if not set
	 * @return this builder
	 */
	public SupervisedNodeBuilder snapshots(int threshold, int trailing) {
		this.snapshotThreshold = threshold;
		this.snapshotTrailing = trailing;
		return this;
	}

	/**
	 * Sets where the node listens.
	 * @param bind {@code host:port}, or {@code null} for what the address resolves to
	 * @return this builder
	 */
	public SupervisedNodeBuilder bind(@Nullable String bind) {
		this.bind = bind;
		return this;
	}

	/**
	 * Sets how many voters the cluster should have.
	 * @param count an odd number
	 * @return this builder
	 */
	public SupervisedNodeBuilder voters(int count) {
		this.voters = count;
		return this;
	}

	/**
	 * Sets how many standbys the cluster should have.
	 * @param count 0 or more
	 * @return this builder
	 */
	public SupervisedNodeBuilder standbys(int count) {
		this.standbys = count;
		return this;
	}

	/**
	 * Sets what the node may fail together with.
	 * @param domain the failure domain, or {@code null} for none
	 * @return this builder
	 */
	public SupervisedNodeBuilder failureDomain(@Nullable String domain) {
		this.failureDomain = domain;
		return this;
	}

	/**
	 * Sets the weight of the node: of several the one with the lowest gets a role.
	 * @param weight 0 or more
	 * @return this builder
	 */
	public SupervisedNodeBuilder weight(long weight) {
		this.weight = weight;
		return this;
	}

	/**
	 * Sets how often the leader looks at the roles.
	 * @param interval at least 100 ms
	 * @return this builder
	 */
	public SupervisedNodeBuilder rolesInterval(Duration interval) {
		this.rolesInterval = interval;
		return this;
	}

	/**
	 * Sets that the node speaks TLS. The certificates of the moment and, when the context
	 * is renewed, those that follow go to the process by its standard input.
	 * @param context the certificates, or {@code null} for plain text
	 * @return this builder
	 */
	public SupervisedNodeBuilder tls(@Nullable RenewableSslContext context) {
		this.tls = context;
		return this;
	}

	/**
	 * Sets the engine to use.
	 * @param file the file of libdqlite, or {@code null} to look it up
	 * @return this builder
	 */
	public SupervisedNodeBuilder library(@Nullable Path file) {
		this.library = (file != null) ? file.toAbsolutePath() : null;
		return this;
	}

	/**
	 * Sets the program that starts the JVM of the process.
	 * @param program the program; that of this JVM if not set
	 * @return this builder
	 */
	public SupervisedNodeBuilder java(Path program) {
		this.java = program.toAbsolutePath();
		return this;
	}

	/**
	 * Starts the process and waits until the node serves.
	 * @return the running node
	 * @throws NodeStartException if it cannot be started, for the same reasons as in this
	 * process; nothing remains of it then
	 * @throws IllegalArgumentException if a setting is out of range
	 */
	public SupervisedNode start() throws NodeStartException {
		ChildSettings settings = new ChildSettings(this.dataDirectory, this.address, this.bind, this.join,
				this.joinTimeout, this.networkLatency, this.snapshotThreshold, this.snapshotTrailing, this.voters,
				this.standbys, this.failureDomain, this.weight, this.rolesInterval, this.library, this.tls);
		// refuses here what the other process would refuse
		settings.node();
		requireMessage(settings);
		ChildClassPath classPath = classPath();
		ChildLauncher launcher = new ChildLauncher(this.java, classPath, settings);
		boolean started = false;
		try {
			SupervisedNode node = launcher.launchFirst();
			started = true;
			return node;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new NodeStartException(Reason.ENGINE_FAILED,
					"The start of the dqlite node in " + this.dataDirectory + " was interrupted.", "Start it again.",
					ex);
		}
		finally {
			if (!started) {
				discard(classPath);
			}
		}
	}

	private static void requireMessage(ChildSettings settings) throws NodeStartException {
		try {
			settings.message();
		}
		catch (TlsException ex) {
			throw new NodeStartException(Reason.TLS_NOT_USABLE,
					"The dqlite node in " + settings.dataDirectory() + " can't be given its certificates: "
							+ ex.getMessage() + ".",
					"Use a private key that is in a file, or run the node in the process of the application.", ex);
		}
	}

	private static void discard(ChildClassPath classPath) {
		try {
			classPath.close();
		}
		catch (IOException ex) {
			// the failure to start tells more
			logger.warn("Copies of libraries are left in the temporary directory", ex);
		}
	}

	private ChildClassPath classPath() throws NodeStartException {
		try {
			return ChildClassPath.find(SupervisedNode.class.getClassLoader());
		}
		catch (IOException ex) {
			throw new NodeStartException(Reason.ENGINE_FAILED,
					"The libraries for the process of the dqlite node in " + this.dataDirectory
							+ " can't be found or copied: " + ex.getMessage() + ".",
					"Run the node in the process of the application, or start the application from jars, from classes or"
							+ " from an executable jar of Spring Boot, with room in the temporary directory.",
					ex);
		}
	}

}
