package io.github.dqlite4j.client;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When the writers of one process let those of others pass. The time is made up.
 */
class WriteTurnTests {

	private static final long SOON = TimeUnit.MICROSECONDS.toNanos(1);

	/**
	 * The clock has no fixed origin, and may overflow between two readings.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 0, -1, Long.MIN_VALUE, Long.MAX_VALUE - 1 })
	void laneThatKnowsOfNoOthersNeverPauses(long start) {
		WriteTurn turn = new WriteTurn(start);
		for (long after : new long[] { 0, SOON, WriteTurn.SHORTEST_NANOS, WriteTurn.LONGEST_NANOS,
				2 * WriteTurn.MEMORY_NANOS }) {
			assertThat(turn.isOver(start + after)).as("after %d ns", after).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, Long.MIN_VALUE, Long.MAX_VALUE - 1 })
	void turnIsOverAfterItsLength(long start) {
		WriteTurn turn = new WriteTurn(start);
		turn.othersMet(start);
		assertThat(turn.isOver(start)).isFalse();
		assertThat(turn.isOver(start + WriteTurn.SHORTEST_NANOS - 1)).isFalse();
		assertThat(turn.isOver(start + WriteTurn.SHORTEST_NANOS)).isTrue();
	}

	@Test
	void turnBeginsWhenTheOthersAreDone() {
		WriteTurn turn = new WriteTurn(0);
		turn.othersMet(0);
		long later = WriteTurn.SHORTEST_NANOS - SOON;
		turn.othersMet(later);
		assertThat(turn.isOver(WriteTurn.SHORTEST_NANOS)).isFalse();
		assertThat(turn.isOver(later + WriteTurn.SHORTEST_NANOS)).isTrue();
	}

	@Test
	void turnsGrowWhileNobodyIsMet() {
		WriteTurn turn = new WriteTurn(0);
		turn.othersMet(0);
		long now = WriteTurn.SHORTEST_NANOS;
		for (long length = 2 * WriteTurn.SHORTEST_NANOS; length <= WriteTurn.LONGEST_NANOS; length *= 2) {
			now = restart(turn, now, length);
		}
		restart(turn, now, WriteTurn.LONGEST_NANOS);
	}

	@Test
	void turnsAreShortAgainWhenOthersAreMetAgain() {
		WriteTurn turn = new WriteTurn(0);
		turn.othersMet(0);
		long now = restart(turn, WriteTurn.SHORTEST_NANOS, 2 * WriteTurn.SHORTEST_NANOS);
		turn.othersMet(now);
		assertThat(turn.isOver(now + WriteTurn.SHORTEST_NANOS)).isTrue();
	}

	@Test
	void othersNotMetForLongAreForgotten() {
		WriteTurn turn = new WriteTurn(0);
		turn.othersMet(0);
		assertThat(turn.isOver(WriteTurn.MEMORY_NANOS - 1)).isTrue();
		assertThat(turn.isOver(WriteTurn.MEMORY_NANOS)).isFalse();
		turn.restart(WriteTurn.MEMORY_NANOS);
		assertThat(turn.isOver(WriteTurn.MEMORY_NANOS + WriteTurn.LONGEST_NANOS)).isFalse();
	}

	/**
	 * Lets a turn that is over be followed by another one.
	 * @return when that is over
	 */
	private static long restart(WriteTurn turn, long now, long length) {
		assertThat(turn.isOver(now)).isTrue();
		turn.restart(now);
		assertThat(turn.isOver(now + length - 1)).as("before %d ns", length).isFalse();
		assertThat(turn.isOver(now + length)).as("after %d ns", length).isTrue();
		return now + length;
	}

}
