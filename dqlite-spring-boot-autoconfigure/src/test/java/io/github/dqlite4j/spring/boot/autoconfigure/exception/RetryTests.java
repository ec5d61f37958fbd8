package io.github.dqlite4j.spring.boot.autoconfigure.exception;

import io.github.dqlite4j.spring.boot.autoconfigure.data.TemporaryNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for a {@code @Retryable} service: it restarts what was rolled back and never
 * repeats what may have been applied.
 */
@SpringBootTest(properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.flyway.enabled=false" })
@ContextConfiguration(initializers = TemporaryNode.class)
@Import({ Faults.class, Bank.class })
@EnableResilientMethods
class RetryTests {

	@Autowired
	Bank bank;

	@Autowired
	Faults faults;

	@BeforeEach
	void open() {
		this.bank.open(1, "Ada");
	}

	@ParameterizedTest
	@EnumSource(names = { "RESTART", "TIMEOUT", "NO_LEADER" })
	void restartsATransactionThatWasRolledBackAtItsCommit(DriverFault fault) {
		this.faults.beforeCommit(fault.exception());
		this.bank.deposit(1, 10);
		assertThat(this.bank.attempts()).isEqualTo(2);
		assertThat(this.bank.balance(1)).isEqualTo(10);
	}

	@Test
	void restartsATransactionThatFailedInTheMiddle() {
		this.bank.afterFirstRead(() -> this.faults.atStatement(DriverFault.RESTART.exception()));
		this.bank.deposit(1, 10);
		assertThat(this.bank.attempts()).isEqualTo(2);
		assertThat(this.bank.balance(1)).isEqualTo(10);
	}

	@Test
	void neverRepeatsACommitThatMayHaveBeenApplied() {
		this.faults.afterCommit(DriverFault.OUTCOME_UNKNOWN.exception());
		assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> this.bank.deposit(1, 10));
		assertThat(this.bank.attempts()).isOne();
		assertThat(this.bank.balance(1)).isEqualTo(10);
	}

}
