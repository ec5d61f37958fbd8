package io.github.dqlite4j.sequence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What sequences do on one connection.
 */
class SequenceTests {

	@RegisterExtension
	static final Nodes nodes = new Nodes();

	private static final AtomicInteger databases = new AtomicInteger();

	private static String cluster = "";

	private Connection connection = null;

	private String url = "";

	@BeforeAll
	static void startNode() {
		cluster = "jdbc:dqlite://" + nodes.single().address() + "/sequences";
	}

	@BeforeEach
	void connect() throws SQLException {
		this.url = cluster + databases.incrementAndGet();
		this.connection = DriverManager.getConnection(this.url);
	}

	@AfterEach
	void disconnect() throws SQLException {
		this.connection.close();
	}

	@Test
	void countsFromOneByOne() throws SQLException {
		Sql.run(this.connection, "create sequence s");
		assertThat(Sql.next(this.connection, "s", 4)).containsExactly(1L, 2L, 3L, 4L);
	}

	@Test
	void countsInSteps() throws SQLException {
		Sql.run(this.connection, "create sequence up start with 1 increment by 50",
				"create sequence down increment -2 minvalue -6");
		assertThat(Sql.next(this.connection, "up", 3)).containsExactly(1L, 51L, 101L);
		assertThat(Sql.next(this.connection, "down", 3)).containsExactly(-1L, -3L, -5L);
		assertExhausted("down", "minimum of -6");
	}

	@ParameterizedTest
	@ValueSource(strings = { "select nextval('s')", "SELECT NextVal ( 'main.S' ) AS id", "select next value for s",
			"select next value for \"s\" as x from dual", "values next value for main.s", "values (nextval('\"s\"'))" })
	void takesTheNextValueInManyWords(String sql) throws SQLException {
		Sql.run(this.connection, "create sequence s start 7");
		assertThat(Sql.number(this.connection, sql)).isEqualTo(7);
		try (Statement statement = this.connection.createStatement()) {
			assertThat(statement.execute(sql)).isTrue();
			ResultSet rows = statement.getResultSet();
			assertThat(rows.next()).isTrue();
			assertThat(rows.getInt(1)).isEqualTo(8);
			assertThat(rows.next()).isFalse();
		}
	}

	@Test
	void namesTheColumn() throws SQLException {
		Sql.run(this.connection, "create sequence s");
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement.executeQuery("select nextval('s') as id")) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getLong("id")).isEqualTo(1);
		}
	}

	@Test
	void tellsTheValueThatTheConnectionTookLast() throws SQLException {
		Sql.run(this.connection, "create sequence s");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> Sql.number(this.connection, "select currval('s')"))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("55000"));
		Sql.next(this.connection, "s", 3);
		try (Connection other = DriverManager.getConnection(this.url)) {
			assertThat(Sql.next(other, "s")).isEqualTo(4);
		}
		assertThat(Sql.number(this.connection, "select currval(?)", "s")).isEqualTo(3);
	}

	@Test
	void endsAtTheMaximum() throws SQLException {
		Sql.run(this.connection, "create sequence s start with 254 maxvalue 255");
		assertThat(Sql.next(this.connection, "s", 2)).containsExactly(254L, 255L);
		assertExhausted("s", "maximum of 255");
		Sql.run(this.connection, "alter sequence s maxvalue 256");
		assertThat(Sql.next(this.connection, "s")).isEqualTo(256);
		assertExhausted("s", "maximum of 256");
	}

	@Test
	void endsWhereNumbersEnd() throws SQLException {
		Sql.run(this.connection, "create sequence s start with 9223372036854775806",
				"create sequence t increment by 9223372036854775807 minvalue -9223372036854775808");
		assertThat(Sql.next(this.connection, "s", 2)).containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
		assertExhausted("s", "maximum");
		assertThat(Sql.next(this.connection, "t", 3)).containsExactly(Long.MIN_VALUE, -1L, Long.MAX_VALUE - 1);
		assertExhausted("t", "maximum");
	}

	@Test
	void cycles() throws SQLException {
		Sql.run(this.connection, "create sequence s start with 2 maxvalue 3 cycle",
				"create sequence t increment -1 minvalue -2 cycle");
		assertThat(Sql.next(this.connection, "s", 5)).containsExactly(2L, 3L, 1L, 2L, 3L);
		assertThat(Sql.next(this.connection, "t", 4)).containsExactly(-1L, -2L, -1L, -2L);
	}

	private void assertExhausted(String sequence, String bound) {
		assertThatExceptionOfType(SQLDataException.class).isThrownBy(() -> Sql.next(this.connection, sequence))
			.withMessageContaining('"' + sequence + '"')
			.withMessageContaining(bound)
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("2200H"));
	}

	@Test
	void saysWhichSequenceIsMissing() throws SQLException {
		assertMissing("no_table_yet");
		Sql.run(this.connection, "create sequence s");
		assertMissing("other");
		this.connection.setAutoCommit(false);
		assertMissing("inside");
		assertThat(Sql.next(this.connection, "s")).isEqualTo(1);
	}

	private void assertMissing(String sequence) {
		assertThatExceptionOfType(SQLSyntaxErrorException.class).isThrownBy(() -> Sql.next(this.connection, sequence))
			.withMessageContaining('"' + sequence + '"')
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("42P01"));
	}

	@Test
	void doesNotGiveValuesBack() throws SQLException {
		Sql.run(this.connection, "create sequence s", "create table t (id integer primary key)");
		this.connection.setAutoCommit(false);
		Sql.run(this.connection, "insert into t values (100)");
		assertThat(Sql.next(this.connection, "s", 2)).containsExactly(1L, 2L);
		this.connection.rollback();
		assertThat(Sql.next(this.connection, "s")).isEqualTo(3);
	}

	@Test
	void isDefinedInTheTransaction() throws SQLException {
		this.connection.setAutoCommit(false);
		Sql.run(this.connection, "create sequence s start 5");
		assertThat(Sql.next(this.connection, "s", 2)).containsExactly(5L, 6L);
		this.connection.rollback();
		assertMissing("s");
		Sql.run(this.connection, "create sequence s start 5");
		assertThat(Sql.next(this.connection, "s")).as("not the counter of the one rolled back").isEqualTo(5);
		this.connection.commit();
		try (Connection other = DriverManager.getConnection(this.url)) {
			assertThat(Sql.next(other, "s")).isEqualTo(6);
		}
	}

	@Test
	void undoesWithASavepoint() throws SQLException {
		Sql.run(this.connection, "create sequence s");
		Sql.next(this.connection, "s", 3);
		this.connection.setAutoCommit(false);
		var savepoint = this.connection.setSavepoint();
		Sql.run(this.connection, "alter sequence s restart with 100");
		assertThat(Sql.next(this.connection, "s")).isEqualTo(100);
		this.connection.rollback(savepoint);
		assertThat(Sql.next(this.connection, "s")).isEqualTo(4);
	}

	@Test
	void beginsAnewWhenItIsCreatedAgain() throws SQLException {
		Sql.run(this.connection, "create sequence s");
		Sql.next(this.connection, "s", 3);
		Sql.run(this.connection, "drop sequence s", "create sequence s");
		assertThat(Sql.next(this.connection, "s")).isEqualTo(1);
	}

	@Test
	void isGoneWithTheTableOfDefinitions() throws SQLException {
		Sql.run(this.connection, "create sequence s");
		Sql.next(this.connection, "s", 3);
		Sql.run(this.connection, "drop table dqlite_sequence");
		assertMissing("s");
		Sql.run(this.connection, "create sequence s start 2");
		assertThat(Sql.next(this.connection, "s")).isEqualTo(2);
	}

	@Test
	void restarts() throws SQLException {
		Sql.run(this.connection, "create sequence s start with 10", "create table t (id integer primary key)",
				"insert into t values (41)");
		Sql.next(this.connection, "s", 3);
		Sql.run(this.connection, "alter sequence s restart");
		assertThat(Sql.next(this.connection, "s")).isEqualTo(10);
		Sql.run(this.connection, "alter sequence s restart with (select max(id) + 1 from t)");
		assertThat(Sql.next(this.connection, "s")).isEqualTo(42);
		try (PreparedStatement alter = this.connection.prepareStatement("alter sequence s restart with ?")) {
			alter.setLong(1, 77);
			assertThat(alter.executeUpdate()).isZero();
		}
		assertThat(Sql.next(this.connection, "s")).isEqualTo(77);
		Sql.run(this.connection, "alter sequence s restart 5 increment by 10");
		assertThat(Sql.next(this.connection, "s", 2)).containsExactly(5L, 15L);
	}

	@Test
	void goesOnWithAnotherIncrement() throws SQLException {
		Sql.run(this.connection, "create sequence s");
		Sql.next(this.connection, "s", 3);
		Sql.run(this.connection, "alter sequence s increment by 50");
		assertThat(Sql.next(this.connection, "s", 2)).containsExactly(53L, 103L);
	}

	@Test
	void isRenamed() throws SQLException {
		Sql.run(this.connection, "create sequence s", "create sequence t");
		Sql.next(this.connection, "s", 3);
		Sql.run(this.connection, "alter sequence s rename to \"new name\"");
		assertThat(Sql.next(this.connection, "\"new name\"")).isEqualTo(4);
		assertMissing("s");
		assertFails("42P07", "alter sequence t rename to \"NEW name\"");
	}

	@Test
	void existsOrNot() throws SQLException {
		Sql.run(this.connection, "drop sequence if exists s", "alter sequence if exists s restart",
				"create sequence s start 3", "create sequence if not exists S start 9");
		assertThat(Sql.next(this.connection, "s")).isEqualTo(3);
		assertFails("42P07", "create sequence S");
		assertFails("42P01", "drop sequence other");
		assertFails("42P01", "alter sequence other restart");
	}

	@ParameterizedTest
	@ValueSource(strings = { "create sequence", "create sequence s start with x", "create sequence s owned by t.id",
			"create temporary sequence s", "create sequence s as text", "drop sequence s, t",
			"create sequence s start with 99999999999999999999", "alter sequence s rename to t cycle" })
	void saysWhatIsWrong(String sql) {
		assertFails("42601", sql);
	}

	@Test
	void keepsWithinItsBounds() throws SQLException {
		assertFails("23514", "create sequence s start with 0");
		assertFails("23514", "create sequence s as smallint start with 40000");
		assertFails("22023", "create sequence s increment by 0");
		assertFails("3F000", "create sequence other.s");
		Sql.run(this.connection, "create sequence s as integer minvalue 0 start 0 no cycle cache 20");
		assertThat(Sql.next(this.connection, "s")).isZero();
		assertFails("23514", "alter sequence s restart with -1");
		assertFails("23514", "alter sequence s restart with 2147483648");
		assertThat(Sql.next(this.connection, "s")).isEqualTo(1);
	}

	private void assertFails(String state, String sql) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> Sql.run(this.connection, sql))
			.satisfies((ex) -> assertThat(ex.getSQLState()).as(ex.getMessage()).isEqualTo(state));
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert into t values (nextval('s'))", "insert into t values (next value for s)",
			"select nextval('s'), 1", "select setval('s', 3)", "update t set id = nextval('s')" })
	void explainsWhatIsDoneInstead(String sql) throws SQLException {
		Sql.run(this.connection, "create sequence s", "create table t (id integer primary key)");
		assertThatExceptionOfType(SQLSyntaxErrorException.class).isThrownBy(() -> Sql.run(this.connection, sql))
			.withMessageContaining("select nextval('name')");
	}

	@Test
	void leavesColumnsOfThatNameAlone() throws SQLException {
		Sql.run(this.connection, "create table t (nextval integer, next integer)", "insert into t values (5, 6)");
		assertThat(Sql.number(this.connection, "select nextval from t")).isEqualTo(5);
		assertThat(Sql.number(this.connection, "select next value from t")).isEqualTo(6);
	}

	@Test
	void readsNothingIntoAReadOnlyTransaction() throws SQLException {
		Sql.run(this.connection, "create sequence s");
		try (Connection other = DriverManager.getConnection(this.url)) {
			other.setReadOnly(true);
			other.setAutoCommit(false);
			assertThat(Sql.next(other, "s")).isEqualTo(1);
			assertThat(Sql.number(other, "select count(*) from sqlite_schema")).isPositive();
			assertThat(Sql.next(other, "s")).isEqualTo(2);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> Sql.run(other, "create sequence t"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("25006"));
			Sql.run(this.connection, "create table beside (id integer)");
			other.commit();
		}
	}

	@Test
	void takesNoWriteLockOfTheDatabase() throws SQLException {
		Sql.run(this.connection, "create sequence s", "create table t (id integer primary key)");
		try (Connection writer = DriverManager.getConnection(this.url + "?busyTimeout=0")) {
			writer.setAutoCommit(false);
			Sql.run(writer, "insert into t values (1)");
			this.connection.setAutoCommit(false);
			assertThat(Sql.next(this.connection, "s")).isEqualTo(1);
			assertThat(Sql.next(writer, "s")).isEqualTo(2);
			this.connection.commit();
			writer.commit();
		}
	}

	@Test
	void isNoTableToTheUser() throws SQLException {
		Sql.run(this.connection, "create sequence s");
		try (ResultSet tables = this.connection.getMetaData().getTables(null, null, "%", new String[] { "TABLE" })) {
			assertThat(tables.next()).isFalse();
		}
	}

	@Test
	void nobodyElseOpensTheCounters() {
		String reserved = this.url.replaceFirst("/(sequences\\d+)$", "/.sequences-$1");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> DriverManager.getConnection(reserved))
			.withMessageContaining("reserved");
	}

}
