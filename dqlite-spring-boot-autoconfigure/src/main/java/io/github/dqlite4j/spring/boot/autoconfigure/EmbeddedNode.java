package io.github.dqlite4j.spring.boot.autoconfigure;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.DqliteNode;

/**
 * One use of a node that runs in this process.
 */
final class EmbeddedNode implements AutoCloseable {

	private final DqliteNode node;

	private final Runnable release;

	private final AtomicBoolean closed = new AtomicBoolean();

	EmbeddedNode(DqliteNode node, Runnable release) {
		this.node = node;
		this.release = release;
	}

	/**
	 * Return the address of the node.
	 * @return the address
	 */
	NodeAddress address() {
		return NodeAddress.parse(this.node.address());
	}

	/**
	 * Describe the node to those who only look.
	 * @return the node
	 */
	LocalNode local() {
		return new LocalNode(address(), this.node.dataDirectory());
	}

	/**
	 * Name a database whose writers are held back while the node hands over and stops.
	 * @param database the name of the database
	 */
	void holdBackWritersOf(String database) {
		this.node.holdBackWritersOf(database);
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
