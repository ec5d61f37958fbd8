package io.github.dqlite4j.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Closes the connections whose exchange has passed its deadline, and shows those that
 * wait to the {@link LeaderWatch} of their cluster. One daemon thread looks after all
 * connections of the process, and only while there are any: an exchange itself costs two
 * writes to a field instead of the system calls of a socket timeout, and the deadline
 * holds for writing as well as for reading, for the whole exchange and not per byte.
 */
final class ExchangeWatchdog {

	private static final long INTERVAL_MILLIS = 100;

	private static final ExchangeWatchdog INSTANCE = new ExchangeWatchdog();

	private final Set<NodeConnection> connections = ConcurrentHashMap.newKeySet();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition stopped = this.lock.newCondition();

	private boolean running;

	private ExchangeWatchdog() {
	}

	static ExchangeWatchdog instance() {
		return INSTANCE;
	}

	void add(NodeConnection connection) {
		this.connections.add(connection);
		this.lock.lock();
		try {
			if (!this.running) {
				this.running = true;
				Thread thread = new Thread(this::run, "dqlite-exchange-watchdog");
				thread.setDaemon(true);
				thread.start();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void remove(NodeConnection connection) {
		if (this.connections.remove(connection) && this.connections.isEmpty()) {
			this.lock.lock();
			try {
				this.stopped.signal();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private void run() {
		while (!isDone()) {
			long now = System.nanoTime();
			for (NodeConnection connection : this.connections) {
				connection.closeIfOverdue(now);
				connection.giveUpIfInterrupted();
				connection.showToWatch(now);
			}
		}
	}

	private boolean isDone() {
		this.lock.lock();
		try {
			if (!this.connections.isEmpty()) {
				this.stopped.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
			}
			this.running = !this.connections.isEmpty();
			return !this.running;
		}
		catch (InterruptedException ex) {
			// Nobody but a debugger interrupts this thread: it goes on while there is
			// something to watch.
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
