package io.github.dqlite4j.node;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.node.NodeSession.RefusedException;
import io.github.dqlite4j.node.RolePolicy.RoleChange;
import io.github.dqlite4j.protocol.NodeInfo;

/**
 * Gives the members of the cluster their roles. To be used by the process whose node
 * leads: it asks no other node to change anything, so that what it decided on a view that
 * is out of date is refused.
 */
final class RoleKeeper {

	private static final Logger logger = LoggerFactory.getLogger(RoleKeeper.class);

	private final long leader;

	private final RolePolicy policy;

	private final LeaderCommands commands;

	private final Transport transport;

	/**
	 * Creates a keeper.
	 * @param leader the id of the own node
	 * @param policy which member should get which role
	 * @param commands the own node
	 * @param transport how the members are spoken to
	 */
	RoleKeeper(long leader, RolePolicy policy, LeaderCommands commands, Transport transport) {
		this.leader = leader;
		this.policy = policy;
		this.commands = commands;
		this.transport = transport;
	}

	/**
	 * Makes the next change, if there is one to make. Where somebody else has changed the
	 * candidate meanwhile, as one does that stops and gives its vote up, it makes none:
	 * on a new look another one may not be called for.
	 * @param members the members
	 * @return whether the roles are as they should be, or cannot be better now
	 * @throws IOException if the node leads no more, or another change is under way
	 */
	boolean adjust(List<NodeInfo> members) throws IOException {
		Optional<RoleChange> change = this.policy.next(this.leader, MemberSurvey.of(members, this.transport));
		if (change.isEmpty()) {
			return true;
		}
		for (NodeInfo candidate : change.get().candidates()) {
			try {
				this.commands.assign(candidate.id(), change.get().role());
				logger.info("The dqlite node at {} is now a {}, before it was a {}", candidate.address(),
						change.get().role(), candidate.role());
				return false;
			}
			catch (RefusedException ex) {
				if (ex.isBusy() || !ex.isAboutCandidate()) {
					throw ex;
				}
				if (!this.commands.members().contains(candidate)) {
					return false;
				}
				logger.warn("The dqlite node at {} cannot become a {} now: {}", candidate.address(),
						change.get().role(), ex.getMessage());
			}
		}
		return true;
	}

}
