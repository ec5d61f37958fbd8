package io.github.dqlite4j.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.node.Parallel.Answer;
import io.github.dqlite4j.protocol.NodeInfo;

/**
 * Decides whether a node with an empty directory founds a cluster or joins one, where
 * several nodes are configured to find each other. Of these the one with the lowest
 * address may found, once all others answer and none belongs to a cluster. It does not
 * listen until it has decided, and whoever listens has decided to join: so of two nodes
 * that know of each other never both found, whatever their lists say. A node that lost
 * its disk cannot found a second cluster, neither beside a living one nor beside one that
 * is merely stopped.
 */
final class Formation {

	private static final Logger logger = LoggerFactory.getLogger(Formation.class);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration SURVEY_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration PAUSE = Duration.ofMillis(100);

	private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

	private static final Comparator<NodeAddress> ORDER = Comparator.comparing(NodeAddress::host)
		.thenComparing(NodeAddress::port);

	private final NodeAddress self;

	private final List<NodeAddress> others;

	/**
	 * Prepares the decision.
	 * @param self the address of the node, as the others know it
	 * @param others the addresses of the others
	 */
	Formation(NodeAddress self, List<NodeAddress> others) {
		this.self = self;
		this.others = others;
	}

	/**
	 * Returns which of some nodes founds their cluster.
	 * @param self one of them
	 * @param others the others
	 * @return the lowest address
	 */
	static NodeAddress founder(NodeAddress self, List<NodeAddress> others) {
		return others.stream().filter((other) -> ORDER.compare(other, self) < 0).min(ORDER).orElse(self);
	}

	/**
	 * Decides, which may mean to wait for the others.
	 * @param deadline when to give up
	 * @param timeout the time that was given, for the message
	 * @return whether the node is to found a cluster; otherwise it is to join one
	 * @throws NodeStartException if the others do not all answer in time
	 */
	boolean isFounder(Deadline deadline, Duration timeout) throws NodeStartException {
		if (!founder(this.self, this.others).equals(this.self)) {
			return false;
		}
		Map<NodeAddress, String> missing = new TreeMap<>(ORDER);
		long loggedAt = System.nanoTime() - LOG_INTERVAL.toNanos();
		do {
			missing.clear();
			for (Map.Entry<NodeAddress, Answer<List<NodeInfo>>> entry : ask(this.others).entrySet()) {
				List<NodeInfo> members = entry.getValue().value();
				if (members == null) {
					missing.put(entry.getKey(), entry.getValue().failure());
				}
				else if (!members.isEmpty()) {
					logger.info("The dqlite node at {} joins the cluster that {} belongs to", this.self,
							entry.getKey());
					return false;
				}
			}
			if (missing.isEmpty()) {
				logger.info("The dqlite node at {} founds the cluster with {}, none of which has one yet", this.self,
						this.others);
				return true;
			}
			if (System.nanoTime() - loggedAt >= LOG_INTERVAL.toNanos()) {
				loggedAt = System.nanoTime();
				logger.info("The dqlite node at {} is to found the cluster with {} and waits for {}", this.self,
						this.others, missing);
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
		while (!deadline.isOver() && !Thread.currentThread().isInterrupted());
		throw new NodeStartException(Reason.JOIN_FAILED,
				"The dqlite node at " + this.self + " is the first of " + all()
						+ " and is to found their cluster once all of them run, but within " + timeout.toSeconds()
						+ " s these did not answer: " + missing + ".",
				"Start all of them at the same time. If they already have a cluster, start one of its members. To begin"
						+ " with fewer nodes, configure one of them without any to join and let the others join it.");
	}

	/**
	 * Asks nodes for the members of their clusters.
	 * @param nodes the nodes
	 * @return the answers; an empty list from a node that belongs to none
	 */
	static Map<NodeAddress, Answer<List<NodeInfo>>> ask(List<NodeAddress> nodes) {
		return Parallel.ask(nodes, (node) -> new NodeQuery(NodeEndpoint.of(node), ANSWER_TIMEOUT).members(),
				SURVEY_TIMEOUT);
	}

	private List<NodeAddress> all() {
		List<NodeAddress> all = new ArrayList<>(this.others);
		all.add(this.self);
		all.sort(ORDER);
		return all;
	}

}
