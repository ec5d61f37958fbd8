package io.github.dqlite4j.chaos.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the clients of one workload did. Used by all their threads.
 *
 * @param <T> what they do
 */
public final class History<T> {

	private final ConcurrentLinkedQueue<Operation<T>> operations = new ConcurrentLinkedQueue<>();

	/**
	 * Add an operation that is over.
	 * @param operation the operation
	 */
	public void add(Operation<T> operation) {
		this.operations.add(operation);
	}

	/**
	 * Return what was added so far.
	 * @return the operations, in the order of their ends as far as one client is
	 * concerned
	 */
	public List<Operation<T>> operations() {
		return new ArrayList<>(this.operations);
	}

}
