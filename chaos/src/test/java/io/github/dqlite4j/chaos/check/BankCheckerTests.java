package io.github.dqlite4j.chaos.check;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.dqlite4j.chaos.check.BankAction.Balances;
import io.github.dqlite4j.chaos.check.BankAction.Transfer;
import io.github.dqlite4j.chaos.history.Operation;
import io.github.dqlite4j.chaos.history.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class BankCheckerTests {

	private static final Transfer FIRST = new Transfer(1, 0, 1, 30);

	private static final Transfer SECOND = new Transfer(2, 1, 0, 10);

	private final List<Operation<BankAction>> history = new ArrayList<>(
			List.of(operation(Outcome.OK, FIRST), operation(Outcome.OK, new Balances(List.of(70L, 130L)))));

	private static Operation<BankAction> operation(Outcome outcome, BankAction action) {
		return new Operation<>("client", 0, 1, outcome, action);
	}

	private List<Anomaly> anomalies(List<Long> balances, Transfer... transfers) {
		return BankChecker.check(List.of(100L, 100L), this.history, balances, List.of(transfers))
			.stream()
			.map(Violation::anomaly)
			.toList();
	}

	@Test
	void booksAreRight() {
		assertThat(anomalies(List.of(70L, 130L), FIRST)).isEmpty();
		this.history.add(operation(Outcome.UNKNOWN, SECOND));
		assertThat(anomalies(List.of(70L, 130L), FIRST)).isEmpty();
		assertThat(anomalies(List.of(80L, 120L), FIRST, SECOND)).isEmpty();
	}

	@Test
	void wrongTotalIsFound() {
		this.history.add(operation(Outcome.OK, new Balances(List.of(70L, 100L))));
		assertThat(anomalies(List.of(70L, 130L), FIRST)).containsExactly(Anomaly.WRONG_TOTAL);
	}

	@Test
	void overdrawnAccountIsFound() {
		this.history.add(operation(Outcome.OK, new Balances(List.of(-10L, 210L))));
		assertThat(anomalies(List.of(70L, 130L), FIRST)).containsExactly(Anomaly.OVERDRAWN);
	}

	@Test
	void lostUpdateIsFound() {
		this.history.add(operation(Outcome.OK, SECOND));
		assertThat(anomalies(List.of(70L, 130L), FIRST, SECOND)).containsExactly(Anomaly.WRONG_BALANCE,
				Anomaly.WRONG_BALANCE);
	}

	@Test
	void lostTransferIsFound() {
		assertThat(anomalies(List.of(100L, 100L))).containsExactly(Anomaly.LOST);
	}

	@Test
	void doubledTransferIsFound() {
		assertThat(anomalies(List.of(40L, 160L), FIRST, FIRST)).containsExactly(Anomaly.DOUBLED);
	}

	@Test
	void refusedTransferIsFound() {
		this.history.add(operation(Outcome.NOT_FOUND, SECOND));
		assertThat(anomalies(List.of(80L, 120L), FIRST, SECOND)).containsExactly(Anomaly.FAILED_BUT_APPLIED);
	}

	@Test
	void transferThatNobodyMadeIsFound() {
		assertThat(anomalies(List.of(80L, 120L), FIRST, SECOND)).containsExactly(Anomaly.OUT_OF_THIN_AIR);
		assertThat(anomalies(List.of(80L, 120L), new Transfer(1, 0, 1, 20))).containsExactly(Anomaly.OUT_OF_THIN_AIR);
	}

}
