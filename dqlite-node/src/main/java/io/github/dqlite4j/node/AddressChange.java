package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.node.NodeIdentity.State;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;

/**
 * Gives a node that is alone in its cluster another address. The engine keeps addresses
 * in the raft log, where no request can change them; a node that does not run can have
 * the list of members in its log overwritten, which is safe only if there is no other
 * member.
 */
final class AddressChange {

	private static final Logger logger = LoggerFactory.getLogger(AddressChange.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final NodeLauncher launcher;

	private final DataDirectory directory;

	AddressChange(NodeLauncher launcher, DataDirectory directory) {
		this.launcher = launcher;
		this.directory = directory;
	}

	/**
	 * Changes the address. May be cut off at any point and called again.
	 * @param stored the identity in the directory
	 * @param address the new address
	 * @param target where to listen, which nobody does
	 * @param automatic whether the new address was chosen by us
	 * @return the identity that is then in the directory
	 * @throws NodeStartException if the cluster has other members, or the engine refuses
	 */
	NodeIdentity apply(NodeIdentity stored, String address, NodeEndpoint target, boolean automatic)
			throws NodeStartException {
		List<NodeInfo> members = members(stored, target);
		if (members.stream().anyMatch((member) -> member.id() != stored.id())) {
			throw new NodeStartException(Reason.ADDRESS_CHANGED,
					"The dqlite node in " + this.directory.path() + " cannot move from " + stored.address() + " to "
							+ address + ": it is a member of a cluster of " + members.size()
							+ " nodes, and the others know it by its address.",
					"Make " + stored.address() + " free and start the node there.");
		}
		if (members.isEmpty()) {
			// it has not joined a cluster, so its address is in no log
			NodeIdentity moved = new NodeIdentity(stored.id(), address, automatic, stored.state());
			this.directory.writeIdentity(moved);
			return moved;
		}
		NodeIdentity moving = new NodeIdentity(stored.id(), address, automatic, State.MOVING);
		this.directory.writeIdentity(moving);
		this.launcher.recoverAsOnlyMember(this.directory.path(), moving);
		NodeIdentity moved = moving.in(State.MEMBER);
		this.directory.writeIdentity(moved);
		logger.info("Moved the dqlite node in {} from {} to {}: it is the only member of its cluster",
				this.directory.path(), stored.address(), address);
		return moved;
	}

	/**
	 * Asks the engine itself who the members are: it is started under its old name at the
	 * new place, which leaves no trace in the log of a node that is alone, and is
	 * harmless for one that is not.
	 */
	private List<NodeInfo> members(NodeIdentity stored, NodeEndpoint target) throws NodeStartException {
		try (NativeNode node = this.launcher.launch(this.directory.path(), stored, target)) {
			logger.debug("{} runs at {} to tell who the members are", node, target);
			return new NodeQuery(target.reachable(), TIMEOUT).members();
		}
		catch (NodeStartException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new NodeStartException(Reason.ENGINE_FAILED,
					"The dqlite node in " + this.directory.path() + " does not say who the members of its cluster are: "
							+ ex.getMessage() + ".",
					"Make " + stored.address() + " free and start the node there.", ex);
		}
	}

}
