package io.github.dqlite4j.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.NodeStartException;

/**
 * A cluster of three nodes in this JVM.
 */
class ThreeNodes implements AutoCloseable {

	private final List<DqliteNode> nodes = new ArrayList<>();

	ThreeNodes(Path directory) throws NodeStartException {
		try {
			for (String name : List.of("a", "b", "c")) {
				List<String> others = this.nodes.stream().map(DqliteNode::address).toList();
				this.nodes.add(DqliteNode.builder(directory.resolve(name)).join(others).start());
			}
		}
		catch (NodeStartException ex) {
			close();
			throw ex;
		}
	}

	String url(String database) {
		return this.nodes.stream()
			.map(DqliteNode::address)
			.collect(Collectors.joining(",", "jdbc:dqlite://", "/" + database));
	}

	void stop(String address) {
		this.nodes.stream()
			.filter((node) -> node.address().equals(address))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no node at " + address))
			.close();
	}

	@Override
	public final void close() {
		this.nodes.forEach(DqliteNode::close);
	}

}
