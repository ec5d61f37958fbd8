package io.github.dqlite4j.spring.boot.autoconfigure.exception;

import io.github.dqlite4j.spring.boot.autoconfigure.data.TemporaryNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what Spring Data JPA makes of the exceptions of the driver.
 */
@SpringBootTest(properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.flyway.enabled=false" })
@ContextConfiguration(initializers = TemporaryNode.class)
@Import(Faults.class)
class JpaExceptionTests {

	@Autowired
	AccountRepository accounts;

	@Autowired
	PlatformTransactionManager transactionManager;

	@Autowired
	Faults faults;

	@BeforeEach
	void save() {
		this.accounts.deleteAll();
		this.accounts.save(new Account(1, "Ada"));
	}

	@Test
	void brokenConstraints() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.accounts.save(new Account(2, "Ada")))
			.withMessageContaining("UNIQUE constraint failed: account.owner");
	}

	@Test
	void badGrammar() {
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> this.accounts.findMissing())
			.withMessageContaining("no such table: missing");
	}

	@ParameterizedTest
	@EnumSource
	void faultAtAStatement(DriverFault fault) {
		this.faults.atStatement(fault.exception());
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.accounts.findAll())
			.isExactlyInstanceOf(fault.jpa());
	}

	@ParameterizedTest
	@EnumSource
	void faultAtTheCommit(DriverFault fault) {
		this.faults.beforeCommit(fault.exception());
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> new TransactionTemplate(this.transactionManager)
				.executeWithoutResult((status) -> this.accounts.findAll()))
			.isExactlyInstanceOf(fault.jdbc());
	}

}
