package io.github.dqlite4j.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.dqlite4j.chaos.history.Operation;

/**
 * Compares unique inserts with what is there in the end: what was acknowledged is there,
 * what was refused is not, nothing is there twice, in part, or without having been
 * inserted.
 */
public final class SetChecker {

	private SetChecker() {
	}

	/**
	 * Check a history.
	 * @param history the inserts; no two have an element in common
	 * @param content what is there after the last of them, in any order
	 * @return what is wrong; empty if nothing is
	 */
	public static List<Violation> check(List<Operation<SetInsert>> history, List<Long> content) {
		Map<Long, Integer> counts = new HashMap<>();
		content.forEach((element) -> counts.merge(element, 1, Integer::sum));
		List<Violation> violations = new ArrayList<>();
		counts.forEach((element, count) -> {
			if (count > 1) {
				violations.add(new Violation(Anomaly.DOUBLED, "element " + element + " is there " + count + " times"));
			}
		});
		for (Operation<SetInsert> insert : history) {
			check(insert, counts::containsKey, violations);
			insert.value().elements().forEach(counts::remove);
		}
		counts.keySet()
			.forEach((element) -> violations
				.add(new Violation(Anomaly.OUT_OF_THIN_AIR, "nobody inserted element " + element)));
		return violations;
	}

	private static void check(Operation<SetInsert> insert, Predicate<Long> isThere, List<Violation> violations) {
		List<Long> elements = insert.value().elements();
		long present = elements.stream().filter(isThere).count();
		if (present == elements.size()) {
			if (!insert.outcome().isAllowed()) {
				violations.add(new Violation(Anomaly.FAILED_BUT_APPLIED, insert + " is there"));
			}
		}
		else if (present > 0) {
			violations.add(new Violation(Anomaly.TORN, "only " + present + " elements of " + insert + " are there"));
		}
		else if (insert.outcome().isRequired()) {
			violations.add(new Violation(Anomaly.LOST, insert + " is not there"));
		}
	}

}
