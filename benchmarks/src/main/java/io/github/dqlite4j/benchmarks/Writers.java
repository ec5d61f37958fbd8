package io.github.dqlite4j.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets several threads share the operations of one run.
 */
final class Writers {

	private Writers() {
	}

	/**
	 * Run the operations, numbered from 1, each once by whichever thread is free.
	 * @param operations how many
	 * @param write what to do
	 * @return how long it took from the first to the last
	 * @throws InterruptedException if the thread was interrupted
	 * @throws IllegalStateException if an operation failed
	 */
	static Measurement run(int operations, Write write) throws InterruptedException {
		AtomicInteger next = new AtomicInteger();
		List<Callable<Long>> tasks = new ArrayList<>();
		for (int i = 0; i < Workload.WRITERS; i++) {
			int writer = i;
			tasks.add(() -> {
				long busy = 0;
				for (int operation = next.incrementAndGet(); operation <= operations; operation = next
					.incrementAndGet()) {
					busy += write.run(writer, operation);
				}
				return busy;
			});
		}
		ExecutorService threads = Executors.newFixedThreadPool(Workload.WRITERS);
		try {
			long start = System.nanoTime();
			List<Future<Long>> finished = threads.invokeAll(tasks);
			long nanos = System.nanoTime() - start;
			return new Measurement(operations, nanos, 0, sum(finished));
		}
		finally {
			threads.shutdown();
		}
	}

	private static long sum(List<Future<Long>> finished) throws InterruptedException {
		long busy = 0;
		for (Future<Long> future : finished) {
			try {
				busy += future.get();
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException("A writer failed: " + ex.getCause(), ex);
			}
		}
		return busy;
	}

	/**
	 * One operation.
	 */
	@FunctionalInterface
	interface Write {

		/**
		 * Do it.
		 * @param writer which thread, counted from 0
		 * @param operation which operation
		 * @return how often the database was locked
		 */
		long run(int writer, int operation) throws IOException, SQLException;

	}

}
