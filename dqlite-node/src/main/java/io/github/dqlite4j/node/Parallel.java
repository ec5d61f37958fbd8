package io.github.dqlite4j.node;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Asks several nodes side by side, so that one that does not answer costs its timeout
 * once and holds up no other.
 */
final class Parallel {

	private static final ExecutorService THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS,
			new SynchronousQueue<>(), Parallel::newThread);

	private Parallel() {
	}

	private static Thread newThread(Runnable task) {
		Thread thread = new Thread(task, "dqlite-node-survey");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Asks.
	 * @param <K> what is asked
	 * @param <V> what is answered
	 * @param targets whom to ask
	 * @param question the question
	 * @param timeout how long to wait for all of them; resolving a name cannot be limited
	 * otherwise
	 * @return an answer for each, in order; all without success if the thread was
	 * interrupted
	 */
	static <K, V> Map<K, Answer<V>> ask(Collection<K> targets, Question<K, V> question, Duration timeout) {
		List<K> asked = List.copyOf(targets);
		Map<K, Answer<V>> answers = new LinkedHashMap<>();
		try {
			List<Future<V>> futures = THREADS.invokeAll(
					asked.stream().map((target) -> (Callable<V>) () -> question.ask(target)).toList(),
					timeout.toMillis(), TimeUnit.MILLISECONDS);
			for (int i = 0; i < futures.size(); i++) {
				answers.put(asked.get(i), answer(futures.get(i)));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			asked.forEach((target) -> answers.put(target, new Answer<>(null, "the thread was interrupted")));
		}
		return answers;
	}

	private static <V> Answer<V> answer(Future<V> future) throws InterruptedException {
		try {
			return new Answer<>(future.get(), "");
		}
		catch (CancellationException ex) {
			return new Answer<>(null, "no answer in time");
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof IOException failure) {
				String message = failure.getMessage();
				return new Answer<>(null, (message != null) ? message : failure.getClass().getSimpleName());
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * A question to one node.
	 *
	 * @param <K> what is asked
	 * @param <V> what is answered
	 */
	@FunctionalInterface
	interface Question<K, V> {

		V ask(K target) throws IOException;

	}

	/**
	 * What became of a question.
	 *
	 * @param <V> what is answered
	 * @param value the answer, or {@code null} if there is none
	 * @param failure why there is none
	 */
	record Answer<V>(@Nullable V value, String failure) {
	}

}
