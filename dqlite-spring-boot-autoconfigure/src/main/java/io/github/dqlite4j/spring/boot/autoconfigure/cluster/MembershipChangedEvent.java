package io.github.dqlite4j.spring.boot.autoconfigure.cluster;

import java.util.List;

import io.github.dqlite4j.protocol.NodeInfo;

/**
 * Nodes were added or removed, or have another role than before.
 *
 * @param database the database that the application uses
 * @param members all members, as they are now
 * @param added the members that are new
 * @param removed those that are members no more, as they were
 * @param reassigned the members whose role or address changed, as they are now
 */
public record MembershipChangedEvent(String database, List<NodeInfo> members, List<NodeInfo> added,
		List<NodeInfo> removed, List<NodeInfo> reassigned) implements ClusterEvent {

	/**
	 * Create an event whose lists nobody can change.
	 */
	public MembershipChangedEvent {
		members = List.copyOf(members);
		added = List.copyOf(added);
		removed = List.copyOf(removed);
		reassigned = List.copyOf(reassigned);
	}

}
