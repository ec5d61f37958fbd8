package io.github.dqlite4j.chaos.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds cycles in a directed graph: the strongly connected components by Tarjan's
 * algorithm, without recursion, and in each of them a short cycle.
 */
final class CycleSearch {

	private static final int STARTS = 100;

	private final List<Map<Integer, Dependency>> edges;

	private final int[] index;

	private final int[] low;

	private final boolean[] onStack;

	private final Deque<Integer> stack = new ArrayDeque<>();

	private final List<Cycle> cycles = new ArrayList<>();

	private int next = 1;

	/**
	 * Prepare a search.
	 * @param edges the targets of the edges of each node
	 */
	CycleSearch(List<Map<Integer, Dependency>> edges) {
		this.edges = edges;
		this.index = new int[edges.size()];
		this.low = new int[edges.size()];
		this.onStack = new boolean[edges.size()];
	}

	/**
	 * Return a cycle for each component that has any.
	 */
	List<Cycle> components() {
		for (int node = 0; node < this.edges.size(); node++) {
			if (this.index[node] == 0) {
				visit(node);
			}
		}
		return this.cycles;
	}

	private void visit(int root) {
		Deque<Frame> frames = new ArrayDeque<>();
		frames.push(enter(root));
		while (!frames.isEmpty()) {
			Frame frame = frames.peek();
			if (frame.targets.hasNext()) {
				int target = frame.targets.next();
				if (this.index[target] == 0) {
					frames.push(enter(target));
				}
				else if (this.onStack[target]) {
					this.low[frame.node] = Math.min(this.low[frame.node], this.index[target]);
				}
			}
			else {
				frames.pop();
				leave(frame.node);
				if (!frames.isEmpty()) {
					int parent = frames.peek().node;
					this.low[parent] = Math.min(this.low[parent], this.low[frame.node]);
				}
			}
		}
	}

	private Frame enter(int node) {
		this.index[node] = this.next;
		this.low[node] = this.next;
		this.next++;
		this.stack.push(node);
		this.onStack[node] = true;
		return new Frame(node, this.edges.get(node).keySet().iterator());
	}

	private void leave(int node) {
		if (this.low[node] != this.index[node]) {
			return;
		}
		Set<Integer> component = new HashSet<>();
		int member;
		do {
			member = this.stack.pop();
			this.onStack[member] = false;
			component.add(member);
		}
		while (member != node);
		if (component.size() > 1) {
			this.cycles.add(shortest(component));
		}
	}

	/**
	 * Returns the shortest of the cycles through some nodes of a component.
	 */
	private Cycle shortest(Set<Integer> component) {
		return component.stream()
			.sorted()
			.limit(STARTS)
			.map((start) -> cycleThrough(start, component))
			.min((one, other) -> Integer.compare(one.transactions().size(), other.transactions().size()))
			.orElseThrow();
	}

	private Cycle cycleThrough(int start, Set<Integer> component) {
		int[] previous = new int[this.edges.size()];
		Arrays.fill(previous, -1);
		Deque<Integer> queue = new ArrayDeque<>(List.of(start));
		while (previous[start] < 0) {
			int node = queue.remove();
			for (int target : this.edges.get(node).keySet()) {
				if (component.contains(target) && previous[target] < 0) {
					previous[target] = node;
					queue.add(target);
				}
			}
		}
		List<Integer> nodes = new ArrayList<>();
		int node = start;
		do {
			node = previous[node];
			nodes.add(node);
		}
		while (node != start);
		Collections.reverse(nodes);
		List<Dependency> dependencies = new ArrayList<>();
		for (int i = 0; i < nodes.size(); i++) {
			dependencies.add(this.edges.get(nodes.get(i)).get(nodes.get((i + 1) % nodes.size())));
		}
		return new Cycle(nodes, dependencies);
	}

	private record Frame(int node, Iterator<Integer> targets) {

	}

}
