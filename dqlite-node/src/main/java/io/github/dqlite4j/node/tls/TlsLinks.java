package io.github.dqlite4j.node.tls;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.Deadline;

/**
 * The links of one node and the threads that serve them. Nothing of them is left once it
 * is closed.
 */
final class TlsLinks implements Closeable {

	private static final Logger logger = LoggerFactory.getLogger(TlsLinks.class);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final RefusalLog refusals = new RefusalLog();

	private final Set<Closeable> connections = ConcurrentHashMap.newKeySet();

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private final ScheduledThreadPoolExecutor timer;

	private volatile boolean closed;

	TlsLinks() {
		this.timer = new ScheduledThreadPoolExecutor(1, (task) -> daemon(task, "dqlite-tls-timer"));
		this.timer.setRemoveOnCancelPolicy(true);
	}

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	RefusalLog refusals() {
		return this.refusals;
	}

	/**
	 * Takes note of a connection, to be closed at the end.
	 * @param connection the connection, which is closed at once if that has come
	 * @throws IOException if the end has come
	 */
	void remember(Closeable connection) throws IOException {
		this.connections.add(connection);
		if (this.closed) {
			forget(connection);
			connection.close();
			throw new IOException("The node stops");
		}
	}

	void forget(Closeable connection) {
		this.connections.remove(connection);
	}

	/**
	 * Starts a thread.
	 * @param task what it does
	 * @param name what it is called
	 */
	void start(Runnable task, String name) {
		Thread thread = daemon(() -> {
			try {
				task.run();
			}
			finally {
				this.threads.remove(Thread.currentThread());
			}
		}, name);
		this.threads.add(thread);
		boolean started = false;
		try {
			thread.start();
			started = true;
		}
		finally {
			if (!started) {
				this.threads.remove(thread);
			}
		}
	}

	/**
	 * Closes a connection after a while, unless that is taken back.
	 * @param connection what is to be closed
	 * @param delay the time until then
	 * @return what takes it back; {@code null} if the end has come
	 */
	@Nullable ScheduledFuture<?> closeAfter(Closeable connection, Duration delay) {
		try {
			return this.timer.schedule(() -> closeQuietly(connection), delay.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			closeQuietly(connection);
			return null;
		}
	}

	private static void closeQuietly(Closeable connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			logger.debug("A connection can't be closed", ex);
		}
	}

	/**
	 * Closes all connections and waits for the threads, for some seconds at most.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.timer.shutdownNow();
		this.connections.forEach(TlsLinks::closeQuietly);
		this.connections.clear();
		Deadline deadline = Deadline.within(STOP_TIMEOUT);
		try {
			for (Thread thread : this.threads) {
				thread.join(Math.max(1, deadline.remainingMillis()));
			}
			this.timer.awaitTermination(Math.max(1, deadline.remainingMillis()), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (!this.threads.isEmpty()) {
			logger.warn("Of the threads that serve TLS some have not ended yet: {}", this.threads);
		}
	}

}
