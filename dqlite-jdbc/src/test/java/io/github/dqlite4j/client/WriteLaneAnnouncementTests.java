package io.github.dqlite4j.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Writers that announce what they are going to send when it is their turn.
 */
@Timeout(60)
class WriteLaneAnnouncementTests extends AbstractSessionTests {

	private static final String BEGIN = "BEGIN IMMEDIATE";

	private final WriteLane lane = new WriteLane();

	private final CompletableFuture<Thread> sendingThread = new CompletableFuture<>();

	private Supplier<@Nullable AnnouncedRequest> announcement;

	@BeforeEach
	void announce() {
		this.announcement = () -> this.session.announceBegin(BEGIN, () -> {
			this.sendingThread.complete(Thread.currentThread());
			return TestClusters.ample();
		});
	}

	private CompletableFuture<@Nullable Session> writer(Deadline deadline) throws Exception {
		CompletableFuture<@Nullable Session> sender = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try (WriteLane.Permit permit = this.lane.acquire(deadline, this.announcement)) {
				sender.complete(permit.sender());
			}
			catch (Exception ex) {
				sender.completeExceptionally(ex);
			}
		});
		thread.start();
		Await.until("the writer waits", () -> thread.getState() == Thread.State.TIMED_WAITING || sender.isDone());
		return sender;
	}

	@Test
	void whoIsDoneSendsTheRequestOfTheNext() throws Exception {
		WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER);
		CompletableFuture<@Nullable Session> writer = writer(TestClusters.ample());
		assertThat(this.sendingThread).isNotDone();
		permit.close();
		assertThat(this.sendingThread).isCompletedWithValue(Thread.currentThread());
		assertThat(writer.get(20, TimeUnit.SECONDS)).isSameAs(this.session);
		this.session.begin(BEGIN, TestClusters.ample());
		assertThat(this.server.statements()).containsExactly("EXEC_SQL " + BEGIN);
	}

	@Test
	void whoNeedNotWaitAnnouncesNothing() throws Exception {
		assertThat(writer(TestClusters.ample()).get(20, TimeUnit.SECONDS)).isNull();
		assertThat(this.sendingThread).isNotDone();
	}

	@Test
	void requestOfAWriterThatGaveUpIsNotSent() throws Exception {
		WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER);
		CompletableFuture<@Nullable Session> writer = writer(Deadline.after(Duration.ofMillis(20)));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> writer.get(20, TimeUnit.SECONDS))
			.withCauseInstanceOf(TimeoutException.class);
		permit.close();
		assertThat(this.sendingThread).isNotDone();
		assertThat(this.server.statements()).isEmpty();
	}

	@Test
	void requestWaitsWhileWritersOfOtherProcessesAreLetPass() throws Exception {
		WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER);
		this.lane.foundLockTaken();
		CompletableFuture<@Nullable Session> writer = writer(TestClusters.ample());
		TimeUnit.NANOSECONDS.sleep(2 * WriteTurn.SHORTEST_NANOS);
		permit.close();
		assertThat(writer.get(20, TimeUnit.SECONDS)).isNull();
		assertThat(this.sendingThread).isNotDone();
	}

	@Test
	void sessionThatHasSomethingElseToDoFirstAnnouncesNothing() throws Exception {
		this.session.executeLater("COMMIT", TestClusters.ample());
		WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER);
		CompletableFuture<@Nullable Session> writer = writer(TestClusters.ample());
		permit.close();
		assertThat(writer.get(20, TimeUnit.SECONDS)).isNull();
	}

}
