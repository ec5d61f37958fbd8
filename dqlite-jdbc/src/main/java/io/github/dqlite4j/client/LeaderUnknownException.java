package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.List;

import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * A node answers, but can't say who leads. It may still know who belongs to the cluster:
 * the engine lets none but voters name the leader, and any node list the members that it
 * heard of last. A spare that was never anything else heard of none.
 */
final class LeaderUnknownException extends IOException {

	private static final long serialVersionUID = 1L;

	private final transient List<NodeInfo> members;

	/**
	 * Create the exception.
	 * @param node the node as it was dialled
	 * @param members the members that it lists, which may be out of date; empty if it
	 * lists none
	 */
	LeaderUnknownException(NodeAddress node, List<NodeInfo> members) {
		super(describe(node, members));
		this.members = List.copyOf(members);
	}

	private static String describe(NodeAddress node, List<NodeInfo> members) {
		if (members.isEmpty()) {
			return "knows neither a leader nor any member of a cluster, like a spare, which does not vote, and like a "
					+ "node that was never added: name the voters too";
		}
		boolean votes = members.stream()
			.noneMatch((member) -> member.role() != NodeRole.VOTER && member.address().equals(node.toString()));
		return votes ? "knows no leader" : "does not vote and knows no leader";
	}

	/**
	 * Return the members that the node lists.
	 */
	List<NodeInfo> members() {
		return (this.members != null) ? this.members : List.of();
	}

	/**
	 * Find out whether a failure comes from not knowing the leader.
	 * @param failure the failure
	 * @return the members that are listed instead; empty if there is nothing to list, or
	 * the failure is of another kind
	 */
	static List<NodeInfo> membersIn(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof LeaderUnknownException unknown) {
				return unknown.members();
			}
		}
		return List.of();
	}

}
