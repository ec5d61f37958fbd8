package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.protocol.NodeInfo;

/**
 * A dqlite node that runs inside this process. It runs from the moment
 * {@link Builder#start()} returns it until {@link #close()}, except for the time in which
 * its disk is {@linkplain Builder#diskReserve(long) nearly full}; a process may have
 * several. Safe for use by several threads.
 */
public final class DqliteNode implements RunningNode {

	private static final Logger logger = LoggerFactory.getLogger(DqliteNode.class);

	private final NodeIdentity identity;

	private final DataDirectory directory;

	private final Engine engine;

	private final Restart restart;

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<DatabaseName> databases = ConcurrentHashMap.newKeySet();

	private final ExitHook exitHook;

	private final @Nullable DiskWatch diskWatch;

	/** What runs, or ran last. */
	private volatile NodeService service;

	/** What keeps the node from running until it is closed. */
	private volatile @Nullable String problem;

	private volatile boolean closed;

	/**
	 * Creates a node that runs, and begins to watch its disk.
	 * @param directory its directory
	 * @param engine its engine
	 * @param service what runs
	 * @param reserve what it holds on its disk, or {@code null} for nothing
	 * @param restart what starts it again
	 */
	DqliteNode(DataDirectory directory, Engine engine, NodeService service, @Nullable DiskReserve reserve,
			Restart restart) {
		this.identity = service.identity();
		this.directory = directory;
		this.engine = engine;
		this.service = service;
		this.restart = restart;
		this.exitHook = new ExitHook(toString(), this::close);
		this.diskWatch = (reserve != null) ? new DiskWatch(reserve, new DiskGuarded()) : null;
		if (this.diskWatch != null) {
			this.diskWatch.start();
		}
	}

	/**
	 * Starts to describe a node.
	 * @param dataDirectory the directory that holds the node's data; created if need be,
	 * never shared between nodes
	 * @return a builder with defaults for the rest: a free port on the loopback
	 * interface, a cluster of its own
	 */
	public static Builder builder(Path dataDirectory) {
		return new Builder(dataDirectory);
	}

	/**
	 * Starts to describe a node by settings that are there already.
	 * @param settings the settings
	 * @return a builder with these settings
	 * @throws IllegalArgumentException if one of them is out of range
	 */
	public static Builder builder(NodeSettings settings) {
		return new Builder(settings.dataDirectory()).apply(settings);
	}

	@Override
	public long id() {
		return this.identity.id();
	}

	@Override
	public String address() {
		return this.identity.address();
	}

	@Override
	public Path dataDirectory() {
		return this.directory.path();
	}

	/**
	 * Tells whether the node runs.
	 * @return {@code false} once {@link #close()} was called, and while a
	 * {@linkplain #problem() problem} keeps it from running
	 */
	public boolean isRunning() {
		return !this.closed && this.problem == null;
	}

	/**
	 * Tells what keeps the node from running although it was not closed: a disk that is
	 * nearly full. It starts again by itself.
	 * @return the problem and what ends it, for people; {@code null} if there is none
	 */
	public @Nullable String problem() {
		return this.problem;
	}

	@Override
	public String engineVersion() {
		return this.engine.version();
	}

	/**
	 * Returns the members of the cluster as the node last heard of them from a leader; it
	 * asks about as often as the interval of {@link Builder#rolesInterval(Duration)}.
	 * @return the members; empty if it has heard of none yet
	 */
	public List<NodeInfo> members() {
		return this.service.membership().members();
	}

	@Override
	public void holdBackWritersOf(String name) {
		DatabaseName database = new DatabaseName(name);
		this.databases.add(database);
		this.databases.add(database.ofSequences());
	}

	/**
	 * Stops the node and gives its data directory up. Before that it hands over what
	 * others need: leadership to another voter, and its vote to a member without one that
	 * answers, within 10 seconds at most. Where no such member is, it keeps its vote, so
	 * that a restart changes nothing, unless the others can only decide without it. Does
	 * nothing when it was closed before.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			if (!this.closed) {
				stopForGood(this.service.handover()::run);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes the node out of its cluster for good and stops it. Its data directory is of
	 * no use afterwards.
	 * @param timeout how long the cluster may take to agree
	 * @throws IOException if it does not agree in time, or the cluster would have no
	 * quorum without the node; the node has stopped then as by {@link #close()}, and may
	 * be started again
	 * @throws IllegalStateException if the node was closed before
	 */
	public void leave(Duration timeout) throws IOException {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new IllegalStateException(this + " does not run");
			}
			String why = this.problem;
			stopForGood(() -> leaveCluster(timeout));
			if (why != null) {
				throw new IOException("The " + this + " could not leave its cluster: it was " + why);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void leaveCluster(Duration timeout) throws IOException {
		try {
			this.service.handover().leave(timeout);
			this.directory.writeIdentity(this.identity.in(NodeIdentity.State.LEFT));
			logger.info("The dqlite node {} at {} has left its cluster", this.identity.displayId(), address());
		}
		catch (IOException ex) {
			throw new IOException("The dqlite node " + this.identity.displayId() + " at " + address()
					+ " could not leave its cluster: " + ex.getMessage(), ex);
		}
	}

	private <E extends Exception> void stopForGood(NodeService.Farewell<E> farewell) throws E {
		this.closed = true;
		if (this.diskWatch != null) {
			this.diskWatch.close();
		}
		try {
			if (this.problem == null) {
				this.service.stopAfter(this.databases, farewell);
			}
		}
		finally {
			release();
		}
	}

	private void release() {
		if (!this.service.isAbandoned()) {
			this.directory.close();
		}
		this.exitHook.cancel();
		logger.info("Stopped dqlite node {} at {}", this.identity.displayId(), address());
	}

	@Override
	public String toString() {
		return "dqlite node " + this.identity.displayId() + " at " + address() + " in " + dataDirectory();
	}

	/**
	 * Starts a node again that was stopped and not closed.
	 */
	@FunctionalInterface
	interface Restart {

		/**
		 * Starts it, in the directory that it still has locked.
		 * @return what runs
		 * @throws NodeStartException if it cannot be started
		 */
		NodeService run() throws NodeStartException;

	}

	/**
	 * The node as the watch of its disk sees it.
	 */
	private final class DiskGuarded implements DiskWatch.Guarded {

		@Override
		public void suspend(String why) {
			DqliteNode.this.lock.lock();
			try {
				if (!DqliteNode.this.closed) {
					DqliteNode.this.problem = why;
					NodeService running = DqliteNode.this.service;
					running.stopAfter(DqliteNode.this.databases, running.handover()::run);
				}
			}
			finally {
				DqliteNode.this.lock.unlock();
			}
		}

		@Override
		public void resume() throws NodeStartException {
			DqliteNode.this.lock.lock();
			try {
				if (!DqliteNode.this.closed) {
					DqliteNode.this.service = startAgain();
					DqliteNode.this.problem = null;
				}
			}
			catch (NodeStartException ex) {
				DqliteNode.this.problem = "stopped since its disk was nearly full, and can't be started again: "
						+ ex.getMessage();
				throw ex;
			}
			finally {
				DqliteNode.this.lock.unlock();
			}
		}

		private NodeService startAgain() throws NodeStartException {
			if (DqliteNode.this.service.isAbandoned()) {
				throw new NodeStartException(NodeStartException.Reason.ENGINE_FAILED,
						"The engine did not stop when the disk was nearly full.", "Start this process again.");
			}
			return DqliteNode.this.restart.run();
		}

		@Override
		public String toString() {
			return DqliteNode.this.toString();
		}

	}

	/**
	 * Describes a node of this process and starts it. May be used for several starts, by
	 * one thread at a time.
	 */
	public static final class Builder extends NodeBuilder<Builder> {

		private @Nullable TlsOptions tls;

		private boolean stopAtExit = true;

		private Builder(Path dataDirectory) {
			super(dataDirectory);
		}

		@Override
		protected Builder self() {
			return this;
		}

		/**
		 * Sets how connections are encrypted: those of other nodes and of clients to this
		 * node, which have to show a certificate of a trusted authority, and those of
		 * this node to the others, which are expected to have the name under which they
		 * are known in their certificates. The same certificate serves for both. All
		 * nodes of a cluster have to do the same.
		 * @param options whom to trust, and the certificate of this node, which names the
		 * host of its address; files are read again when they change. {@code null} for
		 * plain text
		 * @return this builder
		 */
		public Builder tls(@Nullable TlsOptions options) {
			this.tls = options;
			return this;
		}

		/**
		 * Sets whether the node is stopped, as by {@link DqliteNode#close()}, when the
		 * JVM ends and nobody has stopped it.
		 * @param stopAtExit {@code true} if not set. With {@code false} somebody else has
		 * to stop it on the way out, such as a container that stops what uses the node
		 * first: the end of a process whose node runs may have to wait for an attempt to
		 * reach another node, and then never comes
		 * @return this builder
		 */
		public Builder stopAtExit(boolean stopAtExit) {
			this.stopAtExit = stopAtExit;
			return this;
		}

		/**
		 * Starts the node and waits until it serves.
		 * @return the running node
		 * @throws NodeStartException if it cannot be started; nothing remains of it then
		 */
		public DqliteNode start() throws NodeStartException {
			return start(DiskSpace::of);
		}

		/**
		 * Starts the node on a disk of which somebody else knows how full it is.
		 * @param disks finds the disk of a directory
		 * @return the running node
		 * @throws NodeStartException if it cannot be started
		 */
		DqliteNode start(DiskSpace.Finder disks) throws NodeStartException {
			DqliteNode node = new NodeStartup(settings(), this.tls, EngineLoader.shared(), disks).run();
			if (this.stopAtExit) {
				node.exitHook.register();
			}
			return node;
		}

	}

}
