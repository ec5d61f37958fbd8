package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that write and read without a break: each write is sent once and has a name of
 * its own, each read asks for something whose writing was acknowledged.
 */
final class HttpLoad implements AutoCloseable {

	private static final String PATH = "/api/employees";

	private static final String TITLE = "Written under load";

	private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

	private static final Pattern NAME = Pattern.compile("\"name\":\"(load [^\"]+)\"");

	private static final AtomicInteger loads = new AtomicInteger();

	private static final int WRITERS = 3;

	private static final int READERS = 3;

	private static final int ENOUGH = 15;

	private static final Duration THINKING = Duration.ofMillis(5);

	private static final Duration ARRIVALS = Duration.ofMillis(50);

	/** What a user takes for a failure. */
	private static final Duration SLOW = Duration.ofSeconds(1);

	private final String prefix = "load " + loads.incrementAndGet() + ".";

	private final Balancer balancer;

	private final Duration timeout;

	private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger runs = new AtomicInteger();

	private final AtomicLong lastId = new AtomicLong(1);

	/**
	 * When the last request was sent that did not succeed, or not soon.
	 */
	private final AtomicLong lastTrouble = new AtomicLong(System.nanoTime());

	private final List<AtomicInteger> successes = new ArrayList<>();

	private final List<Future<?>> clients = new ArrayList<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private volatile boolean stopping;

	/**
	 * Start the clients.
	 * @param balancer takes the requests
	 * @param timeout how long an answer may take
	 */
	HttpLoad(Balancer balancer, Duration timeout) {
		this.balancer = balancer;
		this.timeout = timeout;
		for (int i = 0; i < WRITERS + READERS; i++) {
			AtomicInteger counter = new AtomicInteger();
			String names = this.prefix + i + ".";
			Runnable client = (i < WRITERS) ? () -> write(names, counter) : () -> read(counter);
			this.successes.add(counter);
			this.clients.add(this.executor.submit(client));
		}
	}

	private void write(String names, AtomicInteger counter) {
		for (int i = 0; !this.stopping; i++) {
			think();
			if (write(names + i)) {
				counter.incrementAndGet();
			}
		}
	}

	private boolean write(String name) {
		String body = "{\"name\":\"" + name + "\",\"title\":\"" + TITLE + "\",\"startDate\":\"2026-11-21\"}";
		try {
			HttpAnswer answer = send("POST", PATH, body, HttpAnswer.CREATED);
			if (answer.status() == HttpAnswer.CREATED) {
				this.acknowledged.add(name);
				this.lastId.accumulateAndGet(id(answer), Math::max);
				return true;
			}
			this.failures.add("POST " + name + ": " + answer.body());
			if (answer.body().contains("has changed nothing")) {
				this.refused.add(name);
			}
		}
		catch (IOException ex) {
			this.failures.add("POST " + name + ": " + ex);
		}
		return false;
	}

	private HttpAnswer send(String method, String path, String body, int expected) throws IOException {
		long sent = System.nanoTime();
		boolean soon = false;
		try {
			HttpAnswer answer = this.balancer.send(method, path, body, this.timeout);
			soon = answer.status() == expected && System.nanoTime() - sent < SLOW.toNanos();
			return answer;
		}
		finally {
			if (!soon) {
				this.lastTrouble.accumulateAndGet(sent, Math::max);
			}
		}
	}

	private static long id(HttpAnswer answer) {
		Matcher matcher = ID.matcher(answer.body());
		assertThat(matcher.find()).as(answer.body()).isTrue();
		return Long.parseLong(matcher.group(1));
	}

	/**
	 * Leave the machine to the instances for a moment.
	 */
	private static void think() {
		LockSupport.parkNanos(THINKING.toNanos());
	}

	private void read(AtomicInteger counter) {
		while (!this.stopping) {
			think();
			String path = PATH + "/" + this.lastId.get();
			try {
				HttpAnswer answer = send("GET", path, "", HttpAnswer.OK);
				if (answer.status() == HttpAnswer.OK) {
					counter.incrementAndGet();
				}
				else {
					this.failures.add("GET " + path + ": " + answer.body());
				}
			}
			catch (IOException ex) {
				this.failures.add("GET " + path + ": " + ex);
			}
		}
	}

	/**
	 * Measure how long it takes until a write succeeds that is sent from now on. Clients
	 * that know nothing of each other send one again and again.
	 * @return the time
	 */
	Duration awaitService() {
		long start = System.nanoTime();
		int run = this.runs.incrementAndGet();
		AtomicInteger count = new AtomicInteger();
		AtomicLong served = new AtomicLong();
		await("a write succeeds").atMost(SampleInstance.DEADLINE)
			.pollDelay(Duration.ZERO)
			.pollInterval(ARRIVALS)
			.until(() -> {
				String name = this.prefix + "service" + run + "." + count.incrementAndGet();
				this.clients.add(this.executor.submit(() -> {
					if (write(name)) {
						served.compareAndSet(0, System.nanoTime());
					}
				}));
				return served.get() != 0;
			});
		return Duration.ofNanos(served.get() - start);
	}

	/**
	 * Return how long users noticed something: every request that was sent later
	 * succeeded within a second.
	 * @param since from when on, as {@link System#nanoTime()}
	 */
	Duration troubleSince(long since) {
		return Duration.ofNanos(Math.max(0, this.lastTrouble.get() - since));
	}

	/**
	 * Wait until every client has got on.
	 */
	void awaitProgress() {
		List<Integer> before = counts();
		await("every client gets on").atMost(SampleInstance.DEADLINE).until(() -> {
			List<Integer> now = counts();
			for (int i = 0; i < now.size(); i++) {
				if (now.get(i) < before.get(i) + ENOUGH) {
					return false;
				}
			}
			return true;
		});
	}

	private List<Integer> counts() {
		return this.successes.stream().map(AtomicInteger::get).toList();
	}

	/**
	 * The requests that did not succeed.
	 */
	List<String> failures() {
		return List.copyOf(this.failures);
	}

	/**
	 * Stop the clients, and compare what was acknowledged with what is there.
	 */
	void stopAndVerify() throws Exception {
		this.stopping = true;
		for (Future<?> client : this.clients) {
			client.get(SampleInstance.DEADLINE.toSeconds(), TimeUnit.SECONDS);
		}
		HttpAnswer all = this.balancer.send("GET", PATH, "", SampleInstance.DEADLINE);
		assertThat(all.status()).as(all.body()).isEqualTo(HttpAnswer.OK);
		List<String> names = NAME.matcher(all.body())
			.results()
			.map((result) -> result.group(1))
			.filter((name) -> name.startsWith(this.prefix))
			.toList();
		assertThat(names).as("what is there").doesNotHaveDuplicates().containsAll(this.acknowledged);
		assertThat(names).as("what is there").noneMatch(this.refused::contains);
	}

	/**
	 * Describe what the clients have done.
	 */
	@Override
	public String toString() {
		return this.acknowledged.size() + " writes and "
				+ this.successes.stream().skip(WRITERS).mapToInt(AtomicInteger::get).sum() + " reads succeeded, "
				+ this.failures.size() + " requests did not";
	}

	@Override
	public void close() {
		this.stopping = true;
		this.executor.shutdownNow();
	}

}
