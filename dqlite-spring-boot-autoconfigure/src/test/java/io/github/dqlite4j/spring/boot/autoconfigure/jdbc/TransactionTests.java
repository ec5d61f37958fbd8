package io.github.dqlite4j.spring.boot.autoconfigure.jdbc;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the propagation of Spring's transactions.
 */
@JdbcSlice
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class TransactionTests {

	@Autowired
	JdbcClient jdbc;

	@Autowired
	PlatformTransactionManager transactionManager;

	@AfterEach
	void delete() {
		this.jdbc.sql("DELETE FROM task").update();
	}

	@Test
	void nestedTransactionRollsBackAlone() {
		transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((outer) -> {
			insert("kept");
			transaction(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((nested) -> {
				insert("dropped");
				nested.setRollbackOnly();
			});
			transaction(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((nested) -> insert("kept too"));
		});
		assertThat(titles()).containsExactly("kept", "kept too");
	}

	@Test
	void nestedTransactionSurvivesABrokenConstraint() {
		transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((outer) -> {
			insert("a");
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(
					() -> transaction(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((nested) -> {
						insert("b");
						insert("a");
					}));
			insert("c");
		});
		assertThat(titles()).containsExactly("a", "c");
	}

	@Test
	@Timeout(value = 4, unit = TimeUnit.SECONDS)
	void newTransactionInsideOneThatWritesIsRefusedAtOnce() {
		transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((outer) -> {
			insert("outer");
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW)
					.executeWithoutResult((inner) -> insert("inner")))
				.withMessageContaining("this thread already writes to the database through another connection")
				.withMessageContaining("REQUIRES_NEW");
		});
		assertThat(titles()).containsExactly("outer");
	}

	@Test
	void newTransactionThatOnlyReadsSeesWhatIsCommitted() {
		insert("before");
		transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((outer) -> {
			insert("outer");
			TransactionTemplate reading = transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			reading.setReadOnly(true);
			assertThat(reading.<List<String>>execute((inner) -> titles())).containsExactly("before");
			assertThat(titles()).containsExactly("before", "outer");
		});
	}

	@Test
	void readOnlyTransactionRefusesToWrite() {
		TransactionTemplate reading = transaction(TransactionDefinition.PROPAGATION_REQUIRED);
		reading.setReadOnly(true);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> reading.executeWithoutResult((status) -> insert("a")))
			.withMessageContaining("read-only");
		insert("the connection is not read-only any more");
		assertThat(titles()).hasSize(1);
	}

	@Test
	void readOnlyTransactionSeesOneState() {
		TransactionTemplate reading = transaction(TransactionDefinition.PROPAGATION_REQUIRED);
		reading.setReadOnly(true);
		reading.executeWithoutResult((status) -> {
			assertThat(titles()).isEmpty();
			transaction(TransactionDefinition.PROPAGATION_NOT_SUPPORTED).executeWithoutResult((none) -> insert("a"));
			assertThat(titles()).isEmpty();
		});
		assertThat(titles()).containsExactly("a");
	}

	@Test
	void isolationLevelsAreAccepted() {
		for (int level : new int[] { TransactionDefinition.ISOLATION_READ_COMMITTED,
				TransactionDefinition.ISOLATION_REPEATABLE_READ, TransactionDefinition.ISOLATION_SERIALIZABLE }) {
			TransactionTemplate template = transaction(TransactionDefinition.PROPAGATION_REQUIRED);
			template.setIsolationLevel(level);
			template.executeWithoutResult((status) -> insert("level " + level));
		}
		assertThat(titles()).hasSize(3);
	}

	private void insert(String title) {
		this.jdbc.sql("INSERT INTO task (title) VALUES (?)").param(title).update();
	}

	private List<String> titles() {
		return this.jdbc.sql("SELECT title FROM task ORDER BY id").query(String.class).list();
	}

	private TransactionTemplate transaction(int propagation) {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		template.setPropagationBehavior(propagation);
		return template;
	}

}
