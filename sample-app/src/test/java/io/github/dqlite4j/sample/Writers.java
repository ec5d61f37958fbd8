package io.github.dqlite4j.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dqlite4j.sample.employee.Employee;
import io.github.dqlite4j.sample.employee.EmployeeRepository;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Threads that save employees, each under a name of its own and each only once, and keep
 * the names of those whose saving was acknowledged.
 */
class Writers implements AutoCloseable {

	static final String TITLE = "Written by a thread";

	private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

	private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

	private final List<AtomicInteger> counts = new ArrayList<>();

	private final List<Future<?>> writers = new ArrayList<>();

	private final ExecutorService executor;

	private volatile boolean stopping;

	Writers(int count, EmployeeRepository employees) {
		this.executor = Executors.newFixedThreadPool(count);
		for (int i = 0; i < count; i++) {
			AtomicInteger written = new AtomicInteger();
			String prefix = "Employee " + i + ".";
			this.counts.add(written);
			this.writers.add(this.executor.submit(() -> write(prefix, written, employees)));
		}
	}

	private void write(String prefix, AtomicInteger written, EmployeeRepository employees) {
		for (int i = 0; !this.stopping; i++) {
			String name = prefix + i;
			try {
				employees.save(new Employee(name, TITLE, LocalDate.EPOCH));
				this.acknowledged.add(name);
				written.incrementAndGet();
			}
			catch (DataAccessException | TransactionException ex) {
				// Not acknowledged: the employee may be there or not, but is not saved
				// again.
				this.failures.add(ex);
			}
		}
	}

	/**
	 * How many employees each thread has saved.
	 */
	List<Integer> counts() {
		return this.counts.stream().map(AtomicInteger::get).toList();
	}

	List<String> acknowledged() {
		return List.copyOf(this.acknowledged);
	}

	List<RuntimeException> failures() {
		return List.copyOf(this.failures);
	}

	void stop() throws Exception {
		this.stopping = true;
		for (Future<?> writer : this.writers) {
			writer.get(60, TimeUnit.SECONDS);
		}
	}

	@Override
	public void close() {
		this.stopping = true;
		this.executor.shutdownNow();
	}

}
