package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

/**
 * Something that happened to the cluster, as this application saw it. Published as an
 * application event, so that an {@code @EventListener} gets it; on a thread of its own,
 * never on one that works for a request. Instances are immutable.
 */
public sealed interface ClusterEvent
		permits LeaderChangedEvent, MembershipChangedEvent, QuorumLostEvent, QuorumRegainedEvent {

	/**
	 * The database that the application uses.
	 * @return the name of the database
	 */
	String database();

}
