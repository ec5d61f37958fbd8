package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import io.github.dqlite4j.client.NodeAddress;

/**
 * Another node leads than before.
 *
 * @param database the database that the application uses
 * @param leader the node that leads now
 * @param previous the node that led before
 */
public record LeaderChangedEvent(String database, NodeAddress leader, NodeAddress previous) implements ClusterEvent {

}
