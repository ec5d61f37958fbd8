package io.github.dqlite4j.node.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import io.github.dqlite4j.client.tls.KeyMaterial;
import io.github.dqlite4j.client.tls.RenewableSslContext;
import io.github.dqlite4j.client.tls.TlsException;
import io.github.dqlite4j.node.NodeSettings;
import io.github.dqlite4j.node.NodeStartException;
import io.github.dqlite4j.node.RunningNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dqlite node in a process of its own. When that process dies, whatever the reason, the
 * node is started again on the same data and address, first at once and then less and
 * less often; the application goes on meanwhile. The process never outlives the
 * application. Safe for use by several threads.
 */
public final class SupervisedNode implements RunningNode {

	private static final Logger logger = LoggerFactory.getLogger(SupervisedNode.class);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

	private final ChildLauncher launcher;

	private final String id;

	private final String address;

	private final Path dataDirectory;

	private final String engineVersion;

	private final Set<String> databases = ConcurrentHashMap.newKeySet();

	private final CountDownLatch closing = new CountDownLatch(1);

	private final AtomicInteger restarts = new AtomicInteger();

	private final ReentrantLock lock = new ReentrantLock();

	private final Thread watch;

	private final RenewableSslContext.Renewal renewal = this::renew;

	private volatile ChildProcess child;

	private volatile boolean serves = true;

	private volatile @Nullable String problem;

	private boolean closed;

	SupervisedNode(ChildLauncher launcher, ChildProcess child, Message ready) {
		this.launcher = launcher;
		this.child = child;
		this.id = ready.field(0);
		this.address = ready.field(1);
		this.dataDirectory = Path.of(ready.field(2));
		this.engineVersion = ready.field(3);
		this.watch = new Thread(this::watch, "dqlite-node-supervisor");
		this.watch.setDaemon(true);
		RenewableSslContext tls = launcher.tls();
		if (tls != null) {
			tls.addListener(this.renewal);
		}
		this.watch.start();
	}

	/**
	 * Starts to describe a node.
	 * @param dataDirectory the directory that holds the node's data; created if need be,
	 * never shared between nodes
	 * @return a builder with the defaults of a node in this process
	 */
	public static SupervisedNodeBuilder builder(Path dataDirectory) {
		return new SupervisedNodeBuilder(dataDirectory);
	}

	/**
	 * Starts to describe a node by settings that are there already.
	 * @param settings the settings
	 * @return a builder with these settings
	 * @throws IllegalArgumentException if one of them is out of range
	 */
	public static SupervisedNodeBuilder builder(NodeSettings settings) {
		return new SupervisedNodeBuilder(settings);
	}

	@Override
	public long id() {
		return Long.parseUnsignedLong(this.id);
	}

	@Override
	public String address() {
		return this.address;
	}

	@Override
	public Path dataDirectory() {
		return this.dataDirectory;
	}

	@Override
	public String engineVersion() {
		return this.engineVersion;
	}

	@Override
	public void holdBackWritersOf(String database) {
		Objects.requireNonNull(database, "database");
		this.databases.add(database);
		this.child.send(Message.of(Message.Kind.DATABASE, database));
	}

	private void renew(KeyMaterial material) throws TlsException {
		this.child.send(Message.of(Message.Kind.CERTIFICATES, KeyMaterialText.encode(material)));
	}

	/**
	 * Tells how the process is.
	 * @return its state at this moment
	 */
	public SupervisedState state() {
		ChildProcess current = this.child;
		String stopped = current.isAlive() ? current.problem() : null;
		return new SupervisedState(this.serves && current.isAlive() && stopped == null, current.pid(),
				this.restarts.get(), (stopped != null) ? stopped : this.problem);
	}

	private void watch() {
		Backoff backoff = new Backoff();
		try {
			while (true) {
				ChildProcess ended = this.child;
				ended.awaitEnd();
				if (this.closing.getCount() == 0) {
					return;
				}
				this.serves = false;
				Duration wait = backoff.after(ended.age());
				this.problem = "The process " + ended.pid() + " of the dqlite node at " + this.address + " ended "
						+ ended.end();
				logger.error(
						"{}{}The application goes on, and the node is started again in {} ms. If this repeats, look"
								+ " for the cause in what it wrote; the engine has aborted if the signal is 6 or 11.",
						this.problem, System.lineSeparator(), wait.toMillis());
				if (!restart(backoff, wait)) {
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			logger.warn("The process of {} is not watched any more: the thread was interrupted", this);
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Start the node again, trying until that succeeds.
	 * @param first how long to wait before
	 * @return {@code false} if it is to stop instead
	 */
	private boolean restart(Backoff backoff, Duration first) throws InterruptedException {
		Duration wait = first;
		while (!this.closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
			try {
				adopt(this.launcher.launch(this.address));
				return true;
			}
			catch (NodeStartException ex) {
				wait = backoff.after(Duration.ZERO);
				this.problem = ex.getMessage();
				logger.error("The dqlite node at {} can't be started again. {} The next attempt is made in {} ms.",
						this.address, ex.getMessage(), wait.toMillis(), ex);
			}
		}
		return false;
	}

	private void adopt(ChildProcess next) {
		this.lock.lock();
		try {
			this.child = next;
			this.databases.forEach((database) -> next.send(Message.of(Message.Kind.DATABASE, database)));
			sendCertificates(next);
			this.serves = true;
			logger.info("The dqlite node at {} serves again, in process {}; it was started again {} times so far",
					this.address, next.pid(), this.restarts.incrementAndGet());
			if (this.closed) {
				next.send(Message.of(Message.Kind.STOP));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * They may have been renewed while the process started.
	 */
	private void sendCertificates(ChildProcess next) {
		RenewableSslContext tls = this.launcher.tls();
		if (tls != null) {
			try {
				next.send(Message.of(Message.Kind.CERTIFICATES, KeyMaterialText.encode(tls.material())));
			}
			catch (TlsException ex) {
				logger.warn("The dqlite node at {} goes on with the certificates before: {}", this.address,
						ex.getMessage());
			}
		}
	}

	/**
	 * Hands over, stops the node and waits for the end of its process, which is killed if
	 * it takes more than 30 seconds. Does nothing when it was called before.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			this.closed = true;
			RenewableSslContext tls = this.launcher.tls();
			if (tls != null) {
				tls.removeListener(this.renewal);
			}
			this.closing.countDown();
			this.child.send(Message.of(Message.Kind.STOP));
		}
		finally {
			this.lock.unlock();
		}
		try {
			this.watch.join(STOP_TIMEOUT.toMillis());
			if (!this.child.awaitEnd(Duration.ofMillis(1))) {
				logger.warn("{} has not stopped within {} s and is killed; its data is not harmed by that", this,
						STOP_TIMEOUT.toSeconds());
			}
		}
		catch (InterruptedException ex) {
			logger.warn("{} is killed: the thread that waited for it to stop was interrupted", this);
			Thread.currentThread().interrupt();
		}
		this.child.kill();
		this.serves = false;
		try {
			this.launcher.close();
		}
		catch (IOException ex) {
			logger.warn("Copies of libraries are left in the temporary directory", ex);
		}
	}

	@Override
	public String toString() {
		return "dqlite node " + this.id + " at " + this.address + " in process " + this.child.pid();
	}

}
