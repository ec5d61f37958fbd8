package io.github.dqlite4j.client;

import java.util.concurrent.TimeUnit;

/**
 * How long the writers of one process may follow each other while those of other
 * processes want to write as well. These ask for the lock again and again, and would
 * hardly ever find it free; so a turn ends after a while, and nobody writes for longer
 * than the others pause between two attempts.
 * <p>
 * Turns and pauses are long compared with a write: every attempt in vain costs the node
 * work, and a node that has little of the processor does not get on with the write that
 * all wait for (seen with pauses of 2 ms on a loaded machine with two processors: the
 * engine refused thousands of attempts while one write took seconds).
 * <p>
 * Only used by the one thread that holds the permit of the lane.
 */
final class WriteTurn {

	/**
	 * How long to reckon with writers of other processes after they were met.
	 */
	static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(10);

	static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

	/**
	 * The length of turns when nobody was met after several gaps.
	 */
	static final long LONGEST_NANOS = 4 * SHORTEST_NANOS;

	/**
	 * Longer than the pause in which others ask again.
	 */
	static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

	private long othersMetAt;

	private long beganAt;

	private long length = SHORTEST_NANOS;

	/**
	 * Create the turns of a lane that knows of no others.
	 * @param now the time, as {@link System#nanoTime()}
	 */
	WriteTurn(long now) {
		this.othersMetAt = now - MEMORY_NANOS;
		this.beganAt = now;
	}

	/**
	 * Take note that somebody else holds the lock. The turn begins when it is free.
	 */
	void othersMet(long now) {
		this.othersMetAt = now;
		this.beganAt = now;
		this.length = SHORTEST_NANOS;
	}

	/**
	 * Tell whether others are to be let pass before the next write.
	 */
	boolean isOver(long now) {
		return now - this.othersMetAt < MEMORY_NANOS && now - this.beganAt >= this.length;
	}

	/**
	 * Take note that others could have passed. If none is met now, the next turn is
	 * longer.
	 */
	void restart(long now) {
		this.beganAt = now;
		this.length = Math.min(2 * this.length, LONGEST_NANOS);
	}

}
