package io.github.dqlite4j.node.tls;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of others with whom TLS can't be agreed on. They try again and again, so that of
 * the same one the same is told once a minute, and the rest only to who debugs.
 */
final class RefusalLog {

	private static final Logger logger = LoggerFactory.getLogger(RefusalLog.class);

	private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

	private static final int MAX_ENTRIES = 256;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Long> told = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
			return size() > MAX_ENTRIES;
		}

	};

	/**
	 * Tells of a failure.
	 * @param peer who it is about
	 * @param failure what is wrong with it and the remedy
	 */
	void report(String peer, IOException failure) {
		// what follows may differ each time, such as what the clock says
		String kind = String.valueOf(failure.getMessage()).split(":", 2)[0];
		if (isNews(peer + kind)) {
			logger.warn("No connection by TLS with {}: {}", peer, failure.getMessage());
		}
		else {
			logger.debug("No connection by TLS with {}", peer, failure);
		}
	}

	private boolean isNews(String subject) {
		long now = System.nanoTime();
		this.lock.lock();
		try {
			Long before = this.told.get(subject);
			if (before != null && now - before < INTERVAL) {
				return false;
			}
			this.told.remove(subject);
			this.told.put(subject, now);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

}
