package io.github.dqlite4j.chaos.cluster;

import io.github.dqlite4j.testing.NodeProcess;

/**
 * A place in the cluster: the address stays, the process that serves it may be replaced.
 */
public final class Member {

	private final int number;

	private volatile NodeProcess process;

	Member(int number, NodeProcess process) {
		this.number = number;
		this.process = process;
	}

	/**
	 * Return its number, from 0.
	 */
	public int number() {
		return this.number;
	}

	/**
	 * Return the address that the cluster and the clients know.
	 */
	public String address() {
		return this.process.address();
	}

	/**
	 * Return the process, which may have ended.
	 */
	public NodeProcess process() {
		return this.process;
	}

	void replaceBy(NodeProcess process) {
		this.process = process;
	}

	@Override
	public String toString() {
		return "node " + this.number + " (" + address() + ")";
	}

}
