package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;

/**
 * Plain text, as the engine speaks it by itself.
 */
final class PlainTransport implements Transport {

	@Override
	public void check(NodeAddress address) {
		// everybody understands plain text
	}

	@Override
	public NodeContact contact(NodeAddress node) throws IOException {
		return NodeEndpoint.of(node);
	}

	@Override
	public ClusterAdministration administration(List<NodeAddress> nodes, Duration timeout) {
		return new ClusterAdministration(nodes, timeout);
	}

	@Override
	public EngineAddress engineAddress(NodeEndpoint listen) {
		return listen;
	}

	@Override
	public void open(NodeEndpoint listen) {
		// the engine listens there itself
	}

	@Override
	public @Nullable Connector connector() {
		return null;
	}

	@Override
	public void close() {
		// nothing was opened
	}

}
