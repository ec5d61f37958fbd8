package io.github.dqlite4j.client;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which statements of a session are prepared and which give way.
 */
class StatementCacheTests {

	@Test
	void secondUseIsWorthPreparing() {
		StatementCache cache = new StatementCache(2);
		assertThat(cache.idOf("a")).isEqualTo(-1);
		assertThat(cache.isUsedAgain("a")).isFalse();
		assertThat(cache.isUsedAgain("a")).isTrue();
		cache.prepared("a", 0);
		assertThat(cache.idOf("a")).isZero();
		assertThat(cache.takeEvicted()).isEmpty();
	}

	@Test
	void longestUnusedGivesWay() {
		StatementCache cache = new StatementCache(2);
		cache.prepared("a", 0);
		cache.prepared("b", 1);
		cache.idOf("a");
		cache.prepared("c", 2);
		assertThat(cache.idOf("b")).isEqualTo(-1);
		assertThat(cache.idOf("a")).isZero();
		assertThat(cache.idOf("c")).isEqualTo(2);
		assertThat(cache.takeEvicted()).containsExactly(1);
		assertThat(cache.takeEvicted()).isEmpty();
	}

	@Test
	void statementsThatWereNotPreparedNeedNoForgetting() {
		StatementCache cache = new StatementCache(1);
		assertThat(cache.isUsedAgain("a")).isFalse();
		assertThat(cache.isUsedAgain("b")).isFalse();
		assertThat(cache.isUsedAgain("a")).isFalse();
		assertThat(cache.takeEvicted()).isEmpty();
	}

	@Test
	void withoutRoomNothingIsKept() {
		StatementCache cache = new StatementCache(0);
		assertThat(cache.isUsedAgain("a")).isFalse();
		assertThat(cache.isUsedAgain("a")).isFalse();
		cache.prepared("a", 3);
		assertThat(cache.idOf("a")).isEqualTo(-1);
		assertThat(cache.takeEvicted()).containsExactly(3);
	}

}
