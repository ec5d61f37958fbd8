package io.github.dqlite4j.client;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Moments by which operations must have ended.
 */
class DeadlineTests {

	@Test
	void zeroIsNever() {
		assertThat(Deadline.after(Duration.ZERO)).isSameAs(Deadline.NEVER);
		assertThat(Deadline.NEVER.isOver()).isFalse();
		assertThat(Deadline.NEVER.remainingMillis()).isEqualTo(Long.MAX_VALUE);
		assertThat(Deadline.NEVER.nanoTime()).isZero();
	}

	@Test
	void zeroMayMeanNow() {
		assertThat(Deadline.within(Duration.ZERO).isOver()).isTrue();
		assertThat(Deadline.within(Duration.ZERO).remainingMillis()).isZero();
		assertThat(Deadline.within(Duration.ofHours(1)).isOver()).isFalse();
	}

	@Test
	void pastMomentIsOver() {
		Deadline past = Deadline.after(Duration.ofMillis(-1));
		assertThat(past.isOver()).isTrue();
		assertThat(past.remainingMillis()).isZero();
		assertThat(past.nanoTime()).isNotZero();
	}

	@Test
	void comingMomentIsNotOver() {
		Deadline coming = Deadline.after(Duration.ofHours(1));
		assertThat(coming.isOver()).isFalse();
		assertThat(coming.remainingMillis()).isBetween(3_500_000L, 3_600_000L);
	}

	@Test
	void earlierOfTwo() {
		Deadline first = Deadline.after(Duration.ofMinutes(1));
		Deadline second = Deadline.after(Duration.ofMinutes(2));
		assertThat(first.earlier(second)).isSameAs(first);
		assertThat(second.earlier(first)).isSameAs(first);
		assertThat(first.earlier(Deadline.NEVER)).isSameAs(first);
		assertThat(Deadline.NEVER.earlier(first)).isSameAs(first);
		assertThat(Deadline.NEVER.earlier(Deadline.NEVER)).isSameAs(Deadline.NEVER);
	}

	@Test
	void longestTimesDoNotOverflow() {
		Deadline far = Deadline.after(Duration.ofSeconds(Integer.MAX_VALUE));
		assertThat(far.isOver()).isFalse();
		assertThat(far.earlier(Deadline.after(Duration.ofSeconds(1))).remainingMillis()).isLessThanOrEqualTo(1000);
	}

}
