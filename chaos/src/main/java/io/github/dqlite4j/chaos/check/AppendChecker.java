package io.github.dqlite4j.chaos.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.chaos.check.Access.Append;
import io.github.dqlite4j.chaos.check.Access.Read;
import io.github.dqlite4j.chaos.history.Operation;
import io.github.dqlite4j.chaos.history.Outcome;

/**
 * Checks transactions that append unique elements to lists and read them, in the manner
 * of the list-append test of Elle: a list shows in which order it was written, so that
 * what every transaction must have come after is known from what it read.
 * <p>
 * What holds if nothing is found: there is one order of all transactions that took place
 * in which each of them, run alone, would have seen what it saw (serializability). In
 * that order a transaction that writes stands behind all that had ended before it began.
 * One that only reads may stand further back than that, since a leader that is cut off
 * answers for a while after there is another one.
 */
public final class AppendChecker {

	private final List<Operation<Transaction>> history;

	private final Map<Integer, List<Long>> last;

	private final Map<Append, Operation<Transaction>> writers = new HashMap<>();

	private final List<Violation> violations = new ArrayList<>();

	private AppendChecker(List<Operation<Transaction>> history, Map<Integer, List<Long>> last) {
		this.history = history;
		this.last = last;
		for (Operation<Transaction> operation : history) {
			for (Access access : operation.value().accesses()) {
				if (access instanceof Append append) {
					this.writers.put(append, operation);
				}
			}
		}
	}

	/**
	 * Check a history.
	 * @param history the transactions; what those that did not succeed have read is not
	 * looked at
	 * @param last the lists after that
	 * @return what is wrong; empty if nothing is
	 */
	public static List<Violation> check(List<Operation<Transaction>> history, Map<Integer, List<Long>> last) {
		AppendChecker checker = new AppendChecker(history, last);
		checker.checkLists();
		for (Operation<Transaction> operation : history) {
			checker.checkPresence(operation);
			if (operation.outcome() == Outcome.OK) {
				checker.checkReads(operation);
			}
		}
		checker.checkCycles();
		return checker.violations;
	}

	private void checkLists() {
		this.last.forEach((list, elements) -> checkElements(list, elements, "in the end"));
	}

	/**
	 * Whatever is in a list was appended, once, by a transaction that may have taken
	 * place.
	 */
	private void checkElements(int list, List<Long> elements, String where) {
		Set<Long> seen = new HashSet<>();
		for (Long element : elements) {
			if (!seen.add(element)) {
				add(Anomaly.DOUBLED, "element %d of list %d, %s", element, list, where);
			}
			Operation<Transaction> writer = this.writers.get(new Append(list, element));
			if (writer == null) {
				add(Anomaly.OUT_OF_THIN_AIR, "element %d of list %d, %s", element, list, where);
			}
			else if (!writer.outcome().isAllowed()) {
				add(Anomaly.FAILED_BUT_APPLIED, "element %d of list %d, %s, of %s", element, list, where, writer);
			}
		}
	}

	private void checkPresence(Operation<Transaction> operation) {
		List<Append> appends = appends(operation);
		long present = appends.stream().filter(this::isThere).count();
		if (present > 0 && present < appends.size()) {
			add(Anomaly.TORN, "only %d of the elements of %s are there", present, operation);
		}
		else if (present < appends.size() && operation.outcome().isRequired()) {
			add(Anomaly.LOST, "%s", operation);
		}
	}

	private static List<Append> appends(Operation<Transaction> operation) {
		return operation.value().accesses().stream().filter(Append.class::isInstance).map(Append.class::cast).toList();
	}

	private boolean isThere(Append append) {
		return this.last.getOrDefault(append.list(), List.of()).contains(append.element());
	}

	private void checkReads(Operation<Transaction> operation) {
		Map<Integer, List<Long>> known = new HashMap<>();
		Map<Integer, List<Long>> own = new HashMap<>();
		for (Access access : operation.value().accesses()) {
			if (access instanceof Append append) {
				own.computeIfAbsent(append.list(), (list) -> new ArrayList<>()).add(append.element());
				known.computeIfPresent(append.list(), (list, elements) -> plus(elements, append.element()));
			}
			else if (access instanceof Read read) {
				List<Long> before = known.put(read.list(), read.elements());
				List<Long> appended = own.getOrDefault(read.list(), List.of());
				if ((before != null) ? !before.equals(read.elements()) : !endsWith(read.elements(), appended)) {
					add(Anomaly.UNSTABLE_SNAPSHOT, "%s in %s", read, operation);
				}
				else if (before == null) {
					int others = read.elements().size() - appended.size();
					checkRead(read.list(), read.elements().subList(0, others), operation);
				}
			}
		}
	}

	private static List<Long> plus(List<Long> elements, Long element) {
		List<Long> longer = new ArrayList<>(elements);
		longer.add(element);
		return longer;
	}

	private static boolean endsWith(List<Long> elements, List<Long> end) {
		int from = elements.size() - end.size();
		return from >= 0 && elements.subList(from, elements.size()).equals(end);
	}

	/**
	 * Checks what a transaction saw of the others.
	 */
	private void checkRead(int list, List<Long> elements, Operation<Transaction> operation) {
		checkElements(list, elements, "read by " + operation);
		List<Long> order = this.last.getOrDefault(list, List.of());
		if (Collections.indexOfSubList(order, elements) != 0) {
			boolean shrunk = Collections.indexOfSubList(elements, order) == 0;
			add(shrunk ? Anomaly.LOST : Anomaly.CONTRADICTING_ORDERS, "list %d is %s in the end, but was %s for %s",
					list, order, elements, operation);
		}
		if (!elements.isEmpty()) {
			Append newest = new Append(list, elements.get(elements.size() - 1));
			Operation<Transaction> writer = this.writers.get(newest);
			if (writer != null && !newest.equals(lastAppend(writer, list))) {
				add(Anomaly.INTERMEDIATE_READ, "%s saw %s of %s but not all of it", operation, newest, writer);
			}
		}
	}

	private static @Nullable Append lastAppend(Operation<Transaction> writer, int list) {
		return appends(writer).stream()
			.filter((append) -> append.list() == list)
			.reduce((before, after) -> after)
			.orElse(null);
	}

	private void checkCycles() {
		List<Operation<Transaction>> committed = this.history.stream()
			.filter((operation) -> operation.outcome().isRequired()
					|| (operation.outcome().isAllowed() && appends(operation).stream().anyMatch(this::isThere)))
			.toList();
		for (Cycle cycle : TransactionGraph.of(committed, this.last).cycles()) {
			add(Anomaly.CYCLE, "%s", cycle.describe(committed));
		}
	}

	private void add(Anomaly anomaly, String format, Object... arguments) {
		this.violations.add(new Violation(anomaly, String.format(format, arguments)));
	}

	/**
	 * Returns what a transaction saw of the lists before it wrote to them.
	 */
	static Map<Integer, Integer> versionsSeen(Transaction transaction) {
		Map<Integer, Integer> versions = new LinkedHashMap<>();
		Map<Integer, Integer> own = new HashMap<>();
		for (Access access : transaction.accesses()) {
			if (access instanceof Append append) {
				own.merge(append.list(), 1, Integer::sum);
			}
			else if (access instanceof Read read) {
				versions.putIfAbsent(read.list(), read.elements().size() - own.getOrDefault(read.list(), 0));
			}
		}
		return versions;
	}

}
