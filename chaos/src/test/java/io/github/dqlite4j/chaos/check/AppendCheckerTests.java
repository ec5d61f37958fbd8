package io.github.dqlite4j.chaos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.dqlite4j.chaos.check.Access.Append;
import io.github.dqlite4j.chaos.check.Access.Read;
import io.github.dqlite4j.chaos.history.Operation;
import io.github.dqlite4j.chaos.history.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class AppendCheckerTests {

	private final List<Operation<Transaction>> history = new ArrayList<>();

	private void during(long start, long end, Outcome outcome, Access... accesses) {
		this.history.add(new Operation<>("client", start, end, outcome, new Transaction(List.of(accesses))));
	}

	/**
	 * A transaction at the same time as all others that are made by this method.
	 */
	private void transaction(Access... accesses) {
		during(0, 100, Outcome.OK, accesses);
	}

	private static Append append(int list, long element) {
		return new Append(list, element);
	}

	private static Read read(int list, Long... elements) {
		return new Read(list, List.of(elements));
	}

	private List<Anomaly> anomalies(Map<Integer, List<Long>> last) {
		return check(last).stream().map(Violation::anomaly).toList();
	}

	private List<Violation> check(Map<Integer, List<Long>> last) {
		return AppendChecker.check(this.history, last);
	}

	@Test
	void serialHistoryIsRight() {
		during(0, 1, Outcome.OK, append(1, 1), read(1, 1L), append(2, 1));
		during(2, 3, Outcome.OK, read(1, 1L), append(1, 2), append(1, 3), read(1, 1L, 2L, 3L));
		during(2, 9, Outcome.UNKNOWN, append(2, 2));
		during(4, 5, Outcome.FAILED, append(1, 4), read(1, 99L));
		during(6, 7, Outcome.OK, read(2, 1L, 2L), read(1, 1L, 2L, 3L));
		assertThat(check(Map.of(1, List.of(1L, 2L, 3L), 2, List.of(1L, 2L)))).isEmpty();
	}

	@Test
	void transactionThatOnlyReadsMaySeeThePast() {
		during(0, 1, Outcome.OK, append(1, 1));
		during(2, 3, Outcome.OK, append(1, 2));
		during(4, 5, Outcome.OK, read(1, 1L));
		during(6, 7, Outcome.OK, read(1));
		assertThat(check(Map.of(1, List.of(1L, 2L)))).isEmpty();
	}

	@Test
	void transactionThatWritesMayNotSeeThePast() {
		during(0, 1, Outcome.OK, append(1, 1));
		during(2, 3, Outcome.OK, read(1), append(2, 1));
		assertThat(check(Map.of(1, List.of(1L), 2, List.of(1L)))).singleElement()
			.satisfies((violation) -> assertThat(violation.description()).startsWith("G-single-realtime"));
	}

	@Test
	void writesInTheWrongOrderAreFound() {
		during(0, 1, Outcome.OK, append(1, 1));
		during(2, 3, Outcome.OK, append(1, 2));
		assertThat(check(Map.of(1, List.of(2L, 1L)))).singleElement()
			.satisfies((violation) -> assertThat(violation.description()).startsWith("G0-realtime"));
	}

	@Test
	void nothingMaySeeTheFuture() {
		during(0, 1, Outcome.OK, read(1, 1L));
		during(2, 3, Outcome.OK, append(1, 1));
		assertThat(check(Map.of(1, List.of(1L)))).singleElement()
			.satisfies((violation) -> assertThat(violation.description()).startsWith("G1c-realtime"));
	}

	@Test
	void lostElementIsFound() {
		transaction(append(1, 1));
		assertThat(anomalies(Map.of())).containsExactly(Anomaly.LOST);
	}

	@Test
	void elementThatWasSeenAndIsGoneIsFound() {
		during(0, 100, Outcome.UNKNOWN, append(1, 1));
		transaction(read(1, 1L));
		assertThat(anomalies(Map.of())).contains(Anomaly.LOST);
	}

	@Test
	void doubledElementIsFound() {
		transaction(append(1, 1));
		assertThat(anomalies(Map.of(1, List.of(1L, 1L)))).containsExactly(Anomaly.DOUBLED);
	}

	@Test
	void elementThatNobodyAppendedIsFound() {
		assertThat(anomalies(Map.of(1, List.of(1L)))).containsExactly(Anomaly.OUT_OF_THIN_AIR);
	}

	@Test
	void elementOfFailedTransactionIsFound() {
		during(0, 100, Outcome.FAILED, append(1, 1));
		assertThat(anomalies(Map.of(1, List.of(1L)))).containsExactly(Anomaly.FAILED_BUT_APPLIED);
	}

	@Test
	void tornTransactionIsFound() {
		transaction(append(1, 1), append(2, 1));
		assertThat(anomalies(Map.of(1, List.of(1L)))).containsExactly(Anomaly.TORN);
	}

	@Test
	void contradictingOrdersAreFound() {
		transaction(append(1, 1));
		transaction(append(1, 2));
		transaction(read(1, 2L));
		assertThat(anomalies(Map.of(1, List.of(1L, 2L)))).contains(Anomaly.CONTRADICTING_ORDERS);
	}

	@Test
	void readsOfOneTransactionThatDoNotAgreeAreFound() {
		transaction(append(1, 1));
		transaction(read(1), read(1, 1L));
		assertThat(anomalies(Map.of(1, List.of(1L)))).contains(Anomaly.UNSTABLE_SNAPSHOT);
	}

	@Test
	void ownWriteThatIsNotSeenIsFound() {
		transaction(append(1, 1), read(1));
		assertThat(anomalies(Map.of(1, List.of(1L)))).contains(Anomaly.UNSTABLE_SNAPSHOT);
	}

	@Test
	void readOfWhatWasNeverCommittedIsFound() {
		transaction(append(1, 1), append(1, 2));
		transaction(read(1, 1L));
		assertThat(anomalies(Map.of(1, List.of(1L, 2L)))).contains(Anomaly.INTERMEDIATE_READ);
	}

	@Test
	void circleOfWritesIsFound() {
		transaction(append(1, 1), append(2, 1));
		transaction(append(1, 2), append(2, 2));
		assertThat(check(Map.of(1, List.of(1L, 2L), 2, List.of(2L, 1L)))).singleElement()
			.satisfies((violation) -> assertThat(violation.description()).startsWith("G0:"));
	}

	@Test
	void circularInformationIsFound() {
		transaction(append(1, 1), read(2, 1L));
		transaction(append(2, 1), read(1, 1L));
		assertThat(check(Map.of(1, List.of(1L), 2, List.of(1L)))).singleElement()
			.satisfies((violation) -> assertThat(violation.description()).startsWith("G1c:"));
	}

	@Test
	void readSkewIsFound() {
		transaction(append(1, 1), append(2, 1));
		transaction(read(1), read(2, 1L));
		assertThat(check(Map.of(1, List.of(1L), 2, List.of(1L)))).singleElement()
			.satisfies((violation) -> assertThat(violation.description()).startsWith("G-single:"));
	}

	@Test
	void writeSkewIsFound() {
		transaction(read(1), append(2, 1));
		transaction(read(2), append(1, 1));
		assertThat(check(Map.of(1, List.of(1L), 2, List.of(1L)))).singleElement()
			.satisfies((violation) -> assertThat(violation.description()).startsWith("G2:"));
	}

}
