package io.github.dqlite4j.client;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.github.dqlite4j.protocol.Parameters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A group on a session that is closed from this side at a moment that a server can't
 * choose.
 */
class GroupCommitSessionTests extends AbstractSessionTests {

	/**
	 * Deadlines are asked for before each of: two looks whether to prepare, the sending,
	 * two answers, the question whether the transaction is open.
	 */
	private static final int BEFORE_THE_QUESTION = 6;

	@Test
	void whatStandsBehindAFailureIsInDoubtIfNobodyCanAskWhetherTheTransactionIsOpen() throws Exception {
		this.server.on("INSERT a", Answer.failure(13, "database or disk is full"));
		GroupedWrite a = this.session.offer("INSERT a", Parameters.NONE);
		GroupedWrite b = this.session.offer("INSERT b", Parameters.NONE);
		this.session.beginGroup(TestClusters::ample);
		AtomicInteger exchanges = new AtomicInteger();
		this.session.commitGroup(List.of(a, b), () -> {
			if (exchanges.incrementAndGet() == BEFORE_THE_QUESTION) {
				this.session.close();
			}
			return TestClusters.ample();
		});
		assertThat(exchanges).hasValueGreaterThanOrEqualTo(BEFORE_THE_QUESTION);
		assertThat(this.server.count("INSERT b")).isEqualTo(1);
		assertThat(a.result()).isNull();
		assertThat(a.doubt()).isNull();
		assertThat(b.isSettled()).isTrue();
		assertThat(b.doubt()).isNotNull();
	}

}
