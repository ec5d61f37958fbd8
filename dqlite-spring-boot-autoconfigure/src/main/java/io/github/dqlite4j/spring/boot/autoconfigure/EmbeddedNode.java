package io.github.dqlite4j.spring.boot.autoconfigure;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.dqlite4j.client.NodeAddress;
import org.jspecify.annotations.Nullable;

/**
 * One use of a node of this application.
 */
final class EmbeddedNode implements NodeStatus, AutoCloseable {

	private final StartedNode started;

	private final @Nullable BundleTls tls;

	private final Runnable release;

	private final AtomicBoolean closed = new AtomicBoolean();

	EmbeddedNode(StartedNode started, @Nullable BundleTls tls, Runnable release) {
		this.started = started;
		this.tls = tls;
		this.release = release;
	}

	/**
	 * Return the address of the node.
	 * @return the address
	 */
	NodeAddress address() {
		return NodeAddress.parse(this.started.node().address());
	}

	/**
	 * Return how to speak with the node, which is how it speaks itself.
	 * @return the TLS, or {@code null} for plain text
	 */
	@Nullable BundleTls tls() {
		return this.tls;
	}

	/**
	 * Describe the node to those who only look.
	 * @return the node
	 */
	LocalNode local() {
		return new LocalNode(address(), this.started.node().dataDirectory());
	}

	/**
	 * Name a database whose writers are held back while the node hands over and stops.
	 * @param database the name of the database
	 */
	void holdBackWritersOf(String database) {
		this.started.node().holdBackWritersOf(database);
	}

	@Override
	public String describe() {
		return this.started.status().describe();
	}

	/**
	 * Give up the node, and stop it if nobody else uses it.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.release.run();
		}
	}

}
