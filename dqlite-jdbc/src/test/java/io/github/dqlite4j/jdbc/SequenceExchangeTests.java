package io.github.dqlite4j.jdbc;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.client.Answer;
import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.client.Reply;
import io.github.dqlite4j.client.ScriptedServer;
import io.github.dqlite4j.client.WriteLane;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is exchanged for the value of a sequence, and what becomes of it when the exchange
 * fails.
 */
class SequenceExchangeTests extends ScriptedTests {

	private static final String GENERATION = "0123456789abcdef0123456789abcdef";

	private static final String DEFINITION = "SELECT name, generation";

	private static final String ADVANCE = "INSERT OR REPLACE INTO counter_" + GENERATION;

	private static final String BEGIN = "INSERT OR IGNORE INTO counter_" + GENERATION;

	private static final String NEXT = "select nextval('s')";

	private ScriptedServer server(long maximum) throws Exception {
		ScriptedServer server = server(EngineGeneration.OLD);
		server.always(DEFINITION, Answer.of(Reply.row("s", GENERATION, 1L, 1L, 1L, 1L, maximum, 0L)));
		return server;
	}

	@Test
	void oneValueIsTwoRoundTripsAndNoTransaction() throws Exception {
		ScriptedServer server = server(100);
		DqliteConnection connection = connect(server);
		connection.setAutoCommit(false);
		server.always(ADVANCE, Answer.result(17, 1));
		assertThat(read(connection, NEXT)).containsExactly(17L);
		assertThat(read(connection, NEXT)).containsExactly(17L);
		server.forget();
		assertThat(read(connection, NEXT)).containsExactly(17L);
		assertThat(server.log()).hasSize(2);
		assertThat(server.executed()).element(0).asString().startsWith(DEFINITION);
		assertThat(server.executed()).element(1).asString().startsWith(ADVANCE);
	}

	@Test
	void theFirstValueBeginsTheCounter() throws Exception {
		ScriptedServer server = server(100);
		DqliteConnection connection = connect(server);
		server.on(ADVANCE, Answer.result(4711, 0));
		server.on(BEGIN, Answer.result(4711, 1));
		assertThat(read(connection, NEXT)).containsExactly(1L);
	}

	@Test
	void somebodyElseMayHaveTakenTheFirstValue() throws Exception {
		ScriptedServer server = server(100);
		DqliteConnection connection = connect(server);
		server.on(ADVANCE, Answer.result(4711, 0), Answer.result(2, 1));
		server.on(BEGIN, Answer.result(4711, 0));
		assertThat(read(connection, NEXT)).containsExactly(2L);
	}

	@Test
	void anExhaustedSequenceIsNotBegunAgain() throws Exception {
		ScriptedServer server = server(100);
		DqliteConnection connection = connect(server);
		server.always(ADVANCE, Answer.result(100, 0));
		server.always(BEGIN, Answer.result(100, 0));
		assertOutcome("2200H SQLDataException", () -> read(connection, NEXT));
	}

	@ParameterizedTest
	@EnumSource(names = { "NOT_LEADER", "NO_DATABASE", "LEADERSHIP_LOST", "ABORT", "BUSY", "CUT", "CUT_IN_ANSWER" })
	void anotherValueIsTakenWhenTheAnswerIsLost(Fault fault) throws Exception {
		ScriptedServer server = server(100);
		DqliteConnection connection = connect(server, "&busyTimeout=20s");
		connection.setAutoCommit(false);
		execute(connection, "INSERT INTO t VALUES (1)");
		server.on(ADVANCE, fault.answer(), Answer.result(8, 1));
		assertThat(read(connection, NEXT)).containsExactly(8L);
		assertThat(server.count(ADVANCE)).isEqualTo(2);
		connection.commit();
		assertThat(server.count("INSERT INTO t")).isEqualTo(1);
		assertThat(server.executed()).as("the transaction went on").endsWith("COMMIT");
	}

	@Test
	void theWriteLaneOfTheDatabaseIsNotNeeded() throws Exception {
		ScriptedServer server = server(100);
		DqliteConnection connection = connect(server);
		server.always(ADVANCE, Answer.result(5, 1));
		try (WriteLane.Permit permit = Cluster.shared(connection.options())
			.writeLane()
			.acquire(Deadline.after(Duration.ofSeconds(1)))) {
			assertThat(read(connection, NEXT)).containsExactly(5L);
		}
	}

	@Test
	void theConnectionToTheCountersIsSharedAndClosedWithTheLast() throws Exception {
		ScriptedServer server = server(100);
		DqliteConnection first = connect(server);
		DqliteConnection second = connect(server);
		server.always(ADVANCE, Answer.result(5, 1));
		read(first, NEXT);
		read(second, NEXT);
		assertThat(server.openConnections()).isEqualTo(3);
		first.close();
		read(second, NEXT);
		awaitClosed(server, 2);
		second.close();
		awaitClosed(server, 0);
	}

	@Test
	void aCounterThatIsMissingIsSaidToBe() throws Exception {
		ScriptedServer server = server(100);
		DqliteConnection connection = connect(server);
		server.always(ADVANCE, Answer.failure(1, "no such table: counter_" + GENERATION));
		server.on("SELECT 1 FROM sqlite_schema", Answer.rows());
		assertOutcome("55000 SQLNonTransientException", () -> read(connection, NEXT));
		server.on("SELECT 1 FROM sqlite_schema", Answer.rows(1));
		assertOutcome("42000 SQLSyntaxErrorException", () -> read(connection, NEXT));
	}

	@Test
	void busyCountersAreWaitedForWithinTheBusyTimeout() throws Exception {
		ScriptedServer server = server(100);
		DqliteConnection connection = connect(server, "&busyTimeout=300ms");
		server.always(ADVANCE, Answer.failure(5, "database is locked"));
		assertOutcome("57014 SQLTimeoutException", () -> read(connection, NEXT));
		assertThat(server.count(ADVANCE)).isGreaterThan(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "select nextval('s')", "select next value for s", "values next value for s",
			"values (nextval('s'))", "select nextval(?)", "select /* a */ NEXTVAL('\"s\"') as x from dual",
			"select currval('s')", "select current value for main.s" })
	void statementsAboutAValueAreKnown(String sql) {
		assertThat(SqlParser.parse(sql)).extracting(SqlStatement::kind).containsExactly(StatementKind.SEQUENCE_QUERY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "select nextval", "select nextval('s') + 1", "select nextval('s'), nextval('s')",
			"select nextval('s') from t", "select nextval from t", "select next value from t", "select nextval(s)",
			"values (nextval('s')), (2)", "select (select nextval('s')) x, 1" })
	void otherStatementsAreLeftToTheEngine(String sql) {
		assertThat(SqlParser.parse(sql)).extracting(SqlStatement::kind).containsExactly(StatementKind.QUERY);
	}

	@Test
	void definitionsAreKnown() {
		assertThat(SqlParser.parse("create sequence s; alter sequence s restart; drop sequence if exists s; "
				+ "create table sequence (id int); drop table sequence"))
			.extracting(SqlStatement::kind)
			.isEqualTo(List.of(StatementKind.SEQUENCE_DEFINITION, StatementKind.SEQUENCE_DEFINITION,
					StatementKind.SEQUENCE_DEFINITION, StatementKind.DEFINITION, StatementKind.DEFINITION));
	}

}
