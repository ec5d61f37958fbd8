package io.github.dqlite4j.spring.boot.autoconfigure.exception;

import io.github.dqlite4j.spring.boot.autoconfigure.data.TemporaryNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for a {@code @Retryable} service on a {@link JdbcTransactionManager}.
 */
@JdbcTest(properties = "spring.flyway.enabled=false")
@AutoConfigureTestDatabase(replace = Replace.NONE)
@ContextConfiguration(initializers = TemporaryNode.class)
@Import({ Faults.class, JdbcRetryTests.Till.class })
@EnableResilientMethods
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class JdbcRetryTests {

	@Autowired
	Till till;

	@Autowired
	Faults faults;

	@Autowired
	JdbcClient jdbc;

	@BeforeEach
	void open(@Autowired PlatformTransactionManager transactionManager) {
		assertThat(transactionManager).isExactlyInstanceOf(JdbcTransactionManager.class);
		this.jdbc.sql("CREATE TABLE IF NOT EXISTS till (content INTEGER NOT NULL)").update();
		this.jdbc.sql("DELETE FROM till").update();
		this.jdbc.sql("INSERT INTO till VALUES (0)").update();
	}

	@ParameterizedTest
	@EnumSource(names = { "RESTART", "TIMEOUT", "NO_LEADER" })
	void restartsATransactionThatWasRolledBackAtItsCommit(DriverFault fault) {
		this.faults.beforeCommit(fault.exception());
		this.till.add(10);
		assertThat(this.till.takeAttempts()).isEqualTo(2);
		assertThat(content()).isEqualTo(10);
	}

	@Test
	void restartsATransactionThatFailedInTheMiddle() {
		this.faults.atStatement(DriverFault.RESTART.exception());
		this.till.add(10);
		assertThat(this.till.takeAttempts()).isEqualTo(2);
		assertThat(content()).isEqualTo(10);
	}

	@Test
	void neverRepeatsACommitThatMayHaveBeenApplied() {
		this.faults.afterCommit(DriverFault.OUTCOME_UNKNOWN.exception());
		assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> this.till.add(10));
		assertThat(this.till.takeAttempts()).isOne();
		assertThat(content()).isEqualTo(10);
	}

	private int content() {
		return this.jdbc.sql("SELECT content FROM till").query(Integer.class).single();
	}

	/**
	 * The service.
	 */
	static class Till {

		private final JdbcClient jdbc;

		private int attempts;

		Till(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@Retryable(includes = TransientDataAccessException.class, maxRetries = 3, delay = 10)
		@Transactional
		public void add(int amount) {
			this.attempts++;
			this.jdbc.sql("UPDATE till SET content = content + ?").param(amount).update();
		}

		/**
		 * Return how often was tried to add something since this was asked last.
		 */
		public int takeAttempts() {
			int taken = this.attempts;
			this.attempts = 0;
			return taken;
		}

	}

}
