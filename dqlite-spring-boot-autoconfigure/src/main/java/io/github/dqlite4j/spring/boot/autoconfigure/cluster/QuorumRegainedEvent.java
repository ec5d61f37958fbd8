package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.time.Duration;

import io.github.dqlite4j.client.NodeAddress;

/**
 * There is a leader again after a {@link QuorumLostEvent}.
 *
 * @param database the database that the application uses
 * @param leader the node that leads
 * @param outage the time since the quorum was found lost
 */
public record QuorumRegainedEvent(String database, NodeAddress leader, Duration outage) implements ClusterEvent {

}
