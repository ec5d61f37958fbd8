package io.github.dqlite4j.node.raft;

import java.util.Comparator;

/**
 * Where a log ends. Of two logs the one whose last entry has the higher term is more
 * advanced, and with equal terms the longer one: the rule by which voters choose a
 * leader.
 *
 * @param term the term of the last entry
 * @param index its index; 0 if there is none
 */
public record LogPosition(long term, long index) implements Comparable<LogPosition> {

	/**
	 * The position of an empty log.
	 */
	public static final LogPosition NONE = new LogPosition(0, 0);

	private static final Comparator<LogPosition> ORDER = Comparator.comparingLong(LogPosition::term)
		.thenComparingLong(LogPosition::index);

	@Override
	public int compareTo(LogPosition other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return "term " + this.term + ", index " + this.index;
	}

}
