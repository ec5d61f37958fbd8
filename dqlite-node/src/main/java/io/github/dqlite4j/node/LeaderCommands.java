package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.dqlite4j.protocol.AssignRequest;
import io.github.dqlite4j.protocol.EmptyResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.protocol.RemoveRequest;
import io.github.dqlite4j.protocol.TransferRequest;

/**
 * Tells one node, of which the caller believes that it leads, to change the membership. A
 * node that leads no more refuses, so that of two that believe to lead only one can
 * succeed: unlike the driver's administration this never goes looking for another leader.
 */
final class LeaderCommands {

	private final NodeQuery leader;

	/**
	 * Prepares commands.
	 * @param leader the node that is believed to lead
	 * @param timeout how long one command may take. A node that gets a role is brought up
	 * to date first
	 */
	LeaderCommands(NodeContact leader, Duration timeout) {
		this.leader = new NodeQuery(leader, timeout);
	}

	List<NodeInfo> members() throws IOException {
		return this.leader.members();
	}

	void assign(long id, NodeRole role) throws IOException {
		this.leader.ask(new AssignRequest(id, role), EmptyResponse.class);
	}

	void remove(long id) throws IOException {
		this.leader.ask(new RemoveRequest(id), EmptyResponse.class);
	}

	void transferTo(long id) throws IOException {
		this.leader.ask(new TransferRequest(id), EmptyResponse.class);
	}

}
