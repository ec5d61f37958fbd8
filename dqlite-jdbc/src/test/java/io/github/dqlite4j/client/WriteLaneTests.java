package io.github.dqlite4j.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The lane in which the writers of one process queue.
 */
@Timeout(60)
class WriteLaneTests {

	private final WriteLane lane = new WriteLane();

	private static Deadline soon() {
		return Deadline.after(Duration.ofMillis(20));
	}

	private Thread start(String name, ThrowingRunnable task, List<Throwable> failures) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (Throwable ex) {
				failures.add(ex);
			}
		}, name);
		thread.start();
		return thread;
	}

	@Test
	void writersPassInTheOrderInWhichTheyCame() throws Exception {
		List<Integer> passed = Collections.synchronizedList(new ArrayList<>());
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		List<Thread> threads = new ArrayList<>();
		try (WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER)) {
			for (int i = 0; i < 20; i++) {
				int number = i;
				Thread thread = start("writer-" + i, () -> {
					try (WriteLane.Permit own = this.lane.acquire(TestClusters.ample())) {
						passed.add(number);
					}
				}, failures);
				threads.add(thread);
				Await.until("the writer waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
			}
			assertThat(passed).isEmpty();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(failures).isEmpty();
		assertThat(passed).hasSize(20).isSorted();
	}

	@Test
	void laterWriterDoesNotOvertakeThoseWhoWait() throws Exception {
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER);
		CountDownLatch release = new CountDownLatch(1);
		Thread waiting = start("waiting", () -> {
			try (WriteLane.Permit own = this.lane.acquire(TestClusters.ample())) {
				release.await();
			}
		}, failures);
		Await.until("the writer waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);
		permit.close();
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> this.lane.acquire(soon()));
		release.countDown();
		waiting.join();
		assertThat(failures).isEmpty();
	}

	@Test
	void waitingEndsWithTheDeadline() throws Exception {
		List<Throwable> failures = new ArrayList<>();
		try (WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER)) {
			start("late", () -> this.lane.acquire(soon()), failures).join();
			start("over", () -> this.lane.acquire(Deadline.after(Duration.ofMillis(-1))), failures).join();
		}
		assertThat(failures).hasSize(2).allSatisfy((ex) -> assertThat(ex).isInstanceOf(TimeoutException.class));
		this.lane.acquire(soon()).close();
	}

	@Test
	void threadThatWouldWaitForItselfIsToldAtOnce() throws Exception {
		try (WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER)) {
			assertThatExceptionOfType(WriteLane.SelfDeadlockException.class)
				.isThrownBy(() -> this.lane.acquire(Deadline.NEVER))
				.withMessageContaining("REQUIRES_NEW");
		}
		this.lane.acquire(soon()).close();
	}

	@Test
	void permitGivenBackByAnotherThreadNoLongerBelongsToItsFirstHolder() throws Exception {
		List<Throwable> failures = new ArrayList<>();
		WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER);
		start("closing", permit::close, failures).join();
		assertThat(failures).isEmpty();
		CountDownLatch acquired = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Thread other = start("other", () -> {
			try (WriteLane.Permit own = this.lane.acquire(Deadline.NEVER)) {
				acquired.countDown();
				release.await();
			}
		}, failures);
		acquired.await();
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> this.lane.acquire(soon()));
		release.countDown();
		other.join();
	}

	@Test
	void permitIsGivenBackOnce() throws Exception {
		WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER);
		permit.close();
		permit.close();
		permit.close();
		WriteLane.Permit next = this.lane.acquire(Deadline.NEVER);
		permit.close();
		List<Throwable> failures = new ArrayList<>();
		start("second", () -> this.lane.acquire(soon()), failures).join();
		assertThat(failures).as("there is only one permit").singleElement().isInstanceOf(TimeoutException.class);
		next.close();
	}

	@Test
	void interruptedWriterLeavesTheQueue() throws Exception {
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER);
		Thread waiting = start("interrupted", () -> this.lane.acquire(Deadline.NEVER), failures);
		Await.until("the writer waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);
		waiting.interrupt();
		waiting.join();
		assertThat(failures).singleElement().isInstanceOf(InterruptedException.class);
		permit.close();
		this.lane.acquire(soon()).close();
	}

	@Test
	void noWakeUpIsLostAndNoTwoWriteAtATime() throws Exception {
		AtomicInteger writing = new AtomicInteger();
		AtomicInteger done = new AtomicInteger();
		AtomicInteger late = new AtomicInteger();
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < 16; t++) {
			boolean impatient = t % 4 == 0;
			threads.add(start("writer-" + t, () -> {
				for (int i = 0; i < 2000; i++) {
					try (WriteLane.Permit permit = this.lane
						.acquire(impatient ? Deadline.after(Duration.ofNanos(50_000)) : TestClusters.ample())) {
						assertThat(writing.incrementAndGet()).isEqualTo(1);
						done.incrementAndGet();
						writing.decrementAndGet();
					}
					catch (TimeoutException ex) {
						assertThat(impatient).isTrue();
						late.incrementAndGet();
					}
				}
			}, failures));
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(failures).isEmpty();
		assertThat(done.get() + late.get()).isEqualTo(16 * 2000);
		this.lane.acquire(soon()).close();
	}

	@FunctionalInterface
	private interface ThrowingRunnable {

		void run() throws Exception;

	}

}
