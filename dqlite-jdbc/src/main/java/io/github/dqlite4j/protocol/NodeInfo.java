package io.github.dqlite4j.protocol;

/**
 * A member of a cluster as the cluster itself lists it.
 *
 * @param id the identity of the node, never 0
 * @param address the address that the node advertises, {@code host:port}
 * @param role the part that the node plays
 */
public record NodeInfo(long id, String address, NodeRole role) {

}
