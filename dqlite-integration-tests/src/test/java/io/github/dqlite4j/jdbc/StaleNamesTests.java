package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.engine.RefusedBy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Another connection changes tables. The engine names the columns of a result before it
 * looks whether it still knows the schema, so that the first {@code *} after that would
 * have old names over new values.
 */
class StaleNamesTests extends AbstractMetadataTests {

	static final List<Arguments> changes = List.of(
			Arguments.of("alter table t add column c default 'C'", Map.of("a", "A", "b", "B", "c", "C")),
			Arguments.of("alter table t drop column a", Map.of("b", "B")),
			Arguments.of("alter table t rename column a to z", Map.of("z", "A", "b", "B")),
			Arguments.of("drop table t; create table t (b, x, y); insert into t values ('b', 'X', 'Y')",
					Map.of("b", "b", "x", "X", "y", "Y")));

	private Connection other;

	@BeforeEach
	void createTable() throws SQLException {
		execute("create table t (a, b)", "insert into t values ('A', 'B')", "create view v as select * from t");
		this.other = DriverManager.getConnection(this.metadata.getURL());
	}

	@AfterEach
	void closeOther() throws SQLException {
		this.other.close();
	}

	private void change(String sql) throws SQLException {
		try (Statement statement = this.other.createStatement()) {
			statement.execute(sql);
		}
	}

	private Map<String, String> select(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			return row(rows);
		}
	}

	private static Map<String, String> row(ResultSet rows) throws SQLException {
		Map<String, String> row = new LinkedHashMap<>();
		assertThat(rows.next()).isTrue();
		for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
			row.put(rows.getMetaData().getColumnLabel(i), rows.getString(i));
		}
		assertThat(rows.next()).isFalse();
		return row;
	}

	@ParameterizedTest
	@FieldSource("changes")
	void statement(String change, Map<String, String> expected) throws SQLException {
		select("select * from t");
		change(change);
		assertThat(select("select * from t")).isEqualTo(expected);
	}

	@ParameterizedTest
	@FieldSource("changes")
	void preparedStatement(String change, Map<String, String> expected) throws SQLException {
		try (PreparedStatement select = this.connection.prepareStatement("select t.* from t where 1 = ?")) {
			select.setInt(1, 1);
			for (int i = 0; i < 3; i++) {
				assertThat(row(select.executeQuery())).hasSize(2);
			}
			change(change);
			assertThat(row(select.executeQuery())).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@FieldSource("changes")
	void transaction(String change, Map<String, String> expected) throws SQLException {
		this.connection.setAutoCommit(false);
		select("select * from t");
		this.connection.commit();
		change(change);
		assertThat(select("select * from t")).isEqualTo(expected);
		this.connection.commit();
	}

	@ParameterizedTest
	@FieldSource("changes")
	void readOnlyTransaction(String change, Map<String, String> expected) throws SQLException {
		this.connection.setReadOnly(true);
		this.connection.setAutoCommit(false);
		select("select 1 as one, * from t");
		this.connection.commit();
		change(change);
		assertThat(select("select * from t")).isEqualTo(expected);
		this.connection.commit();
	}

	@Test
	void starOfAViewOrASubquery() throws SQLException {
		select("select * from v");
		change("drop view v; create view v as select b as x, a as y from t");
		assertThat(select("select * from v")).isEqualTo(Map.of("x", "B", "y", "A"));
		change("alter table t rename column a to z");
		assertThat(select("select * from (select * from t)")).isEqualTo(Map.of("z", "A", "b", "B"));
		change("alter table t rename column b to y");
		assertThat(select("with c as materialized (select * from t) select * from c"))
			.isEqualTo(Map.of("z", "A", "y", "B"));
	}

	@ParameterizedTest
	@FieldSource("changes")
	@RefusedBy(value = EngineGeneration.MID, saying = "can't run a statement with RETURNING")
	void returning(String change, Map<String, String> expected) throws SQLException {
		select("select a from t");
		change(change);
		assertThat(select("delete from t returning *")).isEqualTo(expected);
	}

	@Test
	void ownChange() throws SQLException {
		for (int i = 0; i < 3; i++) {
			select("select * from t");
		}
		execute("alter table t rename column a to z");
		assertThat(select("select * from t")).containsOnlyKeys("z", "b");
	}

	@Test
	void declaredTypes() throws SQLException {
		change("drop table t; create table t (a int, b int)");
		assertThat(types("select a, b from t")).containsExactly("INT", "INT");
		change("drop table t; create table t (a int, b varchar(10))");
		assertThat(types("select a, b from t")).containsExactly("INT", "varchar");
		assertThat(types("select * from t")).containsExactly("INT", "varchar");
	}

	private List<String> types(String sql) throws SQLException {
		List<String> types = new ArrayList<>();
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
				types.add(rows.getMetaData().getColumnTypeName(i));
			}
		}
		return types;
	}

	@Test
	void statementThatFitsTheNewTableIsNotRefused() throws SQLException {
		execute("insert into t values ('A', 'B')");
		change("alter table t add column c");
		execute("insert into t values ('A', 'B', 'C')");
		assertThat(select("select count(*) as n from t")).isEqualTo(Map.of("n", "3"));
	}

	/**
	 * Also not when the change comes between the look at the schema and the query.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whileTablesChangeAllTheTime(boolean autoCommit) throws Exception {
		change("drop table t; create table t (a); insert into t values ('a')");
		this.connection.setReadOnly(!autoCommit);
		this.connection.setAutoCommit(autoCommit);
		AtomicBoolean done = new AtomicBoolean();
		CompletableFuture<Set<String>> reader = CompletableFuture.supplyAsync(() -> {
			Set<String> seen = new TreeSet<>();
			while (!done.get()) {
				seen.add(labelAndValue(autoCommit));
			}
			return seen;
		});
		this.other.setAutoCommit(false);
		for (int i = 0; i < 200 && !reader.isDone(); i++) {
			String name = (i % 2 == 0) ? "b" : "a";
			change("drop table t; create table t (%1$s); insert into t values ('%1$s')".formatted(name));
			this.other.commit();
		}
		done.set(true);
		assertThat(reader.get(30, TimeUnit.SECONDS)).containsExactly("a=a", "b=b");
	}

	private String labelAndValue(boolean autoCommit) {
		try {
			Map<String, String> row = select("select * from t");
			if (!autoCommit) {
				this.connection.commit();
			}
			return row.entrySet().iterator().next().toString();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
