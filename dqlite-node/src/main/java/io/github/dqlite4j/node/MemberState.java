package io.github.dqlite4j.node;

import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * A member of the cluster and how it was found to be.
 *
 * @param info the member as the leader lists it
 * @param online whether it answers
 * @param failureDomain its failure domain, 0 if it does not answer
 * @param weight its weight, 0 if it does not answer
 */
record MemberState(NodeInfo info, boolean online, long failureDomain, long weight) {

	/**
	 * The weight that a node gives itself before it stops: it is not given a role any
	 * more. Other programs see the heaviest node there can be, and prefer any other.
	 */
	static final long LEAVING = -1;

	long id() {
		return this.info.id();
	}

	boolean is(NodeRole role) {
		return this.info.role() == role;
	}

	boolean isOnline(NodeRole role) {
		return this.online && is(role);
	}

	/**
	 * Tells whether the member may be given a better role.
	 * @return whether it answers and is not about to stop
	 */
	boolean isAvailable() {
		return this.online && this.weight != LEAVING;
	}

}
