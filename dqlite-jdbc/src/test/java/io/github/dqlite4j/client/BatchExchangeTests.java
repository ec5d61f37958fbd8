package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ProtocolException;
import io.github.dqlite4j.protocol.ResultResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Batches: many executions under way at once, each with its own outcome.
 */
class BatchExchangeTests extends AbstractSessionTests {

	private List<BatchOutcome> run(List<Parameters> batch) throws IOException, EngineException {
		return this.session.executeBatch("INSERT ?", batch, TestClusters.ample());
	}

	private static List<Parameters> batch(int size) {
		List<Parameters> batch = new ArrayList<>();
		for (long i = 0; i < size; i++) {
			batch.add(Parameters.of(i));
		}
		return batch;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 63, 64, 65, 1000 })
	void outcomesComeInOrder(int size) throws Exception {
		AtomicInteger executions = new AtomicInteger();
		this.server.always("INSERT", (call) -> {
			int i = executions.getAndIncrement();
			call.send((i % 10 == 9) ? Reply.failure(1299, "execution " + i) : Reply.result(i, 1));
		});
		List<BatchOutcome> outcomes = run(batch(size));
		assertThat(outcomes).hasSize(size);
		for (int i = 0; i < size; i++) {
			BatchOutcome outcome = outcomes.get(i);
			if (i % 10 == 9) {
				assertThat(outcome.result()).isNull();
				assertThat(outcome.failure()).hasMessage("execution " + i);
			}
			else {
				assertThat(outcome.result()).isEqualTo(new ResultResponse(i, 1));
				assertThat(outcome.failure()).isNull();
			}
		}
		assertThat(this.server.statements().get(0)).isEqualTo("PREPARE INSERT ?");
		assertThat(this.server.statements().subList(1, size + 1)).containsOnly("EXEC INSERT ?");
	}

	@Test
	void noMoreThanAWindowIsUnderWay() throws Exception {
		AtomicInteger waiting = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		this.server.always("INSERT", (call) -> {
			waiting.incrementAndGet();
			most.accumulateAndGet(call.bytesWaiting() / 32 + 1, Math::max);
			call.send(Reply.result(1, 1));
		});
		run(batch(2000));
		assertThat(waiting).hasValue(2000);
		assertThat(most.get()).isBetween(2, 64);
	}

	@Test
	void largeValuesAreSentOneAfterTheOther() throws Exception {
		List<Parameters> batch = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			batch.add(Parameters.of((Object) new byte[3 * 1024 * 1024]));
		}
		assertThat(run(batch)).hasSize(20).allSatisfy((outcome) -> assertThat(outcome.failure()).isNull());
	}

	@Test
	void preparedStatementIsKept() throws Exception {
		run(batch(2));
		run(batch(2));
		assertThat(this.server.statements()).containsExactly("PREPARE INSERT ?", "EXEC INSERT ?", "EXEC INSERT ?",
				"EXEC INSERT ?", "EXEC INSERT ?");
	}

	@Test
	void statementIsForgottenOnlyAfterwardsWhenThereIsNoCache() throws Exception {
		ConnectionOptions options = TestClusters.options(this.server.address()).statementCacheSize(0).build();
		try (Session bare = new Cluster(options).openSession(TestClusters.ample())) {
			for (int i = 0; i < 2; i++) {
				assertThat(bare.executeBatch("INSERT ?", batch(3), TestClusters.ample()))
					.allSatisfy((outcome) -> assertThat(outcome.failure()).isNull());
			}
		}
		assertThat(this.server.statements()).containsExactly("PREPARE INSERT ?", "EXEC INSERT ?", "EXEC INSERT ?",
				"EXEC INSERT ?", "PREPARE INSERT ?", "FINALIZE INSERT ?", "EXEC INSERT ?", "EXEC INSERT ?",
				"EXEC INSERT ?");
	}

	@Test
	void valueThatCannotBeSentLeavesTheSessionInStep() throws Exception {
		for (int bad : new int[] { 0, 5, 100 }) {
			List<Parameters> batch = batch(200);
			batch.set(bad, Parameters.of("a\0"));
			assertThatIllegalArgumentException().isThrownBy(() -> run(batch));
			this.server.on("INSERT 9", Answer.result(9, 9));
			assertThat(this.session.execute("INSERT 9", Parameters.NONE, TestClusters.ample()))
				.isEqualTo(new ResultResponse(9, 9));
		}
	}

	@Test
	void answerOfAnotherKindClosesTheSession() {
		this.server.on("INSERT", Answer.result(1, 1), Answer.of(Reply.empty()));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> run(batch(10)));
		assertThat(this.session.isClosed()).isTrue();
	}

	@Test
	void brokenConnectionInTheMiddleIsNoOutcome() {
		this.server.on("INSERT", Answer.result(1, 1), Answer.cut());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> run(batch(10)));
		assertThat(this.session.isClosed()).isTrue();
		assertThat(this.server.count("INSERT")).isEqualTo(2);
	}

	@Test
	void brokenPrepareMeansThatNothingWasExecuted() {
		this.server.on("PREPARE", Answer.cut());
		assertThatExceptionOfType(UnsentException.class).isThrownBy(() -> run(batch(10)));
		assertThat(this.server.count("INSERT")).isZero();
	}

	@Test
	void emptyBatchPreparesOnly() throws Exception {
		assertThat(run(List.of())).isEmpty();
		assertThat(this.server.count("INSERT")).isZero();
	}

}
