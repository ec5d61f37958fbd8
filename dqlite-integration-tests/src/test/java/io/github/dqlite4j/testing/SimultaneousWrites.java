package io.github.dqlite4j.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Writers of one data source that all wait, in order, while another one has the turn.
 */
public final class SimultaneousWrites {

	private SimultaneousWrites() {
	}

	/**
	 * Has all write at the same time.
	 * @param blocker the connection that has the turn meanwhile
	 * @param blockingWrite a write that takes it
	 * @param writers the connections that write
	 * @param write what each does
	 * @return what each returns
	 */
	public static List<Long> run(Connection blocker, String blockingWrite, List<Connection> writers, Write write)
			throws Exception {
		blocker.setAutoCommit(false);
		try (Statement statement = blocker.createStatement()) {
			statement.execute(blockingWrite);
		}
		List<Thread> threads = new ArrayList<>();
		ExecutorService executor = Executors.newFixedThreadPool(writers.size(), (task) -> {
			Thread thread = new Thread(task);
			threads.add(thread);
			return thread;
		});
		try {
			List<Future<Long>> futures = new ArrayList<>();
			for (int i = 0; i < writers.size(); i++) {
				int number = i;
				futures.add(executor.submit(() -> write.run(writers.get(number), number)));
				awaitWaiting(threads.get(i));
			}
			blocker.commit();
			List<Long> results = new ArrayList<>();
			for (Future<Long> future : futures) {
				results.add(future.get(60, TimeUnit.SECONDS));
			}
			return results;
		}
		catch (ExecutionException ex) {
			throw new AssertionError("A writer failed", ex.getCause());
		}
		finally {
			blocker.rollback();
			blocker.setAutoCommit(true);
			executor.shutdownNow();
		}
	}

	private static void awaitWaiting(Thread thread) {
		Awaiting.until("the writer waits",
				() -> Set.of(Thread.State.TIMED_WAITING, Thread.State.WAITING).contains(thread.getState()));
	}

	/**
	 * What a writer does.
	 */
	@FunctionalInterface
	public interface Write {

		/**
		 * Writes.
		 * @param connection its connection
		 * @param number which of the writers it is, counted from 0
		 * @return something to tell
		 * @throws SQLException if that fails
		 */
		long run(Connection connection, int number) throws SQLException;

	}

}
