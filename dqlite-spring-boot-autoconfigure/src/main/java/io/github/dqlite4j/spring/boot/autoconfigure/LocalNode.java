package io.github.dqlite4j.spring.boot.autoconfigure;

import java.nio.file.Path;

import io.github.dqlite4j.client.NodeAddress;

/**
 * The node that the application runs itself, as those see it who look after it. There is
 * no such bean where an application only connects to a cluster.
 *
 * @param address the address under which the cluster knows the node
 * @param dataDirectory where the node keeps its data
 */
public record LocalNode(NodeAddress address, Path dataDirectory) {

}
