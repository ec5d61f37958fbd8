package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

/**
 * No leader was found for longer than an election takes: more than half of the voters are
 * down, or can't be reached from here. Nothing can be read or written.
 *
 * @param database the database that the application uses
 * @param reason what each node said
 */
public record QuorumLostEvent(String database, String reason) implements ClusterEvent {

}
