package io.github.dqlite4j.chaos.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.dqlite4j.chaos.check.Access.Append;
import io.github.dqlite4j.chaos.history.Operation;
import io.github.dqlite4j.chaos.history.Outcome;

/**
 * Which transactions must come before which. Real time is a chain of its own, of one node
 * for each transaction that has ended: that keeps the number of edges proportional to
 * that of the transactions.
 */
final class TransactionGraph {

	private final List<Operation<Transaction>> transactions;

	private final List<Map<Integer, Dependency>> edges = new ArrayList<>();

	private TransactionGraph(List<Operation<Transaction>> transactions) {
		this.transactions = transactions;
		transactions.forEach((transaction) -> this.edges.add(new HashMap<>()));
	}

	/**
	 * Build the graph.
	 * @param transactions those that have taken place
	 * @param last all lists, which tell the order of their writes
	 */
	static TransactionGraph of(List<Operation<Transaction>> transactions, Map<Integer, List<Long>> last) {
		TransactionGraph graph = new TransactionGraph(transactions);
		Map<Integer, List<Integer>> writers = graph.writers(last);
		for (List<Integer> list : writers.values()) {
			for (int i = 1; i < list.size(); i++) {
				graph.add(list.get(i - 1), list.get(i), Dependency.WRITE_WRITE);
			}
		}
		for (int i = 0; i < transactions.size(); i++) {
			if (transactions.get(i).outcome() == Outcome.OK) {
				graph.addReads(i, writers);
			}
		}
		graph.addRealTime();
		return graph;
	}

	/**
	 * Returns the transactions that wrote the elements of each list, -1 for an element
	 * that none of them wrote.
	 */
	private Map<Integer, List<Integer>> writers(Map<Integer, List<Long>> last) {
		Map<Append, Integer> writers = new HashMap<>();
		for (int i = 0; i < this.transactions.size(); i++) {
			for (Access access : this.transactions.get(i).value().accesses()) {
				if (access instanceof Append append) {
					writers.put(append, i);
				}
			}
		}
		Map<Integer, List<Integer>> lists = new HashMap<>();
		last.forEach((list, elements) -> lists.put(list,
				elements.stream().map((element) -> writers.getOrDefault(new Append(list, element), -1)).toList()));
		return lists;
	}

	private void addReads(int reader, Map<Integer, List<Integer>> writers) {
		AppendChecker.versionsSeen(this.transactions.get(reader).value()).forEach((list, version) -> {
			List<Integer> order = writers.getOrDefault(list, List.of());
			if (version > 0 && version <= order.size()) {
				add(order.get(version - 1), reader, Dependency.WRITE_READ);
			}
			if (version >= 0 && version < order.size()) {
				add(reader, order.get(version), Dependency.READ_WRITE);
			}
		});
	}

	/**
	 * A transaction that writes comes after all that had ended before it began.
	 */
	private void addRealTime() {
		int[] ended = IntStream.range(0, this.transactions.size())
			.filter((i) -> this.transactions.get(i).outcome() != Outcome.UNKNOWN)
			.boxed()
			.sorted(Comparator.comparingLong((i) -> this.transactions.get(i).end()))
			.mapToInt(Integer::intValue)
			.toArray();
		int chain = this.edges.size();
		for (int i = 0; i < ended.length; i++) {
			this.edges.add(new HashMap<>());
			add(ended[i], chain + i, Dependency.REAL_TIME);
			if (i > 0) {
				add(chain + i - 1, chain + i, Dependency.REAL_TIME);
			}
		}
		for (int i = 0; i < this.transactions.size(); i++) {
			if (this.transactions.get(i).value().isUpdate()) {
				int before = endedBefore(ended, this.transactions.get(i).start());
				if (before > 0) {
					add(chain + before - 1, i, Dependency.REAL_TIME);
				}
			}
		}
	}

	private int endedBefore(int[] ended, long time) {
		int low = 0;
		int high = ended.length;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.transactions.get(ended[middle]).end() < time) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	private void add(int from, int to, Dependency dependency) {
		if (from >= 0 && to >= 0 && from != to) {
			this.edges.get(from).putIfAbsent(to, dependency);
		}
	}

	/**
	 * Return a shortest cycle for each set of transactions that all come before each
	 * other.
	 */
	List<Cycle> cycles() {
		return new CycleSearch(this.edges).components().stream().map(this::withoutTime).toList();
	}

	/**
	 * Makes one step in time of several.
	 */
	private Cycle withoutTime(Cycle cycle) {
		int size = cycle.transactions().size();
		int first = IntStream.range(0, size)
			.filter((i) -> isTransaction(cycle.transactions().get(i)))
			.findFirst()
			.orElse(0);
		List<Integer> transactions = new ArrayList<>();
		List<Dependency> dependencies = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			int place = (first + i) % size;
			if (isTransaction(cycle.transactions().get(place))) {
				transactions.add(cycle.transactions().get(place));
				dependencies.add(cycle.dependencies().get(place));
			}
		}
		return new Cycle(transactions, dependencies);
	}

	private boolean isTransaction(int node) {
		return node < this.transactions.size();
	}

}
