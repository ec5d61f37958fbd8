package io.github.dqlite4j.protocol;

import java.util.List;

/**
 * The members of the cluster. Answers {@link ClusterRequest}.
 *
 * @param nodes the members
 */
public record NodesResponse(List<NodeInfo> nodes) implements Response {

}
