package io.github.dqlite4j.jdbc;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.github.dqlite4j.client.Await;
import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.WriteLane;

/**
 * Counts what a driver that forgets something leaves behind in this process.
 *
 * @param threads the threads of the driver
 * @param sockets the open sockets, those of other parts of the process included
 */
record Leftovers(long threads, long sockets) {

	/**
	 * Count after all threads of the driver have ended.
	 */
	static Leftovers none() {
		Await.until("the threads of earlier tests have ended", () -> countThreads() == 0);
		return count();
	}

	static Leftovers count() {
		return new Leftovers(countThreads(), countSockets());
	}

	/**
	 * Wait until there is no more than there was.
	 */
	void awaitNoMore() {
		Await.until("the threads have ended", () -> countThreads() <= this.threads);
		awaitNoMoreSockets();
	}

	void awaitNoMoreSockets() {
		Await.until("the sockets are closed", () -> countSockets() <= this.sockets);
	}

	/**
	 * Return how many threads could write at this moment.
	 * @return 1 if the lane is free, or 0
	 */
	static int permits(Cluster cluster) throws InterruptedException, WriteLane.SelfDeadlockException {
		try (WriteLane.Permit permit = cluster.writeLane().acquire(Deadline.within(Duration.ZERO))) {
			return (permit != null) ? 1 : 0;
		}
		catch (TimeoutException ex) {
			return 0;
		}
	}

	private static long countThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("dqlite-"))
			.count();
	}

	private static long countSockets() {
		File[] descriptors = new File("/proc/self/fd").listFiles();
		long sockets = 0;
		for (File descriptor : (descriptors != null) ? descriptors : new File[0]) {
			try {
				if (Files.readSymbolicLink(descriptor.toPath()).toString().startsWith("socket:")) {
					sockets++;
				}
			}
			catch (IOException ex) {
				// It was closed since the directory was read, as its own descriptor was.
			}
		}
		return sockets;
	}

}
