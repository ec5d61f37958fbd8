package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeSession.RefusedException;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * What a node does before it stops, so that nobody notices: it gives leadership to
 * another voter, which takes milliseconds, while the others would need an election
 * timeout to find out that their leader is gone; and it gives its vote to a node that has
 * none.
 * <p>
 * Where there is no such node it keeps its vote: three voters of which one restarts are
 * two of three, and when it is back it votes at once. Only where the cluster could write
 * no more with its vote, but can without it (the one of two voters), it gives it up.
 */
final class Handover {

	private static final Logger logger = LoggerFactory.getLogger(Handover.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration FENCE_TIMEOUT = Duration.ofSeconds(2);

	/**
	 * After what time without a new leader to look whether the one that was to take over
	 * is still there. A transfer takes milliseconds.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/**
	 * How long a former leader goes on saying that it leads no more. A client that is in
	 * the middle of a transaction then knows that nothing of it was done; from a
	 * connection that is closed it could not tell.
	 */
	private static final Duration FAREWELL = Duration.ofMillis(500);

	private static final Duration PAUSE = Duration.ofMillis(5);

	private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

	private final NodeIdentity identity;

	private final NodeContact contact;

	private final Transport transport;

	private final NodeQuery self;

	/**
	 * Prepares the handover of a node.
	 * @param identity the node
	 * @param contact how this process speaks to it
	 * @param transport how the other members are spoken to
	 */
	Handover(NodeIdentity identity, NodeContact contact, Transport transport) {
		this.identity = identity;
		this.contact = contact;
		this.transport = transport;
		this.self = new NodeQuery(contact, ANSWER_TIMEOUT);
	}

	/**
	 * Keeps writers out of databases if the node leads.
	 * @param databases the databases
	 * @return what lets them in again
	 */
	WriteFence holdBackWriters(Collection<DatabaseName> databases) {
		return new WriteFence(this.contact, leads() ? databases : List.of(), FENCE_TIMEOUT);
	}

	private boolean leads() {
		try {
			return this.self.leader().id() == this.identity.id();
		}
		catch (IOException ex) {
			logger.debug("The dqlite node at {} does not say who leads", this.identity.address(), ex);
			return false;
		}
	}

	/**
	 * Hands over what there is to hand over. A failure is no reason not to stop: it is
	 * logged.
	 */
	void run() {
		try {
			handOver(Deadline.within(TIMEOUT), false);
		}
		catch (IOException ex) {
			logger.warn("The dqlite node at {} stops without handing over what it could: {}", this.identity.address(),
					ex.getMessage());
		}
	}

	/**
	 * Hands everything over and takes the node out of the cluster.
	 * @param timeout how long it may take
	 * @throws IOException if the cluster has not confirmed that in time, or would lose
	 * its quorum by it
	 */
	void leave(Duration timeout) throws IOException {
		Deadline deadline = Deadline.within(timeout);
		List<NodeAddress> others = this.self.members()
			.stream()
			.filter((member) -> member.id() != this.identity.id())
			.map((member) -> NodeAddress.parse(member.address()))
			.toList();
		handOver(deadline, true);
		try {
			this.transport.administration(others, Duration.ofMillis(deadline.remainingMillis() + 1))
				.remove(this.identity.id());
		}
		catch (EngineException ex) {
			throw new IOException("the cluster refuses to remove it: " + ex.getMessage(), ex);
		}
	}

	private void handOver(Deadline deadline, boolean forGood) throws IOException {
		List<NodeInfo> members = this.self.members();
		if (members.stream().noneMatch((member) -> member.id() != this.identity.id())) {
			if (forGood) {
				throw new IOException("it is the only member of its cluster");
			}
			return;
		}
		this.self.setWeight(MemberState.LEAVING);
		List<MemberState> states = MemberSurvey.of(members, this.transport);
		List<MemberState> others = states.stream().filter((member) -> member.id() != this.identity.id()).toList();
		boolean votes = states.stream()
			.anyMatch((member) -> member.id() == this.identity.id() && member.is(NodeRole.VOTER));
		if (!votes || !forGood && others.stream().noneMatch(MemberState::isAvailable)) {
			return;
		}
		LeaderResponse leader = this.self.leader();
		if (!leader.isKnown()) {
			throw new IOException("the cluster has no leader");
		}
		Optional<NodeInfo> replacement = promoteReplacement(leader, others, deadline);
		Quorum quorum = quorum(others, replacement.isPresent());
		boolean givesUpVote = replacement.isPresent()
				|| !quorum.withoutAnswer().isReached() && quorum.withoutVote().isReached();
		if (forGood && !quorum.withoutVote().isReached()) {
			throw new IOException("the cluster would have no quorum without it: " + quorum.withoutVote().online()
					+ " of the " + quorum.withoutVote().voters() + " voters that are left would answer");
		}
		if (leader.id() == this.identity.id()) {
			leader = handLeadershipOver(others, replacement, deadline);
			if (!leader.isKnown()) {
				throw new IOException("the cluster has no leader any more");
			}
		}
		if (leader.id() == this.identity.id()) {
			if (forGood) {
				throw new IOException("no other voter takes over leadership");
			}
		}
		else if (givesUpVote && !forGood) {
			if (replacement.isPresent()) {
				confirmVote(leader, replacement.get(), deadline);
			}
			giveVoteUp(leader, deadline);
			logger.info("The dqlite node at {} gave its vote up{}", this.identity.address(),
					replacement.map((node) -> "; " + node.address() + " has one instead").orElse(""));
		}
	}

	/**
	 * Sees to it that the one that was promoted votes: now and then it does not any more
	 * after leadership has changed (seen on 1.11.1, on a busy machine).
	 */
	private void confirmVote(LeaderResponse leader, NodeInfo replacement, Deadline deadline) throws IOException {
		if (!votes(replacement.id(), leader)) {
			assign(leader, replacement.id(), NodeRole.VOTER, deadline);
		}
	}

	private void giveVoteUp(LeaderResponse leader, Deadline deadline) throws IOException {
		assign(leader, this.identity.id(), NodeRole.SPARE, deadline);
	}

	/**
	 * Gives or takes a vote. The leader may be quicker: it looks after the roles as well.
	 */
	private void assign(LeaderResponse leader, long id, NodeRole role, Deadline deadline) throws IOException {
		try {
			command(leader, deadline, (commands) -> commands.assign(id, role));
		}
		catch (RefusedException ex) {
			if (votes(id, leader) != (role == NodeRole.VOTER)) {
				throw ex;
			}
		}
	}

	private boolean votes(long id, LeaderResponse leader) throws IOException {
		return new NodeQuery(this.transport.contact(NodeAddress.parse(leader.address())), ANSWER_TIMEOUT).members()
			.stream()
			.anyMatch((member) -> member.id() == id && member.role() == NodeRole.VOTER);
	}

	private static Quorum quorum(List<MemberState> others, boolean replaced) {
		int added = replaced ? 1 : 0;
		int voters = (int) others.stream().filter((member) -> member.is(NodeRole.VOTER)).count();
		int online = (int) others.stream().filter((member) -> member.isOnline(NodeRole.VOTER)).count();
		return new Quorum(voters + 1 + added, online + 1 + added);
	}

	/**
	 * Gives a vote to a node that has none, before this one's is given up: the cluster
	 * never has fewer voters than before.
	 */
	private Optional<NodeInfo> promoteReplacement(LeaderResponse leader, List<MemberState> others, Deadline deadline)
			throws IOException {
		for (MemberState candidate : RolePolicy.replacements(NodeRole.VOTER, others).toList()) {
			try {
				command(leader, deadline, (commands) -> commands.assign(candidate.id(), NodeRole.VOTER));
				return Optional.of(candidate.info());
			}
			catch (IOException ex) {
				logger.info("The dqlite node at {} cannot take the vote of {}: {}", candidate.info().address(),
						this.identity.address(), ex.getMessage());
			}
		}
		return Optional.empty();
	}

	/**
	 * Hands leadership over.
	 * @return who leads then; this node if nobody took over
	 */
	private LeaderResponse handLeadershipOver(List<MemberState> others, Optional<NodeInfo> replacement,
			Deadline deadline) throws IOException {
		List<NodeInfo> candidates = Stream
			.concat(others.stream()
				.filter((member) -> member.is(NodeRole.VOTER) && member.isAvailable())
				.map(MemberState::info), replacement.stream())
			.toList();
		for (NodeInfo candidate : candidates) {
			try {
				Duration remaining = Duration.ofMillis(deadline.remainingMillis() + 1);
				new LeaderCommands(this.contact, remaining).transferTo(candidate.id());
				LeaderResponse leader = awaitOtherLeader(candidate, deadline);
				if (leader.id() == this.identity.id() || !leader.isKnown()) {
					logger.info("The voter at {} stopped before it took over", candidate.address());
					continue;
				}
				logger.info("The dqlite node at {} handed leadership over to {}", this.identity.address(),
						leader.address());
				LockSupport.parkNanos(FAREWELL.toNanos());
				return leader;
			}
			catch (RefusedException ex) {
				logger.info("The voter at {} did not take over: {}", candidate.address(), ex.getMessage());
			}
		}
		if (!candidates.isEmpty()) {
			logger.warn("The dqlite node at {} leads and stops, and none of the voters {} took over",
					this.identity.address(), candidates);
		}
		return this.self.leader();
	}

	/**
	 * Waits until the own node, which still votes, knows another leader.
	 * @return the other leader, or another answer if the candidate has gone
	 */
	private LeaderResponse awaitOtherLeader(NodeInfo candidate, Deadline deadline) throws IOException {
		Deadline patience = Deadline.within(PATIENCE);
		LeaderResponse leader = this.self.leader();
		while (!leader.isKnown() || leader.id() == this.identity.id()) {
			if (deadline.isOver()) {
				throw new IOException("no other node took over leadership in time");
			}
			if (patience.isOver() && MemberSurvey.of(List.of(candidate), this.transport)
				.stream()
				.noneMatch(MemberState::isAvailable)) {
				return leader;
			}
			LockSupport.parkNanos(PAUSE.toNanos());
			leader = this.self.leader();
		}
		return leader;
	}

	private void command(LeaderResponse leader, Deadline deadline, Command command) throws IOException {
		NodeContact target = (leader.id() == this.identity.id()) ? this.contact
				: this.transport.contact(NodeAddress.parse(leader.address()));
		while (true) {
			try {
				command.run(new LeaderCommands(target, Duration.ofMillis(deadline.remainingMillis() + 1)));
				return;
			}
			catch (RefusedException ex) {
				if (!ex.isBusy() || deadline.isOver()) {
					throw ex;
				}
				// another change of the membership is under way
				LockSupport.parkNanos(RETRY_PAUSE.toNanos());
			}
		}
	}

	/**
	 * Something to tell the leader.
	 */
	@FunctionalInterface
	private interface Command {

		void run(LeaderCommands leader) throws IOException;

	}

}
