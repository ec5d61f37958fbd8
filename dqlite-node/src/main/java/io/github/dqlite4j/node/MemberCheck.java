package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * Makes sure that a node that was a member still is one, and that its log is there. An
 * engine that finds its files damaged sets them aside and runs without them, as one that
 * waits to be added to a cluster; one that was removed runs for itself and learns nothing
 * of it.
 */
final class MemberCheck {

	private static final Logger logger = LoggerFactory.getLogger(MemberCheck.class);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

	private final NodeIdentity identity;

	private final DataDirectory directory;

	private final Membership membership;

	MemberCheck(NodeIdentity identity, DataDirectory directory, Membership membership) {
		this.identity = identity;
		this.directory = directory;
		this.membership = membership;
	}

	/**
	 * Checks a node that runs.
	 * @param endpoint where it listens
	 * @throws NodeStartException if it must not run
	 */
	void run(NodeEndpoint endpoint) throws NodeStartException {
		List<NodeInfo> logged = askOwnNode(endpoint);
		Optional<List<NodeInfo>> current = this.membership.ask(logged);
		if (current.isPresent()) {
			Optional<NodeRole> role = this.membership.role(current.get());
			if (role.isEmpty()) {
				throw removed(current.get());
			}
			requireLog(logged, role.get());
			this.membership.update(current.get());
			return;
		}
		Optional<NodeRole> role = this.membership.role(this.membership.members());
		requireLog(logged, role.orElse(NodeRole.VOTER));
		if (!this.membership.others(logged).isEmpty()) {
			logger.info("The dqlite node {} in {} runs, and of {} none knows a leader yet", this.identity.displayId(),
					this.directory.path(), this.membership.others(logged));
		}
	}

	private List<NodeInfo> askOwnNode(NodeEndpoint endpoint) throws NodeStartException {
		try {
			return new NodeQuery(endpoint, ANSWER_TIMEOUT).members();
		}
		catch (IOException ex) {
			throw new NodeStartException(Reason.ENGINE_FAILED,
					"The dqlite node " + this.identity.displayId() + " in " + this.directory.path()
							+ " runs but does not answer at " + endpoint + ": " + ex.getMessage() + ".",
					"Start it again.", ex);
		}
	}

	/**
	 * Refuses an empty log, which only a spare may have: nothing is sent to it.
	 */
	private void requireLog(List<NodeInfo> logged, NodeRole role) throws NodeStartException {
		if (logged.isEmpty() && role != NodeRole.SPARE) {
			throw new NodeStartException(Reason.DATA_DIRECTORY_NOT_USABLE,
					"The log of the dqlite node " + this.identity.displayId() + " in " + this.directory.path()
							+ " is gone or damaged: the engine knows no member of its cluster. Damaged files now have"
							+ " names that begin with 'corrupt'.",
					"Restore the directory from a backup. If other nodes have the data, remove this one from the"
							+ " cluster and let it join again with an empty directory.");
		}
	}

	private NodeStartException removed(List<NodeInfo> members) {
		return new NodeStartException(Reason.NO_MEMBER,
				"The dqlite node " + this.identity.displayId() + " at " + this.identity.address() + " in "
						+ this.directory.path() + " is no member of its cluster any more: it was removed. The members"
						+ " are " + members.stream().map(NodeInfo::address).toList() + ".",
				"To let it join again as a new node, empty the directory, after a look whether it holds anything that is"
						+ " still needed. If these members are those of another cluster, correct the addresses to join.");
	}

}
