package io.github.dqlite4j.node.supervisor;

import java.io.IOException;
import java.nio.file.Path;

import io.github.dqlite4j.client.tls.RenewableSslContext;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.node.NodeBuilder;
import io.github.dqlite4j.node.NodeSettings;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.node.NodeStartException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes a node in a process of its own and starts it. May be used for several starts,
 * by one thread at a time.
 */
public final class SupervisedNodeBuilder extends NodeBuilder<SupervisedNodeBuilder> {

	private static final Logger logger = LoggerFactory.getLogger(SupervisedNodeBuilder.class);

	private @Nullable RenewableSslContext tls;

	private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

	SupervisedNodeBuilder(Path dataDirectory) {
		super(dataDirectory.toAbsolutePath());
	}

	SupervisedNodeBuilder(NodeSettings settings) {
		this(settings.dataDirectory());
		apply(settings);
	}

	@Override
	protected SupervisedNodeBuilder self() {
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

	@Override
	public SupervisedNodeBuilder library(@Nullable Path file) {
		return super.library((file != null) ? file.toAbsolutePath() : null);
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
	 */
	public SupervisedNode start() throws NodeStartException {
		ChildSettings settings = new ChildSettings(settings(), this.tls);
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
					"The start of the dqlite node in " + settings().dataDirectory() + " was interrupted.",
					"Start it again.", ex);
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
					"The dqlite node in " + settings.node().dataDirectory() + " can't be given its certificates: "
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
					"The libraries for the process of the dqlite node in " + settings().dataDirectory()
							+ " can't be found or copied: " + ex.getMessage() + ".",
					"Run the node in the process of the application, or start the application from jars, from classes or"
							+ " from an executable jar of Spring Boot, with room in the temporary directory.",
					ex);
		}
	}

}
