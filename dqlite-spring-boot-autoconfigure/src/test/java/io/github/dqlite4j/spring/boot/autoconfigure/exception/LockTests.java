package io.github.dqlite4j.spring.boot.autoconfigure.exception;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.dqlite4j.spring.boot.autoconfigure.data.TemporaryNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for writers that meet another one, as if it were of another process, with
 * transactions that begin deferred.
 */
@SpringBootTest(properties = { "spring.jpa.hibernate.ddl-auto=create", "spring.flyway.enabled=false",
		"spring.datasource.dqlite.busy-timeout=100ms", "spring.datasource.dqlite.transaction-mode=deferred" })
@ContextConfiguration(initializers = TemporaryNode.class)
@Import(Bank.class)
@EnableResilientMethods
class LockTests {

	@Autowired
	AccountRepository accounts;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Bank bank;

	Connection other;

	@BeforeEach
	void connect(@Autowired JdbcConnectionDetails details) throws SQLException {
		this.bank.open(1, "Ada");
		String url = details.getJdbcUrl();
		this.other = DriverManager.getConnection(url.substring(0, url.indexOf('?')));
		this.other.setAutoCommit(false);
	}

	@AfterEach
	void disconnect() throws SQLException {
		this.other.close();
	}

	@Test
	void writersThatWaitedInVainCannotAcquireTheLock() throws SQLException {
		addByOther(5);
		assertThatExceptionOfType(CannotAcquireLockException.class)
			.isThrownBy(() -> this.accounts.save(new Account(2, "Bob")));
		assertThatExceptionOfType(CannotAcquireLockException.class)
			.isThrownBy(() -> this.jdbc.sql("UPDATE account SET balance = 1").update());
		assertThat(this.bank.balance(1)).as("read while another one writes").isZero();
		this.other.rollback();
		this.accounts.save(new Account(2, "Bob"));
		assertThat(this.accounts.count()).isEqualTo(2);
	}

	@Test
	void transactionWithAStaleSnapshotIsRestarted() {
		this.bank.afterFirstRead(() -> {
			try {
				addByOther(5);
				this.other.commit();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		});
		this.bank.deposit(1, 10);
		assertThat(this.bank.attempts()).isEqualTo(2);
		assertThat(this.bank.balance(1)).isEqualTo(15);
	}

	private void addByOther(int amount) throws SQLException {
		try (Statement statement = this.other.createStatement()) {
			statement.executeUpdate("UPDATE account SET balance = balance + " + amount);
		}
	}

}
