package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.LeaderRequest;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.protocol.Response;

/**
 * Makes sure that a node which says that it leads was not superseded before: a node that
 * was cut off from the others goes on to believe it for a while.
 * <p>
 * Whoever superseded it was elected by more than half of the voters, and a voter forgets
 * the old leader in the moment in which it votes for another. So if more than half of the
 * voters, asked afterwards, name this node, nobody had superseded it when the first of
 * them was asked, and all that was acknowledged until then is on this node.
 */
final class LeadershipProof {

	private final NodeConnector connector;

	LeadershipProof(NodeConnector connector) {
		this.connector = connector;
	}

	/**
	 * Ask the voters.
	 * @param leader the node that says that it leads
	 * @param members the members of the cluster as that node knows them
	 * @param deadline when to give up
	 * @throws IOException if not more than half of the voters confirm in time; the
	 * message says what each of them did
	 */
	void require(LeaderResponse leader, List<NodeInfo> members, Deadline deadline) throws IOException {
		List<NodeInfo> voters = members.stream().filter((member) -> member.role() == NodeRole.VOTER).toList();
		BlockingQueue<Vote> votes = new LinkedBlockingQueue<>();
		for (NodeInfo voter : voters) {
			LeaderSearch.inBackground(() -> votes.add(ask(voter, leader, deadline)));
		}
		Map<String, String> reasons = new TreeMap<>();
		voters.forEach((voter) -> reasons.put(voter.address(), "did not answer in time"));
		int confirmed = 0;
		for (int i = 0; i < voters.size() && 2 * confirmed <= voters.size(); i++) {
			Vote vote = next(votes, deadline);
			if (vote == null) {
				break;
			}
			reasons.put(vote.voter().address(), vote.answer());
			confirmed += vote.confirms() ? 1 : 0;
		}
		if (2 * confirmed <= voters.size()) {
			throw new IOException("The node " + leader.address() + " says that it leads, but only " + confirmed + " of "
					+ voters.size() + " voters confirm it: " + reasons);
		}
	}

	private static @Nullable Vote next(BlockingQueue<Vote> votes, Deadline deadline) {
		try {
			return votes.poll(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	private Vote ask(NodeInfo voter, LeaderResponse leader, Deadline deadline) {
		try (NodeConnection connection = this.connector.connect(NodeAddress.parse(voter.address()), deadline)) {
			Response response = connection.exchange(new LeaderRequest(), deadline);
			if (response instanceof LeaderResponse named) {
				boolean confirms = named.id() == leader.id();
				String otherwise = named.isKnown() ? "names " + named.address() : "knows no leader";
				return new Vote(voter, confirms, confirms ? "confirms it" : otherwise);
			}
			return new Vote(voter, false,
					(response instanceof FailureResponse failure) ? failure.message() : response.toString());
		}
		catch (IOException | IllegalArgumentException ex) {
			return new Vote(voter, false, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * What a voter said.
	 *
	 * @param voter the voter
	 * @param confirms whether it names the same leader
	 * @param answer the answer in words
	 */
	private record Vote(NodeInfo voter, boolean confirms, String answer) {

	}

}
