package io.github.dqlite4j.failover;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.engine.EngineUnderTest;
import io.github.dqlite4j.testing.Awaiting;
import io.github.dqlite4j.testing.CuttingProxy;
import io.github.dqlite4j.testing.Nodes;
import io.github.dqlite4j.testing.ProxiedCluster;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What is said of a request that gets no answer: that its outcome is unknown if it may
 * have been executed, and nothing of the kind if that does not matter.
 */
class UnknownOutcomeTests {

	private static final String UNKNOWN = "08007";

	private static final String GIVEN_UP = "57014";

	/**
	 * How long the driver waits for an answer that is not to come.
	 */
	private static final int LOST_MILLIS = 500;

	/**
	 * How long it waits for all others.
	 */
	private static final int AMPLE_MILLIS = 30_000;

	@RegisterExtension
	static final Nodes nodes = new Nodes();

	private static ProxiedCluster node;

	private static CuttingProxy proxy;

	private static int databases;

	private Connection connection;

	private Connection other;

	@BeforeAll
	static void startNode() throws Exception {
		node = new ProxiedCluster(nodes, 1);
		proxy = node.proxyOf(node.cluster().nodes().get(0));
	}

	@AfterAll
	static void stopProxy() throws Exception {
		node.close();
	}

	@BeforeEach
	void connect() throws SQLException {
		String url = node.cluster().url("db" + databases++) + "?readTimeout=" + AMPLE_MILLIS + "ms";
		this.connection = DriverManager.getConnection(url);
		this.other = DriverManager.getConnection(url);
		execute(this.connection, "CREATE TABLE t (a)");
	}

	@AfterEach
	void disconnect() throws SQLException {
		proxy.heal();
		this.connection.close();
		this.other.close();
	}

	private static void cut(boolean executed) {
		if (executed) {
			proxy.swallowAnswers();
		}
		else {
			proxy.swallowRequests();
		}
	}

	private void fails(String state, ThrowingCallable call) throws SQLException {
		limitAnswersTo(LOST_MILLIS);
		assertThatExceptionOfType(SQLException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.getSQLState()).as("%s", ex).isEqualTo(state));
		limitAnswersTo(AMPLE_MILLIS);
	}

	private void limitAnswersTo(int millis) throws SQLException {
		this.connection.setNetworkTimeout(null, millis);
		this.other.setNetworkTimeout(null, millis);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void writeAlone(boolean executed) throws SQLException {
		cut(executed);
		fails(UNKNOWN, () -> execute(this.connection, "INSERT INTO t VALUES (1)"));
		proxy.heal();
		assertThat(count()).isEqualTo(executed ? 1 : 0);
		execute(this.connection, "INSERT INTO t VALUES (2)");
		assertThat(count()).isEqualTo(executed ? 2 : 1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void preparedWriteAlone(boolean executed) throws SQLException {
		try (PreparedStatement insert = this.connection.prepareStatement("INSERT INTO t VALUES (?)")) {
			for (int i = 0; i < 3; i++) {
				insert.setInt(1, i);
				insert.executeUpdate();
			}
			cut(executed);
			fails(UNKNOWN, insert::executeUpdate);
			proxy.heal();
			assertThat(count()).isEqualTo(executed ? 4 : 3);
			assertThat(insert.executeUpdate()).isOne();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void commit(boolean executed) throws SQLException {
		this.connection.setAutoCommit(false);
		execute(this.connection, "INSERT INTO t VALUES (1)");
		cut(executed);
		fails(UNKNOWN, this.connection::commit);
		proxy.heal();
		assertThat(count()).isEqualTo(executed ? 1 : 0);
		execute(this.connection, "INSERT INTO t VALUES (2)");
		this.connection.commit();
		assertThat(count()).isEqualTo(executed ? 2 : 1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void writeThatYieldsRowsAlone(boolean executed) throws Exception {
		assumeThat(EngineUnderTest.generation().supportsReturning()).isTrue();
		cut(executed);
		// Its BEGIN is repeated, so that nothing of it is executed before the healing.
		eventually(() -> query(this.connection, "INSERT INTO t VALUES (1) RETURNING a"));
		assertThat(count()).isOne();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void writeInATransactionThatIsRolledBack(boolean executed) throws SQLException {
		this.connection.setAutoCommit(false);
		execute(this.connection, "INSERT INTO t VALUES (1)");
		cut(executed);
		fails(GIVEN_UP, () -> execute(this.connection, "INSERT INTO t VALUES (2)"));
		proxy.heal();
		fails("25P02", () -> execute(this.connection, "INSERT INTO t VALUES (3)"));
		fails("40001", this.connection::commit);
		assertThat(count()).isZero();
		execute(this.connection, "INSERT INTO t VALUES (4)");
		this.connection.commit();
		assertThat(count()).isOne();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void batch(boolean executed) throws SQLException {
		try (PreparedStatement insert = this.connection.prepareStatement("INSERT INTO t VALUES (?)")) {
			this.connection.setAutoCommit(false);
			execute(this.connection, "INSERT INTO t VALUES (0)");
			for (int i = 0; i < 500; i++) {
				insert.setInt(1, i);
				insert.addBatch();
			}
			cut(executed);
			fails(GIVEN_UP, insert::executeBatch);
			proxy.heal();
			this.connection.rollback();
			assertThat(count()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void transactionThatHasNotBegunIsBegunAgain(boolean executed) throws Exception {
		this.connection.setAutoCommit(false);
		cut(executed);
		eventually(() -> execute(this.connection, "INSERT INTO t VALUES (1)"));
		this.connection.commit();
		assertThat(count()).isOne();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void readThatGetsNoAnswerInTime(boolean executed) throws SQLException {
		cut(executed);
		fails(GIVEN_UP, this::count);
		proxy.heal();
		assertThat(count()).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void readWhoseConnectionBreaksIsRepeated(boolean executed) throws Exception {
		cut(executed);
		eventually(this::count);
	}

	@Test
	void writesAreNotSentOnConnectionsThatOthersFoundBroken() throws SQLException {
		proxy.swallowRequests();
		fails(GIVEN_UP, this::count);
		proxy.heal();
		execute(this.connection, "INSERT INTO t VALUES (1)");
		assertThat(count()).isOne();
	}

	/**
	 * Begins something, waits until the proxy has swallowed part of it, and lets it pass
	 * then.
	 */
	private static void eventually(ThrowingRunnable work) throws Exception {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<?> future = executor.submit(() -> {
				work.run();
				return null;
			});
			proxy.awaitLoss();
			proxy.heal();
			future.get(Awaiting.DEADLINE.toSeconds(), TimeUnit.SECONDS);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.executeUpdate(sql);
		}
	}

	private long count() throws SQLException {
		return query(this.other, "SELECT count(*) FROM t");
	}

	private static long query(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			assertThat(rows.next()).isTrue();
			return rows.getLong(1);
		}
	}

	@FunctionalInterface
	private interface ThrowingRunnable {

		void run() throws Exception;

	}

}
