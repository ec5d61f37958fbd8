package io.github.dqlite4j.node.supervisor;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node that dies again and again is started less and less often.
 */
class BackoffTests {

	private static final Duration LONG = Duration.ofHours(1);

	private final Backoff backoff = new Backoff();

	@Test
	void waitsTwiceAsLongEachTimeUpToALimit() {
		Duration first = this.backoff.after(Duration.ZERO);
		assertThat(this.backoff.after(Duration.ZERO)).isEqualTo(first.multipliedBy(2));
		assertThat(this.backoff.after(Duration.ZERO)).isEqualTo(first.multipliedBy(4));
		for (int i = 0; i < 100; i++) {
			this.backoff.after(Duration.ZERO);
		}
		assertThat(this.backoff.after(Duration.ZERO)).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void beginsAnewAfterANodeHasRunForLong() {
		Duration first = this.backoff.after(LONG);
		this.backoff.after(Duration.ZERO);
		this.backoff.after(Duration.ZERO);
		assertThat(this.backoff.after(LONG)).isEqualTo(first);
	}

}
