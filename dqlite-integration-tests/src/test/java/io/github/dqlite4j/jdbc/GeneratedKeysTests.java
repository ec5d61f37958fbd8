package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.testing.InProcessNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.engine.RefusedBy;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys of inserted rows: those of the rows that the statement inserted, and no others.
 */
class GeneratedKeysTests {

	@RegisterExtension
	static final InProcessNode node = new InProcessNode();

	private Connection connection;

	@BeforeEach
	void connect() throws SQLException {
		this.connection = node.connect();
		try (Statement statement = this.connection.createStatement()) {
			statement
				.execute("create table t (id integer primary key, name text unique, code text default ('c' || 1))");
			statement.execute("create table u (id text primary key default (lower(hex(zeroblob(2)))), name text)");
		}
	}

	private List<String> keys(Statement statement) throws SQLException {
		List<String> keys = new ArrayList<>();
		try (ResultSet rows = statement.getGeneratedKeys()) {
			ResultSetMetaData columns = rows.getMetaData();
			while (rows.next()) {
				StringBuilder key = new StringBuilder();
				for (int i = 1; i <= columns.getColumnCount(); i++) {
					key.append(columns.getColumnLabel(i)).append('=').append(rows.getString(i)).append(' ');
				}
				keys.add(key.toString().trim());
			}
		}
		return keys;
	}

	@Test
	void rowidOfOneRow() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.executeUpdate("insert into t (name) values ('a')", Statement.RETURN_GENERATED_KEYS);
			assertThat(keys(statement)).containsExactly("GENERATED_KEY=1");
			statement.executeUpdate("insert or replace into main.t (name) values ('b')", new String[] { "id" });
			assertThat(keys(statement)).containsExactly("id=2");
		}
	}

	@Test
	@RefusedBy(value = EngineGeneration.MID, saying = "Asking this engine (1.15 to 1.18.1) for the keys")
	void allRowsOfSeveral() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			assertThat(statement.executeUpdate("insert into t (name) values ('a'), ('b')",
					Statement.RETURN_GENERATED_KEYS))
				.isEqualTo(2);
			assertThat(keys(statement)).containsExactly("id=1", "id=2");
			statement.executeUpdate("insert into t (name) select name || 'x' from t order by id",
					new String[] { "ID", "name" });
			assertThat(keys(statement)).containsExactly("id=3 name=ax", "id=4 name=bx");
		}
	}

	@Test
	@RefusedBy(value = EngineGeneration.MID, saying = "Asking this engine (1.15 to 1.18.1) for the keys")
	void upsertTellsTheRowThatItUpdated() throws SQLException {
		String upsert = "insert into t (name) values (?) on conflict (name) do update set code = 'new'";
		try (PreparedStatement statement = this.connection.prepareStatement(upsert, Statement.RETURN_GENERATED_KEYS)) {
			for (String name : List.of("a", "b", "a")) {
				statement.setString(1, name);
				statement.executeUpdate();
			}
			assertThat(keys(statement)).containsExactly("id=1");
		}
	}

	@Test
	@RefusedBy(value = EngineGeneration.MID, saying = "Asking this engine (1.15 to 1.18.1) for the keys")
	void keyThatIsNoRowid() throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement("insert into u (name) values (?)",
				new String[] { "id" })) {
			statement.setString(1, "x");
			assertThat(statement.executeUpdate()).isEqualTo(1);
			assertThat(keys(statement)).containsExactly("id=0000");
		}
	}

	@Test
	void nothingInsertedNoKey() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.executeUpdate("insert into t (name) values ('a')");
			statement.executeUpdate("insert or ignore into t (name) values ('a')", Statement.RETURN_GENERATED_KEYS);
			assertThat(keys(statement)).isEmpty();
			statement.executeUpdate("update t set code = 'z'", Statement.RETURN_GENERATED_KEYS);
			assertThat(keys(statement)).isEmpty();
		}
	}

	@Test
	@RefusedBy(value = EngineGeneration.MID, saying = "Asking this engine (1.15 to 1.18.1) for the keys")
	void keysOfABatch() throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement("insert into t (name) values (?)",
				new String[] { "id" })) {
			for (int i = 1; i <= 5; i++) {
				statement.setString(1, "n" + i);
				statement.addBatch();
			}
			assertThat(statement.executeBatch()).containsExactly(1, 1, 1, 1, 1);
			assertThat(keys(statement)).containsExactly("id=1", "id=2", "id=3", "id=4", "id=5");
		}
		try (PreparedStatement statement = this.connection.prepareStatement("insert into t (name) values (?)",
				new String[] { "id", "code" })) {
			for (int i = 6; i <= 8; i++) {
				statement.setString(1, "n" + i);
				statement.addBatch();
			}
			assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
			assertThat(keys(statement)).containsExactly("id=6 code=c1", "id=7 code=c1", "id=8 code=c1");
		}
	}

	@Test
	void keysByTheNumbersOfColumns() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.executeUpdate("insert into t (name) values ('a')", new int[] { 1 });
			assertThat(keys(statement)).containsExactly("id=1");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.executeUpdate("insert into t (name) values ('b')", new int[] { 4 }))
				.withMessageContaining("There is no column 4")
				.withMessageContaining("the table t has 3");
		}
		try (PreparedStatement statement = this.connection.prepareStatement("insert into T (name) values (?)",
				new int[] { 1 })) {
			for (int i = 2; i <= 4; i++) {
				statement.setString(1, "n" + i);
				statement.addBatch();
			}
			assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
			assertThat(keys(statement)).containsExactly("id=2", "id=3", "id=4");
		}
	}

	@Test
	@RefusedBy(value = EngineGeneration.MID, saying = "Asking this engine (1.15 to 1.18.1) for the keys")
	void otherColumnsByTheirNumbers() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("insert into t (name) values ('a'), ('b')", new int[] { 3, 1 });
			assertThat(keys(statement)).containsExactly("code=c1 id=1", "code=c1 id=2");
		}
	}

}
