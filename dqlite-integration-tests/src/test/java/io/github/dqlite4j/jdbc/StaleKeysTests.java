package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.engine.RefusedBy;
import io.github.dqlite4j.testing.InProcessNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The generated keys are those of the table as it is, not as it was when this connection
 * looked at it: another one makes it anew with other columns.
 */
class StaleKeysTests {

	private static final String INSERT = "insert into t (name) values (?)";

	@RegisterExtension
	static final InProcessNode node = new InProcessNode();

	private Connection connection;

	private Connection other;

	@BeforeEach
	void connect() throws SQLException {
		this.connection = node.connect();
		this.other = node.connect();
		change("create table t (id integer primary key, name text, code text default 'old')");
		assertThat(insertByName("id")).isEqualTo("id=1");
	}

	private void change(String sql) throws SQLException {
		try (Statement statement = this.other.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Make the table anew: now the id is a text, and the rowid has another name.
	 */
	private void recreate() throws SQLException {
		change("drop table t; create table t (id text default 'new', name text, number integer primary key);"
				+ "insert into t (number) values (41)");
	}

	private String insertByName(String... columns) throws SQLException {
		try (PreparedStatement insert = this.connection.prepareStatement(INSERT, columns)) {
			return insert(insert);
		}
	}

	private String insertByIndex(int... columns) throws SQLException {
		try (PreparedStatement insert = this.connection.prepareStatement(INSERT, columns)) {
			return insert(insert);
		}
	}

	private static String insert(PreparedStatement insert) throws SQLException {
		insert.setString(1, "a");
		assertThat(insert.executeUpdate()).isEqualTo(1);
		return keys(insert);
	}

	private static String keys(Statement statement) throws SQLException {
		StringBuilder keys = new StringBuilder();
		try (ResultSet rows = statement.getGeneratedKeys()) {
			while (rows.next()) {
				keys.append(keys.isEmpty() ? "" : ",").append(rows.getMetaData().getColumnLabel(1)).append('=');
				keys.append(rows.getString(1));
			}
		}
		return keys.toString();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void keysByName(boolean autoCommit) throws SQLException {
		recreate();
		this.connection.setAutoCommit(autoCommit);
		assertThat(insertByName("id")).isEqualTo("id=new");
		assertThat(insertByName("number")).isEqualTo("number=43");
		this.connection.setAutoCommit(true);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void keysByIndex(boolean autoCommit) throws SQLException {
		assertThat(insertByIndex(1)).isEqualTo("id=2");
		recreate();
		this.connection.setAutoCommit(autoCommit);
		assertThat(insertByIndex(1)).isEqualTo("id=new");
		assertThat(insertByIndex(3)).isEqualTo("number=43");
		this.connection.setAutoCommit(true);
	}

	@Test
	void aKeyThatIsTheRowidNowNeedsNoReturning() throws SQLException {
		recreate();
		assertThat(insertByName("number")).isEqualTo("number=42");
	}

	@Test
	void anotherDefinitionWithTheSameKeyChangesNothing() throws SQLException {
		change("alter table t add column more");
		assertThat(insertByName("id")).isEqualTo("id=2");
	}

	@Test
	void changesInATransactionThatIsRolledBack() throws SQLException {
		this.connection.setAutoCommit(false);
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("drop table t; create table t (key integer primary key, name text)");
		}
		assertThat(insertByName("key")).isEqualTo("key=1");
		this.connection.rollback();
		this.connection.setAutoCommit(true);
		assertThat(insertByName("id")).isEqualTo("id=2");
	}

	@Test
	void batch() throws SQLException {
		recreate();
		try (PreparedStatement insert = this.connection.prepareStatement(INSERT, new String[] { "number" })) {
			for (int i = 0; i < 3; i++) {
				insert.setString(1, "a");
				insert.addBatch();
			}
			insert.executeBatch();
			assertThat(keys(insert)).isEqualTo("number=42,number=43,number=44");
		}
	}

	@Test
	void batchBehindAChange() throws SQLException {
		try (PreparedStatement insert = this.connection.prepareStatement(INSERT, new String[] { "id" })) {
			for (int i = 0; i < 2; i++) {
				insert.setString(1, "a");
				insert.addBatch();
			}
			recreate();
			insert.executeBatch();
			assertThat(keys(insert)).isEqualTo("id=new,id=new");
		}
	}

	@Test
	@RefusedBy(value = EngineGeneration.MID, saying = "other columns than the rowid")
	void severalRows() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.executeUpdate("insert into t (name) values ('a'), ('b')", Statement.RETURN_GENERATED_KEYS);
			assertThat(keys(statement)).isEqualTo("id=2,id=3");
			recreate();
			statement.executeUpdate("insert into t (name) values ('a'), ('b')", Statement.RETURN_GENERATED_KEYS);
			assertThat(keys(statement)).isEqualTo("number=42,number=43");
		}
	}

	@Test
	void aKeyThatIsNoMoreIsToldWhereItIsRead() throws SQLException {
		change("drop table t; create table t (name text, key text primary key default 'k') without rowid");
		try (PreparedStatement insert = this.connection.prepareStatement(INSERT, new String[] { "id" })) {
			insert.setString(1, "a");
			assertThat(insert.executeUpdate()).as("the row is inserted").isEqualTo(1);
			assertThatExceptionOfType(SQLException.class).isThrownBy(insert::getGeneratedKeys)
				.withMessageStartingWith(
						"The row was inserted, but its key can't be told, since another connection has "
								+ "changed the table t: no such column: ");
		}
	}

	@Test
	void aColumnThatIsNotThereIsNoText() {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> insertByName("nothing"))
			.withMessageMatching("(?s).*(no such column: nothing|other columns than the rowid).*");
	}

}
