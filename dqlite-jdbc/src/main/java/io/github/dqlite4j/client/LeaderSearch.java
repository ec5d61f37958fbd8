package io.github.dqlite4j.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.protocol.NodeInfo;

/**
 * One search for the leader: all known nodes are asked side by side, again and again with
 * a pause, until one that leads is found. A slow node does not hold up the others.
 * <p>
 * A node that knows no leader, such as one that does not vote, is asked for the members
 * of the cluster, and these are asked as well from then on. A list may be old or wrong:
 * it says where to ask, and nothing is believed but what a leader confirms.
 */
final class LeaderSearch {

	private static final ExecutorService PROBES = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS,
			new SynchronousQueue<>(), LeaderSearch::newThread);

	private static final long FIRST_PAUSE_MILLIS = 20;

	private static final long LONGEST_PAUSE_MILLIS = 200;

	/**
	 * How long to wait for a leader that a node names, at first: shorter than an election
	 * takes, after which it names another.
	 */
	private static final Duration PATIENCE = Duration.ofMillis(500);

	/**
	 * How long to wait for it at last.
	 */
	private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

	/**
	 * How many nodes to ask besides those that were known before: whoever answers under
	 * the address of a node can list any number.
	 */
	private static final int MOST_LISTED = 64;

	private final LeaderProbe probe;

	/**
	 * The members that nodes without a leader list.
	 */
	private final Set<NodeAddress> listed = new LinkedHashSet<>();

	private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

	private final Set<NodeAddress> asking = new HashSet<>();

	private final Map<NodeAddress, Long> pauses = new HashMap<>();

	private final Map<NodeAddress, Duration> patience = new HashMap<>();

	private final Map<NodeAddress, Long> dueAt = new HashMap<>();

	private final Map<String, String> reasons = new HashMap<>();

	/**
	 * The nodes whose last failure was one that waiting does not cure.
	 */
	private final Set<NodeAddress> hopeless = new HashSet<>();

	private volatile boolean finished;

	LeaderSearch(LeaderProbe probe) {
		this.probe = probe;
	}

	private static Thread newThread(Runnable task) {
		Thread thread = new Thread(task, "dqlite-leader-probe");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Search.
	 * @param nodes the nodes to ask first
	 * @param deadline when to give up
	 * @return a connection to the leader
	 * @throws NoLeaderException if none was found in time, all nodes fail for reasons
	 * that waiting does not cure, or the thread was interrupted
	 */
	NodeConnection run(Collection<NodeAddress> nodes, Deadline deadline) throws NoLeaderException {
		long start = System.nanoTime();
		try {
			while (!deadline.isOver()) {
				nodes.forEach((node) -> askIfDue(node, deadline));
				this.listed.forEach((node) -> askIfDue(node, deadline));
				Answer answer = this.answers.poll(Math.min(FIRST_PAUSE_MILLIS, deadline.remainingMillis()),
						TimeUnit.MILLISECONDS);
				if (answer != null) {
					NodeConnection leader = accept(answer);
					if (leader != null) {
						return leader;
					}
					if (this.hopeless.containsAll(nodes) && this.hopeless.containsAll(this.listed)) {
						throw NoLeaderException.permanent(this.reasons);
					}
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.reasons.put("the search", "the thread was interrupted");
		}
		finally {
			finish();
		}
		this.asking.forEach((node) -> this.reasons.putIfAbsent(node.toString(), "has not answered yet"));
		throw new NoLeaderException(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), this.reasons);
	}

	private void askIfDue(NodeAddress node, Deadline deadline) {
		Long due = this.dueAt.get(node);
		if (this.asking.contains(node) || due != null && due - System.nanoTime() > 0) {
			return;
		}
		this.asking.add(node);
		Duration wait = this.patience.getOrDefault(node, PATIENCE);
		this.patience.put(node, (wait.compareTo(LONGEST_PATIENCE) < 0) ? wait.multipliedBy(2) : wait);
		inBackground(() -> ask(node, wait, deadline));
	}

	/**
	 * Run something in a thread that does not keep the process alive.
	 * @param task what to run
	 */
	static void inBackground(Runnable task) {
		PROBES.execute(task);
	}

	private void ask(NodeAddress node, Duration wait, Deadline deadline) {
		long start = System.nanoTime();
		Answer answer;
		try {
			answer = new Answer(node, this.probe.connectIfLeader(node, wait, deadline), null, Duration.ZERO);
		}
		catch (IOException ex) {
			answer = new Answer(node, null, ex, Duration.ofNanos(System.nanoTime() - start));
		}
		this.answers.add(answer);
		if (this.finished) {
			closeAnswers();
		}
	}

	private static String describe(@Nullable Exception ex) {
		return (ex != null && ex.getMessage() != null) ? ex.getMessage() : String.valueOf(ex);
	}

	private @Nullable NodeConnection accept(Answer answer) {
		this.asking.remove(answer.node());
		if (answer.connection() != null) {
			return answer.connection();
		}
		noteFailure(answer);
		noteMembers(answer);
		long pause = Math.min(2 * this.pauses.getOrDefault(answer.node(), FIRST_PAUSE_MILLIS), LONGEST_PAUSE_MILLIS);
		this.pauses.put(answer.node(), pause);
		long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
		this.dueAt.put(answer.node(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(jittered));
		return null;
	}

	/**
	 * Silence says less than a refusal before it, and nothing at all where the end of the
	 * search cut the attempt short.
	 */
	private void noteFailure(Answer answer) {
		String node = answer.node().toString();
		if (answer.isSilence() && (this.hopeless.contains(answer.node())
				|| answer.waited().compareTo(PATIENCE) < 0 && this.reasons.containsKey(node))) {
			return;
		}
		this.reasons.put(node, describe(answer.failure()));
		if (answer.isPermanent()) {
			this.hopeless.add(answer.node());
		}
		else {
			this.hopeless.remove(answer.node());
		}
	}

	private void noteMembers(Answer answer) {
		for (NodeInfo member : answer.members()) {
			if (this.listed.size() >= MOST_LISTED) {
				return;
			}
			try {
				this.listed.add(NodeAddress.parse(member.address()));
			}
			catch (IllegalArgumentException ex) {
				this.reasons.put(answer.node() + " lists a member that can't be reached", describe(ex));
			}
		}
	}

	private void finish() {
		this.finished = true;
		closeAnswers();
	}

	private void closeAnswers() {
		for (Answer late = this.answers.poll(); late != null; late = this.answers.poll()) {
			if (late.connection() != null) {
				late.connection().close();
			}
		}
	}

	/**
	 * What came of asking a node.
	 *
	 * @param node the node
	 * @param connection the connection to the leader, if it was found
	 * @param failure why it was not
	 * @param waited how long the failure took
	 */
	private record Answer(NodeAddress node, @Nullable NodeConnection connection, @Nullable IOException failure,
			Duration waited) {

		boolean isPermanent() {
			return this.failure instanceof TlsException || this.failure instanceof RefusedNodeException;
		}

		List<NodeInfo> members() {
			return (this.failure != null) ? LeaderUnknownException.membersIn(this.failure) : List.of();
		}

		boolean isSilence() {
			for (Throwable cause = this.failure; cause != null; cause = cause.getCause()) {
				if (cause instanceof SocketTimeoutException) {
					return true;
				}
			}
			return false;
		}

	}

}
