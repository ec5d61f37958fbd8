package io.github.dqlite4j.chaos.fault;

/**
 * What can be done to nodes.
 */
public enum FaultKind {

	/** A node is ended by SIGKILL and started again. */
	KILL("kill"),

	/** All nodes are ended by SIGKILL at once and started again. */
	KILL_ALL("kill all"),

	/** A node is ended by SIGTERM and started again. */
	STOP("stop"),

	/** A node is stopped in its tracks by SIGSTOP and let go on. */
	PAUSE("pause"),

	/** Leadership is handed to another node while writers are held back. */
	TRANSFER("transfer"),

	/** Leadership is handed to another node in the middle of writes. */
	BARE_TRANSFER("bare transfer"),

	/** Links between nodes, and perhaps to clients, lose everything. */
	PARTITION("partition"),

	/** The disk of a node is full for a while; then the node is started again. */
	DISK_FULL("disk full"),

	/** A node is removed, and another one without data joins in its place. */
	MEMBERSHIP("membership change");

	private final String title;

	FaultKind(String title) {
		this.title = title;
	}

	@Override
	public String toString() {
		return this.title;
	}

}
