package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.util.List;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.protocol.NodeInfo;

/**
 * What a cluster says of itself.
 *
 * @param leader the address of the node that leads
 * @param members the members as the leader knows them
 */
public record ClusterState(NodeAddress leader, List<NodeInfo> members) {
}
