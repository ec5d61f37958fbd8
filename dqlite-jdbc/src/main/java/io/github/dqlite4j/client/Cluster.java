package io.github.dqlite4j.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.tls.ClientTls;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;

/**
 * What the connections of one data source share: the nodes that are known, the node that
 * led last, the search for a new leader, the write lane of the database and the counters
 * of its sequences. It has no thread of its own, and a socket only while one of its
 * connections uses a sequence, so that it needs no closing.
 */
public final class Cluster {

	private static final Logger logger = LoggerFactory.getLogger(Cluster.class);

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * How long the node that led last may take to confirm it before the others are asked
	 * as well.
	 */
	private static final Duration HEAD_START = Duration.ofMillis(500);

	private static final Map<ConnectionOptions, WeakReference<Cluster>> shared = new ConcurrentHashMap<>();

	private final ConnectionOptions options;

	private final NodeConnector connector;

	private final NodeIdentities identities = new NodeIdentities();

	private final LeaderProbe probe;

	private final LeaderWatch leaderWatch;

	private final WriteLane writeLane = new WriteLane();

	private final GroupingRules groupingRules;

	private final SequenceCounters sequenceCounters;

	private final ReentrantLock searchLock = new ReentrantLock();

	private final List<Consumer<NodeAddress>> leaderListeners = new CopyOnWriteArrayList<>();

	private final AtomicBoolean used = new AtomicBoolean();

	private volatile List<NodeAddress> members = List.of();

	private volatile List<NodeAddress> voters = List.of();

	private volatile @Nullable NodeAddress leader;

	/**
	 * The identity of the node that led last; 0 if none was found yet.
	 */
	private volatile long leaderId;

	private volatile long suspectedAt = System.nanoTime();

	private final AtomicInteger looking = new AtomicInteger();

	/**
	 * Create a cluster that nothing else shares.
	 * @param options where to look for it
	 */
	public Cluster(ConnectionOptions options) {
		this.options = options;
		TlsOptions tls = options.tls();
		this.connector = new NodeConnector(options.maxMessageSize(), (tls != null) ? new ClientTls(tls) : null,
				DialPolicy.of(options));
		this.probe = new LeaderProbe(options.connectTimeout(), this.connector, this.identities);
		this.leaderWatch = new LeaderWatch(this, this.probe);
		this.groupingRules = new GroupingRules(options.groupCommit());
		this.sequenceCounters = new SequenceCounters(this);
	}

	/**
	 * Return the cluster that all users of equal options in this process share while any
	 * of them holds it.
	 * @param options where to look for it
	 * @return the cluster
	 */
	public static Cluster shared(ConnectionOptions options) {
		shared.values().removeIf((reference) -> reference.get() == null);
		while (true) {
			WeakReference<Cluster> reference = shared.computeIfAbsent(options,
					(key) -> new WeakReference<>(new Cluster(key)));
			Cluster cluster = reference.get();
			if (cluster != null) {
				return cluster;
			}
			shared.remove(options, reference);
		}
	}

	/**
	 * Return the options of this cluster.
	 * @return the options
	 */
	public ConnectionOptions options() {
		return this.options;
	}

	/**
	 * Return the lane in which the writers of the database queue.
	 * @return the lane
	 */
	public WriteLane writeLane() {
		return this.writeLane;
	}

	/**
	 * Return what is known of whether writes may commit together.
	 * @return the rules
	 */
	public GroupingRules groupingRules() {
		return this.groupingRules;
	}

	/**
	 * Return the counters of the sequences of the database.
	 * @return the counters
	 */
	public SequenceCounters sequenceCounters() {
		return this.sequenceCounters;
	}

	LeaderWatch leaderWatch() {
		return this.leaderWatch;
	}

	NodeConnector connector() {
		return this.connector;
	}

	/**
	 * Tell whether nobody asked this before: for what is to be done once for all
	 * connections.
	 * @return whether this is the first call
	 */
	public boolean isFirstUse() {
		return this.used.compareAndSet(false, true);
	}

	/**
	 * Return the node that led last, as far as this process knows.
	 * @return its address, or {@code null} if none was found yet
	 */
	public @Nullable NodeAddress lastLeader() {
		return this.leader;
	}

	/**
	 * Return the nodes that are looked for a leader: those of the options and those that
	 * the cluster named since.
	 * @return the addresses, without repetition
	 */
	public Set<NodeAddress> knownNodes() {
		Set<NodeAddress> nodes = new LinkedHashSet<>(this.options.nodes());
		nodes.addAll(this.members);
		return nodes;
	}

	/**
	 * Return the nodes that elect the leader, as far as the cluster named them.
	 */
	List<NodeAddress> voters() {
		return this.voters;
	}

	/**
	 * Ask to be told of new leaders.
	 * @param listener called with the address of every leader that differs from the one
	 * before, by the thread that found it; must not block
	 */
	public void addLeaderListener(Consumer<NodeAddress> listener) {
		this.leaderListeners.add(listener);
	}

	/**
	 * Ask to be told of new leaders no more.
	 * @param listener the listener as it was added; nothing happens if it was not
	 */
	public void removeLeaderListener(Consumer<NodeAddress> listener) {
		this.leaderListeners.remove(listener);
	}

	/**
	 * Open a session with the leader, waiting for an election to end.
	 * @param deadline when to give up; the leader timeout of the options holds in any
	 * case
	 * @return the session
	 * @throws NoLeaderException if no leader was found in time
	 * @throws TlsException if the files of the TLS options can't be used
	 * @throws IOException if the leader could not be used
	 */
	public Session openSession(Deadline deadline) throws IOException {
		return openSession(this.options.database(), deadline);
	}

	Session openSession(DatabaseName database, Deadline deadline) throws IOException {
		this.looking.incrementAndGet();
		try {
			return openAtLeader(database, deadline, (connection, end) -> Session.open(this, database, connection, end));
		}
		finally {
			this.looking.decrementAndGet();
		}
	}

	/**
	 * Tell whether somebody in this process is connecting to the leader, for which it may
	 * have to wait.
	 * @return whether somebody is
	 */
	public boolean isLookingForLeader() {
		return this.looking.get() > 0;
	}

	/**
	 * Open something at the leader, and if that is lost meanwhile, at the next one.
	 * Nothing was handed out before, so that nobody notices.
	 * @param database the database that is opened, for the message
	 * @param deadline when to give up; the leader timeout of the options holds in any
	 * case
	 * @param opening opens it
	 * @return what it returns
	 * @throws NoLeaderException if no leader was found in time
	 * @throws IOException if the leader could not be used
	 */
	<T> T openAtLeader(DatabaseName database, Deadline deadline, Opening<T> opening) throws IOException {
		this.connector.prepare();
		Deadline end = deadline.earlier(Deadline.after(this.options.leaderTimeout()));
		while (true) {
			NodeConnection connection = connectToLeader(end);
			boolean opened = false;
			try {
				T result = opening.open(connection, end);
				opened = true;
				return result;
			}
			catch (EngineException ex) {
				// opening a database changes nothing: an unknown outcome is a leader that
				// was lost
				if (!ex.kind().isLossOfLeader() || end.isOver()) {
					throw new IOException("The node " + connection.address() + " refuses to open the database "
							+ database + ": " + ex.getMessage() + " (" + ex.code() + ")", ex);
				}
				this.identities.forget(connection.address());
				suspect(connection.address());
			}
			catch (IOException ex) {
				suspect(connection.address());
				if (end.isOver()) {
					throw ex;
				}
			}
			finally {
				if (!opened) {
					connection.close();
				}
			}
			LockSupport.parkNanos(PAUSE_NANOS);
			if (Thread.currentThread().isInterrupted()) {
				throw interrupted();
			}
		}
	}

	private static InterruptedIOException interrupted() {
		return new InterruptedIOException("the thread was interrupted while it looked for the leader");
	}

	NodeConnection connectToLeader(Deadline deadline) throws IOException {
		NodeAddress last = this.leader;
		NodeConnection connection = (last != null) ? tryConnect(last, deadline) : null;
		return (connection != null) ? connection : search(last, deadline);
	}

	private @Nullable NodeConnection tryConnect(NodeAddress node, Deadline deadline) {
		try {
			NodeConnection connection = this.probe.connectIfLeader(node, HEAD_START,
					deadline.earlier(Deadline.after(HEAD_START)));
			found(connection);
			return connection;
		}
		catch (IOException ex) {
			logger.debug("The node {} that led last can't be used: {}", node, ex.getMessage());
			return null;
		}
	}

	/**
	 * Only one thread searches; the others wait for it and then try what it found.
	 */
	private NodeConnection search(@Nullable NodeAddress lost, Deadline deadline) throws IOException {
		if (!lockForSearch(deadline)) {
			throw new NoLeaderException(this.options.leaderTimeout().toMillis(),
					Map.of("the search", "another thread is still searching"));
		}
		try {
			NodeAddress current = this.leader;
			if (current != null && !current.equals(lost)) {
				NodeConnection connection = tryConnect(current, deadline);
				if (connection != null) {
					return connection;
				}
			}
			NodeConnection connection = new LeaderSearch(this.probe).run(knownNodes(), deadline);
			found(connection);
			return connection;
		}
		finally {
			this.searchLock.unlock();
		}
	}

	private boolean lockForSearch(Deadline deadline) throws InterruptedIOException {
		try {
			return this.searchLock.tryLock(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw interrupted();
		}
	}

	private void found(NodeConnection connection) {
		found(connection.address(), connection.identity().id());
	}

	/**
	 * Take note that the voters name a leader, to which this process may have no
	 * connection yet.
	 */
	void leaderNamed(LeaderResponse named) {
		try {
			if (named.id() != this.leaderId) {
				found(LeaderProbe.advertised(named), named.id());
			}
		}
		catch (IOException ex) {
			logger.debug("The leader can't be reached under the address that it advertises: {}", ex.getMessage());
		}
	}

	/**
	 * Tell whether another node is known to lead.
	 * @param id the identity of a node that led
	 */
	boolean isSuperseded(long id) {
		long current = this.leaderId;
		return current != 0 && current != id;
	}

	private void found(NodeAddress address, long id) {
		this.leaderId = id;
		NodeAddress previous = this.leader;
		if (!address.equals(previous)) {
			this.leader = address;
			if (previous == null) {
				logger.debug("The leader of the dqlite cluster is {}", address);
			}
			else {
				logger.info("The leader of the dqlite cluster is now {}, before it was {}", address, previous);
			}
			this.leaderListeners.forEach((listener) -> listener.accept(address));
		}
	}

	/**
	 * Take note that a node failed: sessions look twice before they send the next write
	 * to it.
	 * @param address the node
	 */
	void suspect(NodeAddress address) {
		logger.debug("The node {} is suspected to have failed or to have lost leadership", address);
		this.suspectedAt = System.nanoTime();
	}

	/**
	 * Tell whether a node was found failing, or without leadership.
	 * @param nanoTime since when, as {@link System#nanoTime()}
	 * @return whether one was
	 */
	public boolean isSuspectedSince(long nanoTime) {
		return this.suspectedAt - nanoTime > 0;
	}

	void learn(List<NodeInfo> nodes) {
		List<NodeAddress> addresses = new ArrayList<>(nodes.size());
		List<NodeAddress> voting = new ArrayList<>(nodes.size());
		for (NodeInfo node : nodes) {
			NodeAddress address = addressOf(node);
			if (address != null) {
				addresses.add(address);
				if (node.role() == NodeRole.VOTER) {
					voting.add(address);
				}
				this.identities.learn(address, node.id());
			}
		}
		this.members = List.copyOf(addresses);
		this.voters = List.copyOf(voting);
	}

	private static @Nullable NodeAddress addressOf(NodeInfo node) {
		try {
			return NodeAddress.parse(node.address());
		}
		catch (IllegalArgumentException ex) {
			logger.debug("A member of the cluster can't be reached from here: {}", ex.getMessage());
			return null;
		}
	}

	/**
	 * Opens something on a connection to the leader, which is closed if that fails.
	 *
	 * @param <T> what is opened
	 */
	@FunctionalInterface
	interface Opening<T> {

		T open(NodeConnection connection, Deadline deadline) throws IOException, EngineException;

	}

}
