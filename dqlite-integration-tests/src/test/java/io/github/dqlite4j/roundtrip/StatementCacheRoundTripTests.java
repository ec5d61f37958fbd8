package io.github.dqlite4j.roundtrip;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prepared statements at the server: how many, which, and after the connection was lost.
 */
class StatementCacheRoundTripTests extends AbstractRoundTripTests {

	private static final int CACHE_SIZE = 3;

	@Override
	protected String url() {
		return super.url() + "&statementCacheSize=" + CACHE_SIZE;
	}

	private void select(int number) throws SQLException {
		try (PreparedStatement select = this.connection.prepareStatement("select name from t where id = " + number)) {
			assertThat(count(select.executeQuery())).isLessThan(2);
		}
	}

	@Test
	void theServerHoldsABoundedNumber() throws Exception {
		this.proxy.roundTrips(() -> {
			for (int i = 0; i < 20; i++) {
				select(i);
				select(i);
			}
		});
		int held = this.proxy.requests(Frames.PREPARE) - this.proxy.requests(Frames.FINALIZE);
		assertThat(this.proxy.requests(Frames.PREPARE)).isEqualTo(20);
		assertThat(held).isBetween(1, CACHE_SIZE + 1);
	}

	@Test
	void theStatementThatWasNotUsedForTheLongestTimeGivesWay() throws Exception {
		for (int i = 0; i < CACHE_SIZE; i++) {
			select(i);
			select(i);
		}
		select(0);
		select(CACHE_SIZE);
		this.proxy.roundTrips(() -> select(0));
		assertThat(this.proxy.requests(Frames.PREPARE)).as("0 is still prepared").isZero();
		this.proxy.roundTrips(() -> {
			select(1);
			select(1);
		});
		assertThat(this.proxy.requests(Frames.PREPARE)).as("1 had to give way").isOne();
	}

	@Test
	void whatGivesWayCostsNoRoundTrip() throws Exception {
		for (int i = 0; i < CACHE_SIZE; i++) {
			select(i);
			select(i);
		}
		for (int i = 0; i < 10; i++) {
			String oneOff = "select name from t where id = 1 or id = " + i;
			assertThat(this.proxy.roundTrips(() -> assertThat(count(this.connection, oneOff)).isLessThan(3))).isOne();
		}
		select(1);
		assertThat(this.proxy.roundTrips(() -> select(1))).as("prepared, others forgotten, and sent").isEqualTo(2);
		assertThat(this.proxy.requests(Frames.FINALIZE)).isPositive();
	}

	@Test
	void newSessionPreparesWhatTheOldOneHad() throws Exception {
		select(1);
		select(1);
		this.proxy.cut();
		select(1);
		assertThat(this.proxy.roundTrips(() -> select(1))).isOne();
		assertThat(this.proxy.requests(Frames.PREPARE)).as("the first use has prepared it").isZero();
	}

	@Test
	void withoutACacheNothingIsPrepared() throws Exception {
		try (Connection uncached = DriverManager.getConnection(super.url() + "&statementCacheSize=0");
				PreparedStatement select = uncached.prepareStatement("select name from t where id = 1")) {
			assertThat(this.proxy.roundTrips(() -> {
				for (int i = 0; i < 10; i++) {
					assertThat(count(select.executeQuery())).isOne();
				}
			})).isEqualTo(10);
			assertThat(this.proxy.requests(Frames.PREPARE)).isZero();
		}
	}

}
