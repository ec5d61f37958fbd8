package io.github.dqlite4j.lane;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.testing.Nodes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A thread that writes through two connections at once, as REQUIRES_NEW inside a
 * transaction makes it do.
 */
class NestedWriteTests {

	private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(30);

	@RegisterExtension
	static final Nodes nodes = new Nodes();

	private static String address;

	private static int databases;

	private Connection outer;

	private Connection inner;

	@BeforeAll
	static void startNode() {
		address = nodes.single().address();
	}

	@BeforeEach
	void connect() throws SQLException {
		String url = "jdbc:dqlite://" + address + "/db" + databases++ + "?busyTimeout=" + BUSY_TIMEOUT.toMillis()
				+ "ms";
		this.outer = DriverManager.getConnection(url);
		this.inner = DriverManager.getConnection(url);
		execute(this.outer, "CREATE TABLE t (a)");
		this.outer.setAutoCommit(false);
		execute(this.outer, "INSERT INTO t VALUES (1)");
	}

	@AfterEach
	void disconnect() throws SQLException {
		this.inner.close();
		this.outer.close();
	}

	@Test
	void theInnerWriteFailsAtOnceWithAnExplanation() {
		failsAtOnce(() -> execute(this.inner, "INSERT INTO t VALUES (2)"));
	}

	@Test
	void theInnerTransactionFailsAtOnceWithAnExplanation() throws SQLException {
		this.inner.setAutoCommit(false);
		failsAtOnce(() -> execute(this.inner, "INSERT INTO t VALUES (2)"));
		this.inner.rollback();
	}

	@Test
	void theInnerTransactionThatReadFirstFailsAtOnceWhenItWrites() throws SQLException {
		execute(this.inner, "BEGIN DEFERRED");
		assertThat(count(this.inner)).isZero();
		failsAtOnce(() -> execute(this.inner, "INSERT INTO t VALUES (2)"));
		execute(this.inner, "ROLLBACK");
	}

	private static void failsAtOnce(ThrowingCallable call) {
		long start = System.nanoTime();
		assertThatExceptionOfType(SQLException.class).isThrownBy(call)
			.withMessageContaining("REQUIRES_NEW")
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("25001"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUSY_TIMEOUT.dividedBy(3));
	}

	@Test
	void bothGoOnAfterwards() throws SQLException {
		failsAtOnce(() -> execute(this.inner, "INSERT INTO t VALUES (2)"));
		assertThat(count(this.inner)).isZero();
		execute(this.outer, "INSERT INTO t VALUES (3)");
		this.outer.commit();
		execute(this.inner, "INSERT INTO t VALUES (4)");
		assertThat(count(this.inner)).isEqualTo(3);
	}

	@Test
	void anotherThreadWaitsInstead() throws Exception {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<?> write = executor.submit(() -> {
				execute(this.inner, "INSERT INTO t VALUES (2)");
				return null;
			});
			execute(this.outer, "INSERT INTO t VALUES (3)");
			this.outer.commit();
			write.get(BUSY_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
			assertThat(count(this.outer)).isEqualTo(3);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static int count(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
			rows.next();
			return rows.getInt(1);
		}
	}

}
