package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.Await;
import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.ScriptedServer;
import io.github.dqlite4j.client.WriteLane;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes of three connections that commit together, in the order a, b, c, where c has the
 * turn and runs them: each is told what became of it, and none is executed again that may
 * have been committed.
 */
class GroupedWriteOutcomeTests extends ScriptedTests {

	private static final String OPTIONS = "&busyTimeout=20s&readTimeout=" + SHORT_MILLIS + "ms";

	private static final String OK = "OK";

	private static final String DOUBT = "08007 SQLNonTransientConnectionException";

	private static final Answer TRANSACTION_IS_OPEN = Answer.failure(1,
			"cannot start a transaction within a transaction");

	private ScriptedServer server;

	private DqliteConnection a;

	private DqliteConnection b;

	private DqliteConnection c;

	@BeforeEach
	void connectAll() throws Exception {
		this.server = server(EngineGeneration.OLD);
		this.a = connect(this.server, OPTIONS);
		this.b = connect(this.server, OPTIONS);
		this.c = connect(this.server, OPTIONS);
		for (DqliteConnection connection : List.of(this.a, this.b, this.c)) {
			read(connection, "SELECT 5");
		}
		this.server.forget();
	}

	@Test
	void oneTransaction() throws Exception {
		assertOutcomes("O O O");
		assertThat(this.server.executed()).satisfies((sql) -> assertThat(sql.get(2)).startsWith("SELECT sql FROM"))
			.filteredOn((sql) -> !sql.startsWith("SELECT"))
			.containsExactly("BEGIN IMMEDIATE", "PRAGMA schema_version", "INSERT a", "INSERT b", "INSERT c", "COMMIT");
	}

	@Test
	void schemaThatIsKnownIsNotLookedAtAgain() throws Exception {
		assertOutcomes("O O O");
		assertOutcomes("O O O");
		assertThat(this.server.count("SELECT sql")).isEqualTo(1);
		this.server.always("PRAGMA schema_version", Answer.rows(2));
		assertOutcomes("O O O");
		assertThat(this.server.count("SELECT sql")).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			# the outcome of each, and how often each was executed
			BEGIN IMMEDIATE       | BUSY              | O O O | 1 1 1
			BEGIN IMMEDIATE       | NOT_LEADER        | O O O | 1 1 1
			BEGIN IMMEDIATE       | LEADERSHIP_LOST   | O O O | 1 1 1
			BEGIN IMMEDIATE       | NOT_AN_ERROR      | O O O | 1 1 1
			BEGIN IMMEDIATE       | CUT               | O O O | 1 1 1
			BEGIN IMMEDIATE       | SILENCE           | O O O | 1 1 1
			BEGIN IMMEDIATE       | NONSENSE          | O O O | 1 1 1
			PRAGMA schema_version | NOT_LEADER        | O O O | 1 1 1
			PRAGMA schema_version | CUT               | O O O | 1 1 1
			SELECT sql            | NOT_LEADER        | O O O | 1 1 1
			SELECT sql            | CUT_IN_ANSWER     | O O O | 1 1 1
			COMMIT                | NOT_LEADER        | O O O | 2 2 2
			COMMIT                | BUSY              | O O O | 2 2 2
			COMMIT                | FOREIGN_KEY       | O O O | 2 2 2
			COMMIT                | LEADERSHIP_LOST   | ? ? ? | 1 1 1
			COMMIT                | NOT_AN_ERROR      | ? ? ? | 1 1 1
			COMMIT                | ABORT             | ? ? ? | 1 1 1
			COMMIT                | DISK_FULL         | ? ? ? | 1 1 1
			COMMIT                | CUT               | ? ? ? | 1 1 1
			COMMIT                | CUT_IN_ANSWER     | ? ? ? | 1 1 1
			COMMIT                | SILENCE           | ? ? ? | 1 1 1
			COMMIT                | NONSENSE          | ? ? ? | 1 1 1
			COMMIT                | OTHER_ANSWER      | ? ? ? | 1 1 1
			INSERT b              | CUT_IN_ANSWER     | ? ? ? | 1 1 .
			INSERT b              | SILENCE           | ? ? ? | 1 1 .
			INSERT b              | NONSENSE          | ? ? ? | 1 1 .
			INSERT b              | OTHER_ANSWER      | ? ? ? | 1 1 .
			""")
	void fault(String request, Fault fault, String outcomes, String executions) throws Exception {
		this.server.on(request, fault.answer());
		assertOutcomes(outcomes);
		assertExecutions(executions);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			# whether the transaction is open then, the outcome of each, and how often each was executed
			UNIQUE            | true  | O O O | 1 2 1
			FOREIGN_KEY       | true  | O O O | 1 2 1
			NO_TABLE          | true  | O O O | 2 2 2
			FULL              | true  | O O O | 2 2 2
			UNIQUE            | false | O O ? | 2 2 1
			FULL              | false | O O ? | 2 2 1
			NOT_LEADER        | false | O O ? | 2 2 1
			LEADERSHIP_LOST   | false | O O ? | 2 2 1
			""")
	void failureOfOne(Fault fault, boolean open, String outcomes, String executions) throws Exception {
		this.server.on("INSERT b", fault.answer());
		this.server.on("BEGIN;", open ? TRANSACTION_IS_OPEN : Answer.result(0, 0));
		assertOutcomes(outcomes);
		assertExecutions(executions);
		assertThat(this.server.count("BEGIN;") + this.server.count("BEGIN")).isGreaterThan(1);
	}

	@Test
	void constraintThatIsBrokenIsToldToItsOwnerAlone() throws Exception {
		this.server.on("INSERT b", Fault.UNIQUE.answer(), Fault.UNIQUE.answer());
		this.server.on("BEGIN;", TRANSACTION_IS_OPEN);
		assertThat(runTogether()).containsExactly(OK, "23505 SQLIntegrityConstraintViolationException", OK);
		assertExecutions("1 2 1");
		assertThat(this.server.count("COMMIT")).isEqualTo(1);
	}

	@Test
	void failureOfAllThatComeBehindIsCertain() throws Exception {
		for (String write : List.of("INSERT b", "INSERT c", "BEGIN;")) {
			this.server.on(write, Fault.NOT_LEADER.answer());
		}
		assertOutcomes("O O O");
		assertExecutions("2 2 2");
	}

	@Test
	void transactionThatDoesNotEndGoesWithItsConnection() throws Exception {
		this.server.on("INSERT b", Fault.NO_TABLE.answer());
		this.server.on("BEGIN;", TRANSACTION_IS_OPEN);
		this.server.on("ROLLBACK", Fault.CUT.answer());
		assertOutcomes("O O O");
		assertExecutions("2 2 2");
	}

	@Test
	void statementThatCannotBePreparedIsLeftToItsOwner() throws Exception {
		execute(this.c, "INSERT b");
		this.server.forget();
		this.server.on("PREPARE INSERT b", Answer.failure(1, "no such table"));
		assertOutcomes("O O O");
		assertExecutions("1 1 1");
	}

	@Test
	void writersThatCannotWaitOrWereCancelledWriteAlone() throws Exception {
		assertThat(runTogether(() -> {
			try (Statement statement = this.a.createStatement()) {
				statement.setQueryTimeout(60);
				statement.execute("INSERT a");
			}
		}, () -> execute(this.b, "INSERT OR FAIL b"), () -> execute(this.c, "INSERT c"))).containsOnly(OK);
		assertThat(this.server.count("COMMIT")).isZero();
		assertThat(this.server.count("BEGIN")).isZero();
	}

	@Test
	void connectionWithAReadTimeoutOfItsOwnWritesAlone() throws Exception {
		this.a.setNetworkTimeout(null, SHORT_MILLIS + 1);
		assertOutcomes("O O O");
		assertThat(this.server.executed()).filteredOn((sql) -> sql.startsWith("INSERT") || sql.equals("COMMIT"))
			.containsExactly("INSERT b", "INSERT c", "COMMIT", "INSERT a");
	}

	@Test
	void connectionThatWasAbortedMeanwhileWritesNothing() throws Exception {
		List<String> outcomes = runTogether(() -> execute(this.a, "INSERT a"), () -> execute(this.b, "INSERT b"),
				() -> execute(this.c, "INSERT c"), () -> this.a.abort(Runnable::run));
		assertThat(outcomes).hasSize(3).last().isEqualTo(OK);
		assertThat(outcomes.get(0)).isNotEqualTo(OK);
		assertThat(this.server.count("INSERT a")).isZero();
	}

	@Test
	void switchedOff() throws Exception {
		DqliteConnection x = connect(this.server, "&groupCommit=false");
		DqliteConnection y = connect(this.server, "&groupCommit=false");
		assertThat(runTogether(x, List.of(() -> execute(x, "INSERT a"), () -> execute(y, "INSERT b")), () -> {
		})).containsOnly(OK);
		assertThat(this.server.count("COMMIT")).isZero();
	}

	private void assertOutcomes(String expected) throws Exception {
		List<String> outcomes = runTogether();
		assertThat(outcomes).as("outcomes of a, b and c, %s", this.server.log())
			.containsExactlyElementsOf(
					List.of(expected.split(" ")).stream().map((o) -> o.equals("O") ? OK : DOUBT).toList());
	}

	private void assertExecutions(String expected) {
		String[] times = expected.split(" ");
		String[] names = { "INSERT a", "INSERT b", "INSERT c" };
		for (int i = 0; i < names.length; i++) {
			if (!times[i].equals(".")) {
				assertThat(this.server.executed()).as(names[i])
					.filteredOn(names[i]::equals)
					.hasSize(Integer.parseInt(times[i]));
			}
		}
	}

	private List<String> runTogether() throws Exception {
		return runTogether(() -> execute(this.a, "INSERT a"), () -> execute(this.b, "INSERT b"),
				() -> execute(this.c, "INSERT c"));
	}

	private List<String> runTogether(Action first, Action second, Action leader) throws Exception {
		return runTogether(first, second, leader, () -> {
		});
	}

	private List<String> runTogether(Action first, Action second, Action leader, Action meanwhile) throws Exception {
		return runTogether(this.c, List.of(first, second, leader), meanwhile);
	}

	/**
	 * Runs writers that all wait while another one has the turn. The last one of them is
	 * the first in the line.
	 */
	private List<String> runTogether(DqliteConnection connection, List<Action> writers, Action meanwhile)
			throws Exception {
		List<CompletableFuture<String>> outcomes = new ArrayList<>();
		try (WriteLane.Permit permit = Cluster.shared(connection.options()).writeLane().acquire(Deadline.NEVER)) {
			for (int i = 0; i < writers.size(); i++) {
				outcomes.add(start(writers.get((i + writers.size() - 1) % writers.size())));
			}
			meanwhile.run();
		}
		List<String> all = new ArrayList<>();
		for (CompletableFuture<String> outcome : outcomes) {
			all.add(outcome.get(60, TimeUnit.SECONDS));
		}
		all.add(all.remove(0));
		assertLaneIsFree(connection);
		return all;
	}

	private static CompletableFuture<String> start(Action writer) {
		CompletableFuture<String> outcome = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				writer.run();
				outcome.complete(OK);
			}
			catch (SQLException ex) {
				outcome.complete(ex.getSQLState() + " " + ex.getClass().getSimpleName());
			}
			catch (Exception ex) {
				outcome.completeExceptionally(ex);
			}
		});
		thread.start();
		Await.until("the writer waits",
				() -> thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);
		return outcome;
	}

	/**
	 * What a writer does.
	 */
	@FunctionalInterface
	private interface Action {

		void run() throws Exception;

	}

}
