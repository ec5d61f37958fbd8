package io.github.dqlite4j.chaos.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.zaxxer.hikari.HikariDataSource;

import io.github.dqlite4j.chaos.check.Anomaly;
import io.github.dqlite4j.chaos.check.Violation;
import io.github.dqlite4j.chaos.history.Outcome;

/**
 * A workload at work: as many threads as there are clients, whose connections come from
 * two pools, as if there were two applications.
 */
public final class WorkloadRun implements AutoCloseable {

	private static final int CLIENTS = 4;

	private static final int PAUSE_MILLIS = 20;

	private static final Duration END = Duration.ofMinutes(4);

	private final Workload workload;

	private final Incidents incidents;

	private final List<HikariDataSource> pools;

	private final List<Client> clients = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean stopped;

	/**
	 * Create the tables and begin.
	 * @param workload what to do
	 * @param urls makes the URLs of the database of a name, one for each pool
	 * @param random what decides
	 * @param incidents where to note what happens
	 */
	public WorkloadRun(Workload workload, Function<String, List<String>> urls, Random random, Incidents incidents) {
		this.workload = workload;
		this.incidents = incidents;
		this.pools = urls.apply(workload.name()).stream().map(WorkloadRun::pool).toList();
		workload.prepare(client("preparing"));
		for (int i = 0; i < CLIENTS; i++) {
			Client client = client(Integer.toString(i));
			this.clients.add(client);
			Random own = new Random(random.nextLong());
			Thread thread = new Thread(() -> run(client, own), "client " + client);
			thread.setDaemon(true);
			this.threads.add(thread);
		}
		this.threads.forEach(Thread::start);
	}

	private static HikariDataSource pool(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setMaximumPoolSize(CLIENTS);
		pool.setInitializationFailTimeout(-1);
		return pool;
	}

	private Client client(String name) {
		HikariDataSource pool = this.pools.get(this.clients.size() % this.pools.size());
		return new Client(this.workload.name() + " " + name, pool, this.incidents);
	}

	private void run(Client client, Random random) {
		try {
			while (!this.stopped) {
				this.workload.step(client, random);
				TimeUnit.MILLISECONDS.sleep(random.nextInt(PAUSE_MILLIS));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException | Error ex) {
			this.incidents.violation(Anomaly.UNEXPECTED_EXCEPTION, client.toString(), ex);
		}
	}

	/**
	 * Wait until every client has had a transaction succeed since this was called.
	 * @throws InterruptedException if this thread is interrupted
	 */
	public void awaitService() throws InterruptedException {
		long[] before = this.clients.stream().mapToLong(Client::successes).toArray();
		long end = System.nanoTime() + Client.PATIENCE.toNanos();
		for (int i = 0; i < before.length; i++) {
			while (this.clients.get(i).successes() == before[i]) {
				if (System.nanoTime() > end) {
					hang(i, "was not served for " + Client.PATIENCE.toSeconds() + " s although all nodes are back");
					break;
				}
				TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			}
		}
	}

	private void hang(int client, String description) {
		String stack = List.of(this.threads.get(client).getStackTrace())
			.stream()
			.map(StackTraceElement::toString)
			.collect(Collectors.joining("\n\tat ", "\n\tat ", ""));
		this.incidents.violation(Anomaly.HANG, this.clients.get(client) + " " + description + stack);
	}

	/**
	 * End the clients and check what they did.
	 * @throws InterruptedException if this thread is interrupted
	 */
	public void verify() throws InterruptedException {
		this.stopped = true;
		long end = System.nanoTime() + END.toNanos();
		for (int i = 0; i < this.threads.size(); i++) {
			this.threads.get(i).join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
			if (this.threads.get(i).isAlive()) {
				hang(i, "does not end");
			}
		}
		for (Violation violation : this.workload.verify(client("verifying"))) {
			this.incidents
				.violation(new Violation(violation.anomaly(), this.workload.name() + ": " + violation.description()));
		}
	}

	/**
	 * Return the name of the workload.
	 */
	public String name() {
		return this.workload.name();
	}

	/**
	 * Return how many operations had which outcome.
	 */
	public Map<Outcome, Long> outcomes() {
		return this.workload.outcomes().collect(Collectors.groupingBy((outcome) -> outcome, Collectors.counting()));
	}

	@Override
	public void close() {
		this.stopped = true;
		this.threads.forEach(Thread::interrupt);
		this.pools.forEach(HikariDataSource::close);
	}

}
