package io.github.dqlite4j.node.raft;

import java.util.List;

import io.github.dqlite4j.protocol.NodeInfo;

/**
 * The members of a cluster as one log has them.
 *
 * @param index the index of the entry that made it so; that of the snapshot's
 * configuration if it came with a snapshot
 * @param members the members
 */
public record Membership(long index, List<NodeInfo> members) {

	/**
	 * The membership of a log that knows of none.
	 */
	public static final Membership UNKNOWN = new Membership(0, List.of());

}
