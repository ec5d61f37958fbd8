package io.github.dqlite4j.roundtrip;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What transactions cost, also as Spring and a pool begin and end them.
 */
class TransactionRoundTripTests extends AbstractRoundTripTests {

	private static final String ALIVE_BYPASS = "com.zaxxer.hikari.aliveBypassWindowMs";

	@Test
	void readOnlyTransactionOfOneRead() throws Exception {
		this.connection.setReadOnly(true);
		this.connection.setAutoCommit(false);
		assertThat(this.proxy.roundTrips(() -> {
			for (int i = 0; i < 10; i++) {
				assertThat(count(this.connection, "select id from t where id = " + i)).isLessThan(2);
				this.proxy.holdNextAnswer();
				this.connection.commit();
			}
		})).isEqualTo(10);
	}

	@Test
	void readOnlyTransactionThatIsRolledBack() throws Exception {
		this.connection.setReadOnly(true);
		this.connection.setAutoCommit(false);
		assertThat(this.proxy.roundTrips(() -> {
			for (int i = 0; i < 10; i++) {
				count(this.connection, "select id from t where id = " + i);
				this.proxy.holdNextAnswer();
				this.connection.rollback();
			}
		})).isEqualTo(10);
	}

	@Test
	void readOnlyTransactionOfSeveralReads() throws Exception {
		this.connection.setReadOnly(true);
		this.connection.setAutoCommit(false);
		assertThat(this.proxy.roundTrips(() -> {
			count(this.connection, "select 1");
			count(this.connection, "select 2");
			count(this.connection, "select 3");
			this.proxy.holdNextAnswer();
			this.connection.commit();
		})).isEqualTo(3);
	}

	@Test
	void writeTransaction() throws Exception {
		this.connection.setAutoCommit(false);
		assertThat(this.proxy.roundTrips(() -> {
			for (int i = 0; i < 5; i++) {
				execute("insert into t (name) values ('" + i + "')");
			}
			this.connection.commit();
		})).isEqualTo(5 + 2);
	}

	@Test
	void emptyTransaction() throws Exception {
		assertThat(this.proxy.roundTrips(() -> {
			this.connection.setAutoCommit(false);
			this.connection.commit();
			this.connection.rollback();
			this.connection.setAutoCommit(true);
		})).isZero();
	}

	@Test
	void batchAlone() throws Exception {
		try (PreparedStatement insert = this.connection.prepareStatement("insert into t (name) values (?)")) {
			addBatch(insert, 1_000);
			assertThat(this.proxy.roundTrips(insert::executeBatch)).isLessThan(1_000 / 20);
			assertThat(this.proxy.mostUnderWay()).as("requests whose answers nobody has read").isBetween(32, 64);
		}
		assertThat(count(this.connection, "select id from t")).isEqualTo(1_003);
	}

	@Test
	void batchInATransaction() throws Exception {
		this.connection.setAutoCommit(false);
		try (PreparedStatement insert = this.connection.prepareStatement("insert into t (name) values (?)")) {
			addBatch(insert, 10);
			assertThat(this.proxy.roundTrips(() -> {
				insert.executeBatch();
				this.connection.commit();
			})).as("BEGIN, look for ROLLBACK clauses, prepare, all executions, COMMIT").isEqualTo(5);
		}
	}

	@Test
	void connectionOfAPool() throws Exception {
		withPool((pool) -> assertThat(this.proxy.roundTrips(() -> {
			for (int i = 0; i < 10; i++) {
				try (Connection borrowed = pool.getConnection()) {
					borrowed.setReadOnly(i % 2 == 0);
					borrowed.setAutoCommit(i % 3 == 0);
				}
			}
		})).isZero());
	}

	@Test
	void readOnlyTransactionOfSpring() throws Exception {
		withPool((pool) -> assertThat(this.proxy.roundTrips(() -> {
			for (int i = 0; i < 10; i++) {
				try (Connection borrowed = pool.getConnection()) {
					borrowed.setReadOnly(true);
					borrowed.setAutoCommit(false);
					assertThat(count(borrowed, "select id from t where id = " + i)).isLessThan(2);
					this.proxy.holdNextAnswer();
					borrowed.commit();
					borrowed.setAutoCommit(true);
					borrowed.setReadOnly(false);
				}
			}
		})).isEqualTo(10));
	}

	@Test
	void writeTransactionOfSpring() throws Exception {
		withPool((pool) -> assertThat(this.proxy.roundTrips(() -> {
			try (Connection borrowed = pool.getConnection()) {
				borrowed.setAutoCommit(false);
				borrowed.createStatement().executeUpdate("insert into t (name) values ('s')");
				borrowed.commit();
				borrowed.setAutoCommit(true);
			}
		})).isEqualTo(3));
	}

	/**
	 * A pool tests connections that lay idle for half a second, which on a busy machine
	 * may be any.
	 */
	private void withPool(PoolAction action) throws Exception {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url());
		config.setMaximumPoolSize(1);
		System.setProperty(ALIVE_BYPASS, "600000");
		try (HikariDataSource pool = new HikariDataSource(config)) {
			warmUp(pool);
			action.run(pool);
		}
		finally {
			System.clearProperty(ALIVE_BYPASS);
		}
	}

	private static void warmUp(HikariDataSource pool) throws SQLException {
		try (Connection borrowed = pool.getConnection()) {
			assertThat(count(borrowed, "select count(*) from t")).isOne();
		}
	}

	/**
	 * Something to do with a pool.
	 */
	@FunctionalInterface
	private interface PoolAction {

		void run(HikariDataSource pool) throws Exception;

	}

}
