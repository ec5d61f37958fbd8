package io.github.dqlite4j.benchmarks;

import java.util.List;

/**
 * A kind of work that every contender does in the same way.
 */
enum Workload {

	/**
	 * Reads two columns of one row by its primary key, by a prepared statement.
	 */
	POINT_SELECT("point select", 20_000, Target.ofWire(0.9), Target.ofGo(1)),

	/**
	 * The same, each in a read-only transaction of its own.
	 */
	READ_ONLY_TRANSACTION("read-only transaction of one select", 20_000),

	/**
	 * Reads 200 rows, which the engine sends in four messages.
	 */
	RANGE_SELECT("select of 200 rows", 100),

	/**
	 * Inserts rows one at a time in one transaction.
	 */
	ROW_INSERT("insert, row at a time in one transaction", 20_000, Target.ofWire(0.9), Target.ofGo(1)),

	/**
	 * Inserts rows in one transaction by whatever is fastest: a batch, or row at a time
	 * where there is none.
	 */
	BATCH_INSERT("insert, batch in one transaction", 50_000, Target.ofGo(6)),

	/**
	 * The same with {@code rewriteBatchedInserts}, which only the driver has.
	 */
	BATCH_INSERT_REWRITTEN("batch insert, rewritten", 50_000),

	/**
	 * Reads all rows of a table. An operation is a row.
	 */
	SCAN("scan", Database.ROWS, Target.ofGo(1.5)),

	/**
	 * Inserts rows by eight threads, each on a connection of its own, each insert
	 * committed by itself.
	 */
	CONCURRENT_WRITERS("8 writers, each insert committed", 4_000, Target.ofGo(1.1));

	/**
	 * How many threads write in {@link #CONCURRENT_WRITERS}.
	 */
	static final int WRITERS = 8;

	private final String title;

	private final int operations;

	private final List<Target> targets;

	Workload(String title, int operations, Target... targets) {
		this.title = title;
		this.operations = operations;
		this.targets = List.of(targets);
	}

	String title() {
		return this.title;
	}

	/**
	 * Return how many operations one run has.
	 * @param scale the part of the normal number, above 0 and at most 1
	 */
	int operations(double scale) {
		return (int) Math.max(1, this.operations * scale);
	}

	List<Target> targets() {
		return this.targets;
	}

	/**
	 * Tell whether a run fills the table of sales.
	 */
	boolean inserts() {
		return switch (this) {
			case ROW_INSERT, BATCH_INSERT, BATCH_INSERT_REWRITTEN, CONCURRENT_WRITERS -> true;
			case POINT_SELECT, READ_ONLY_TRANSACTION, RANGE_SELECT, SCAN -> false;
		};
	}

	/**
	 * What the driver should reach.
	 *
	 * @param peer whom it is compared with
	 * @param ratio the driver's speed divided by the peer's
	 */
	record Target(Peer peer, double ratio) {

		static Target ofWire(double ratio) {
			return new Target(Peer.WIRE, ratio);
		}

		static Target ofGo(double ratio) {
			return new Target(Peer.GO, ratio);
		}

	}

}
