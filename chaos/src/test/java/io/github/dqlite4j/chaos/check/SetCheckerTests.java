package io.github.dqlite4j.chaos.check;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.dqlite4j.chaos.history.Operation;
import io.github.dqlite4j.chaos.history.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class SetCheckerTests {

	private final List<Operation<SetInsert>> history = List.of(insert(Outcome.OK, 1L), insert(Outcome.OK, 2L, 3L),
			insert(Outcome.FAILED, 4L), insert(Outcome.UNKNOWN, 5L, 6L), insert(Outcome.FOUND, 7L),
			insert(Outcome.NOT_FOUND, 8L));

	private static Operation<SetInsert> insert(Outcome outcome, Long... elements) {
		return new Operation<>("client", 0, 1, outcome, new SetInsert(List.of(elements)));
	}

	private List<Anomaly> anomalies(Long... content) {
		return SetChecker.check(this.history, List.of(content)).stream().map(Violation::anomaly).toList();
	}

	@Test
	void whatIsUnknownMayBeThereOrNot() {
		assertThat(anomalies(1L, 2L, 3L, 7L)).isEmpty();
		assertThat(anomalies(1L, 2L, 3L, 5L, 6L, 7L)).isEmpty();
	}

	@Test
	void lostElementIsFound() {
		assertThat(anomalies(2L, 3L, 7L)).containsExactly(Anomaly.LOST);
		assertThat(anomalies(1L, 2L, 3L)).containsExactly(Anomaly.LOST);
	}

	@Test
	void doubledElementIsFound() {
		assertThat(anomalies(1L, 2L, 3L, 7L, 1L)).containsExactly(Anomaly.DOUBLED);
		assertThat(anomalies(1L, 2L, 3L, 5L, 6L, 5L, 6L, 7L)).containsExactly(Anomaly.DOUBLED, Anomaly.DOUBLED);
	}

	@Test
	void elementThatNobodyInsertedIsFound() {
		assertThat(anomalies(1L, 2L, 3L, 7L, 99L)).containsExactly(Anomaly.OUT_OF_THIN_AIR);
	}

	@Test
	void refusedElementIsFound() {
		assertThat(anomalies(1L, 2L, 3L, 4L, 7L)).containsExactly(Anomaly.FAILED_BUT_APPLIED);
		assertThat(anomalies(1L, 2L, 3L, 7L, 8L)).containsExactly(Anomaly.FAILED_BUT_APPLIED);
	}

	@Test
	void tornBatchIsFound() {
		assertThat(anomalies(1L, 2L, 7L)).containsExactly(Anomaly.TORN);
		assertThat(anomalies(1L, 2L, 3L, 6L, 7L)).containsExactly(Anomaly.TORN);
	}

}
