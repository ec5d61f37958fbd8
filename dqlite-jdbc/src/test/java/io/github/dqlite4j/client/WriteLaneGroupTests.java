package io.github.dqlite4j.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ResultResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Writers that wait in the lane and whose writes somebody else runs.
 */
class WriteLaneGroupTests extends AbstractSessionTests {

	private final WriteLane lane = new WriteLane();

	/**
	 * A writer that waits: what it got, which is a permit or nothing, and whether it was
	 * interrupted.
	 */
	private record Writer(Thread thread, CompletableFuture<String> outcome) {

		String get() throws Exception {
			return this.outcome.get(20, TimeUnit.SECONDS);
		}

		void awaitState(Thread.State state) {
			Await.until("the writer waits", () -> this.thread.getState() == state);
		}

	}

	private Writer start(boolean offers, Deadline deadline) {
		CompletableFuture<String> outcome = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			GroupedWrite write = offers ? this.session.offer("INSERT", Parameters.NONE) : null;
			try (WriteLane.@Nullable Permit permit = this.lane.acquire(this, deadline, () -> null, write)) {
				outcome.complete(((permit != null) ? "turn" : "settled " + write.result().rowsAffected())
						+ (Thread.interrupted() ? ", interrupted" : ""));
			}
			catch (Exception ex) {
				outcome.completeExceptionally(ex);
			}
		});
		thread.start();
		Await.until("the writer waits", () -> thread.getState() == Thread.State.TIMED_WAITING || outcome.isDone());
		return new Writer(thread, outcome);
	}

	private static void settle(List<GroupedWrite> group) {
		for (int i = 0; i < group.size(); i++) {
			group.get(i).committed(new ResultResponse(0, i), 1);
		}
	}

	@Test
	void thoseThatOfferAreTakenInOrderAndTheOthersKeepTheirPlaces() throws Exception {
		List<Writer> writers = new ArrayList<>();
		try (WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER)) {
			assertThat(permit.hasFollowers()).isFalse();
			writers.add(start(false, Deadline.NEVER));
			assertThat(permit.hasFollowers()).isFalse();
			for (boolean offers : new boolean[] { true, true, false, true, true }) {
				writers.add(start(offers, Deadline.NEVER));
			}
			assertThat(permit.hasFollowers()).isTrue();
			List<GroupedWrite> group = permit.takeFollowers(3);
			assertThat(group).hasSize(3);
			settle(group);
			assertThat(writers.get(1).get()).isEqualTo("settled 0");
			assertThat(writers.get(2).get()).isEqualTo("settled 1");
			assertThat(writers.get(4).get()).isEqualTo("settled 2");
			assertThat(writers.get(0).outcome()).isNotDone();
			assertThat(permit.hasFollowers()).isTrue();
		}
		for (int other : new int[] { 0, 3, 5 }) {
			assertThat(writers.get(other).get()).isEqualTo("turn");
		}
	}

	@Test
	void writeThatIsTakenIsWaitedForBeyondTheDeadline() throws Exception {
		try (WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER)) {
			Writer writer = start(true, Deadline.after(Duration.ofSeconds(2)));
			List<GroupedWrite> group = permit.takeFollowers(3);
			writer.awaitState(Thread.State.WAITING);
			settle(group);
			assertThat(writer.get()).isEqualTo("settled 0");
		}
	}

	@Test
	void writeThatIsNotTakenIsNotWaitedForBeyondTheDeadline() throws Exception {
		try (WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER)) {
			Writer writer = start(true, Deadline.after(Duration.ofMillis(50)));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(writer::get)
				.withCauseInstanceOf(TimeoutException.class);
			assertThat(permit.takeFollowers(3)).isEmpty();
		}
	}

	@Test
	void interruptionOfOneWhoseWriteIsTakenIsKeptForLater() throws Exception {
		try (WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER)) {
			Writer writer = start(true, Deadline.NEVER);
			List<GroupedWrite> group = permit.takeFollowers(3);
			writer.thread().interrupt();
			writer.awaitState(Thread.State.WAITING);
			settle(group);
			assertThat(writer.get()).isEqualTo("settled 0, interrupted");
		}
	}

	@Test
	void writeWhoseConnectionWasClosedIsNotTaken() throws Exception {
		try (WriteLane.Permit permit = this.lane.acquire(Deadline.NEVER)) {
			Writer writer = start(true, Deadline.NEVER);
			this.session.close();
			assertThat(permit.hasFollowers()).isFalse();
			assertThat(permit.takeFollowers(3)).isEmpty();
			assertThat(writer.outcome()).isNotDone();
		}
	}

	@Test
	void valuesThatAreLargeAreNotOffered() {
		assertThat(this.session.offer("INSERT", Parameters.of("a".repeat(4_000)))).isNotNull();
		assertThat(this.session.offer("INSERT", Parameters.of("a".repeat(5_000)))).isNull();
	}

}
