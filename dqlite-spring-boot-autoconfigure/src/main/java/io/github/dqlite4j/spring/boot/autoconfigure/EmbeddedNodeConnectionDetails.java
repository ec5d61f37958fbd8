package io.github.dqlite4j.spring.boot.autoconfigure;

import io.github.dqlite4j.client.ConnectionOptions;
import org.jspecify.annotations.Nullable;

/**
 * Connection details of a database of the node that the application runs.
 *
 * @param details the details
 * @param node the node
 */
record EmbeddedNodeConnectionDetails(DqliteConnectionDetails details,
		EmbeddedNode node) implements DqliteConnectionDetails {

	@Override
	public ConnectionOptions getConnectionOptions() {
		return this.details.getConnectionOptions();
	}

	@Override
	public @Nullable String getUsername() {
		return this.details.getUsername();
	}

	@Override
	public @Nullable String getPassword() {
		return this.details.getPassword();
	}

	@Override
	public DqliteConnectionDetails forDatabase(String name) {
		DqliteConnectionDetails other = this.details.forDatabase(name);
		this.node.holdBackWritersOf(name);
		return new EmbeddedNodeConnectionDetails(other, this.node);
	}

}
