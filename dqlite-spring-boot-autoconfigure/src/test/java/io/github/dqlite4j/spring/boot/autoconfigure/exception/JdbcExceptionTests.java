package io.github.dqlite4j.spring.boot.autoconfigure.exception;

import java.util.List;

import io.github.dqlite4j.spring.boot.autoconfigure.data.TemporaryNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link JdbcTemplate} and {@link JdbcTransactionManager} make of the
 * exceptions of the driver.
 */
@JdbcTest(properties = { "spring.sql.init.mode=always",
		"spring.sql.init.schema-locations=classpath:data/constraint.sql", "spring.flyway.enabled=false" })
@AutoConfigureTestDatabase(replace = Replace.NONE)
@ContextConfiguration(initializers = TemporaryNode.class)
@Import(Faults.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class JdbcExceptionTests {

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	PlatformTransactionManager transactionManager;

	@Autowired
	Faults faults;

	@Test
	void brokenConstraints() {
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> insert("1, 'a', 1, 1"))
			.withMessageContaining("UNIQUE constraint failed: member.id");
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> insert("2, 'Ada', 1, 1"))
			.withMessageContaining("UNIQUE constraint failed: member.name");
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> insert("2, NULL, 1, 1"))
			.isNotInstanceOf(DuplicateKeyException.class)
			.withMessageContaining("NOT NULL constraint failed: member.name");
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> insert("2, 'b', -1, 1"))
			.withMessageContaining("CHECK constraint failed");
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> insert("2, 'b', 1, 99"))
			.withMessageContaining("FOREIGN KEY constraint failed");
	}

	@Test
	void brokenConstraintInABatch() {
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.jdbc.batchUpdate("INSERT INTO member VALUES (?, ?, 1, 1)",
					List.of(new Object[] { 7, "g" }, new Object[] { 8, "Ada" }, new Object[] { 9, "i" })))
			.withMessageContaining("Execution 2 of 3");
		assertThat(this.jdbc.queryForObject("SELECT count(*) FROM member WHERE id >= 7", Integer.class)).isZero();
	}

	@Test
	void deferredForeignKeyFailsTheCommit() {
		assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> transactions()
			.executeWithoutResult((status) -> this.jdbc.update("INSERT INTO guest (id, host) VALUES (1, 99)")));
		assertThat(this.jdbc.queryForObject("SELECT count(*) FROM guest", Integer.class)).isZero();
	}

	@Test
	void badGrammar() {
		assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> this.jdbc.execute("SELEC 1"));
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> this.jdbc.queryForList("SELECT * FROM missing"));
	}

	@ParameterizedTest
	@EnumSource
	void faultAtAStatement(DriverFault fault) {
		this.faults.atStatement(fault.exception());
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.jdbc.queryForList("SELECT 1"))
			.isExactlyInstanceOf(fault.jdbc());
	}

	@ParameterizedTest
	@EnumSource
	void faultAtTheCommit(DriverFault fault) {
		this.faults.beforeCommit(fault.exception());
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> transactions().executeWithoutResult((status) -> this.jdbc.queryForList("SELECT 1")))
			.isExactlyInstanceOf(fault.jdbc());
	}

	private void insert(String values) {
		this.jdbc.update("INSERT INTO member VALUES (" + values + ")");
	}

	private TransactionTemplate transactions() {
		return new TransactionTemplate(this.transactionManager);
	}

}
