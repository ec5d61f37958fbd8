package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.dqlite4j.client.Await;
import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.ScriptedServer;
import io.github.dqlite4j.client.WriteLane;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writers that had to wait for others of their process, who send the first request for
 * them: its outcome is told like that of any other.
 */
class QueuedWriteOutcomeTests extends ScriptedTests {

	private static final String INSERT = "INSERT INTO t VALUES (1)";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NOT_LEADER        | OK                                              | 2
			NO_DATABASE       | OK                                              | 2
			RAW_NOT_LEADER    | OK                                              | 2
			BUSY              | OK                                              | 2
			NO_TABLE          | 42000 SQLSyntaxErrorException                   | 1
			LEADERSHIP_LOST   | 08007 SQLNonTransientConnectionException        | 1
			ABORT             | 08007 SQLNonTransientConnectionException        | 1
			DISK_FULL         | 08007 SQLNonTransientConnectionException        | 1
			CUT               | 08007 SQLNonTransientConnectionException        | 1
			CUT_IN_ANSWER     | 08007 SQLNonTransientConnectionException        | 1
			SILENCE           | 08007 SQLNonTransientConnectionException        | 1
			NONSENSE          | 08007 SQLNonTransientConnectionException        | 1
			OTHER_ANSWER      | 08007 SQLNonTransientConnectionException        | 1
			STALE_SNAPSHOT    | 40001 SQLTransactionRollbackException           | 1
			FULL              | 53100 SQLNonTransientException                  | 1
			UNIQUE            | 23505 SQLIntegrityConstraintViolationException  | 1
			""")
	void write(Fault fault, String outcome, long executions) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		prepare(connection, server);
		server.on("INSERT", fault.answer());
		assertOutcome(outcome, () -> runBehindAnother(connection, () -> execute(connection, INSERT)));
		assertThat(server.count("EXEC INSERT") + server.count("INSERT")).isEqualTo(executions);
		assertLaneIsFree(connection);
		execute(connection, INSERT);
		awaitClosed(server, 1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NOT_LEADER        | OK                                     | 2
			LEADERSHIP_LOST   | OK                                     | 2
			NOT_AN_ERROR      | OK                                     | 2
			BUSY              | OK                                     | 2
			CUT               | OK                                     | 2
			CUT_IN_ANSWER     | OK                                     | 2
			SILENCE           | OK                                     | 2
			STALE_SNAPSHOT    | 40001 SQLTransactionRollbackException  | 1
			FULL              | 53100 SQLNonTransientException         | 1
			""")
	void begin(Fault fault, String outcome, long times) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		prepare(connection, server);
		connection.setAutoCommit(false);
		server.on("BEGIN IMMEDIATE", fault.answer());
		assertOutcome(outcome, () -> runBehindAnother(connection, () -> {
			execute(connection, INSERT);
			connection.commit();
		}));
		assertThat(server.count("BEGIN")).isEqualTo(times);
		assertThat(server.count("INSERT")).isEqualTo(outcome.equals("OK") ? 1 : 0);
		assertThat(server.count("COMMIT")).isEqualTo(outcome.equals("OK") ? 1 : 0);
		connection.rollback();
		assertLaneIsFree(connection);
		awaitClosed(server, 1);
	}

	@Test
	void connectionThatWasCutMeanwhileIsReplaced() throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		DqliteConnection other = connect(server);
		prepare(connection, server);
		runBehindAnother(connection, () -> execute(connection, INSERT), () -> {
			server.cutAll();
			read(other, "SELECT a");
		});
		assertThat(server.count("INSERT")).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void writerThatIsGivenUpMeanwhileStopsWaiting(Ending ending) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		DqliteConnection connection = connect(server);
		DqliteConnection other = connect(server);
		prepare(connection, server);
		Statement statement = connection.createStatement();
		CompletableFuture<String> outcome = new CompletableFuture<>();
		runBehindAnother(other, () -> execute(other, INSERT), () -> {
			Thread writer = new Thread(() -> {
				try {
					statement.execute("INSERT INTO t VALUES (2)");
					outcome.complete("OK");
				}
				catch (SQLException ex) {
					outcome.complete(ex.getSQLState());
				}
			});
			writer.start();
			Await.until("the writer waits", () -> writer.getState() == Thread.State.TIMED_WAITING);
			ending.run(connection, statement);
			assertThat(outcome.get(60, TimeUnit.SECONDS)).isEqualTo(ending.state);
		});
		assertThat(server.executed()).containsOnlyOnce(INSERT).doesNotContain("INSERT INTO t VALUES (2)");
		assertLaneIsFree(other);
	}

	/**
	 * How the wait of another thread is ended.
	 */
	private enum Ending {

		CANCEL("57014") {

			@Override
			void run(DqliteConnection connection, Statement statement) throws SQLException {
				statement.cancel();
			}

		},

		CLOSE("08006") {

			@Override
			void run(DqliteConnection connection, Statement statement) throws SQLException {
				connection.close();
			}

		},

		ABORT("08006") {

			@Override
			void run(DqliteConnection connection, Statement statement) throws SQLException {
				connection.abort(Runnable::run);
			}

		};

		private final String state;

		Ending(String state) {
			this.state = state;
		}

		abstract void run(DqliteConnection connection, Statement statement) throws SQLException;

	}

	private static void prepare(DqliteConnection connection, ScriptedServer server) throws Exception {
		execute(connection, INSERT);
		execute(connection, INSERT);
		assertThat(server.statements()).last().isEqualTo("EXEC " + INSERT);
		server.forget();
	}

	private static void runBehindAnother(DqliteConnection connection, Action writer) throws Exception {
		runBehindAnother(connection, writer, () -> {
		});
	}

	/**
	 * Runs a writer while another one holds the right to write, who gives it back then.
	 */
	private static void runBehindAnother(DqliteConnection connection, Action writer, Action meanwhile)
			throws Exception {
		CompletableFuture<Void> outcome = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				writer.run();
				outcome.complete(null);
			}
			catch (Exception ex) {
				outcome.completeExceptionally(ex);
			}
		});
		try (WriteLane.Permit permit = Cluster.shared(connection.options()).writeLane().acquire(Deadline.NEVER)) {
			thread.start();
			Await.until("the writer waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
			meanwhile.run();
		}
		try {
			outcome.get(60, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw (Exception) ex.getCause();
		}
	}

	/**
	 * What a writer does.
	 */
	@FunctionalInterface
	private interface Action {

		void run() throws Exception;

	}

}
