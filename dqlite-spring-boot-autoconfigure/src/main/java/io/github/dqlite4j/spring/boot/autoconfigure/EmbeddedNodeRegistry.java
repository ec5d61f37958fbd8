package io.github.dqlite4j.spring.boot.autoconfigure;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dqlite4j.node.NodeStartException;

/**
 * The nodes that the application contexts of this process run. A data directory can have
 * one node only, while several contexts of a process may want it: the test framework
 * caches contexts, and a context may have a parent or siblings. The first one starts the
 * node, the last one stops it.
 * <p>
 * Developer tools restart an application by closing its context first, and load this
 * class from a jar, hence in the class loader that survives: the node is stopped and
 * started again.
 */
final class EmbeddedNodeRegistry {

	static final EmbeddedNodeRegistry SHARED = new EmbeddedNodeRegistry();

	private final Map<Path, SharedNode> nodes = new ConcurrentHashMap<>();

	/**
	 * Return the node of a data directory, starting it when nobody uses it yet.
	 * @param settings the settings of the node
	 * @return one use of the node, to be closed
	 * @throws NodeStartException if it can't be started
	 * @throws DqliteConfigurationException if the node runs with other settings
	 */
	EmbeddedNode acquire(EmbeddedNodeSettings settings) throws NodeStartException {
		Path directory = settings.node().dataDirectory();
		while (true) {
			SharedNode node = this.nodes.computeIfAbsent(directory,
					(key) -> new SharedNode(settings, (stopped) -> this.nodes.remove(key, stopped)));
			EmbeddedNode use = node.acquire(settings);
			if (use != null) {
				return use;
			}
		}
	}

}
