package io.github.dqlite4j.spring.boot.autoconfigure.jdbc;

import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSourceUtils;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.jdbc.support.rowset.SqlRowSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcTemplate} and what is made of it.
 */
@JdbcSlice
class JdbcTemplateTests {

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	NamedParameterJdbcTemplate named;

	@Test
	void batches() {
		int[] counts = this.jdbc.batchUpdate("INSERT INTO task (title) VALUES (?)",
				List.of(new Object[] { "a" }, new Object[] { "b" }, new Object[] { "c" }));
		assertThat(counts).containsExactly(1, 1, 1);
		assertThat(this.jdbc.batchUpdate("UPDATE task SET done = 1 WHERE title > ?", List.of("a", "z"), 10,
				(statement, title) -> statement.setString(1, title))[0])
			.containsExactly(2, 0);
		assertThat(this.jdbc.batchUpdate("DELETE FROM task WHERE title = 'a'", "UPDATE task SET done = 0"))
			.containsExactly(1, 2);
	}

	@Test
	void keysOfABatch() {
		KeyHolder keys = new GeneratedKeyHolder();
		this.named.batchUpdate("INSERT INTO task (title) VALUES (:title)",
				SqlParameterSourceUtils.createBatch(Map.of("title", "a"), Map.of("title", "b")), keys);
		assertThat(keys.getKeyList()).hasSize(2);
		assertThat(this.jdbc.queryForList("SELECT id FROM task ORDER BY title", Object.class))
			.containsExactlyElementsOf(
					keys.getKeyList().stream().map((key) -> key.values().iterator().next()).toList());
	}

	@Test
	void simpleInsertReadsTheColumns() {
		SimpleJdbcInsert insert = new SimpleJdbcInsert(this.jdbc).withTableName("task").usingGeneratedKeyColumns("id");
		Number key = insert.executeAndReturnKey(new MapSqlParameterSource("title", "a").addValue("done", true)
			.addValue("due", LocalDate.parse("2026-11-30")));
		assertThat(insert.getInsertString()).contains("title").contains("reference").doesNotContain("(id");
		assertThat(
				this.jdbc.queryForObject("SELECT * FROM task WHERE id = ?", new DataClassRowMapper<>(Task.class), key))
			.satisfies((task) -> {
				assertThat(task.title()).isEqualTo("a");
				assertThat(task.done()).isTrue();
				assertThat(task.due()).isEqualTo("2026-11-30");
			});
	}

	@Test
	void simpleInsertInABatch() {
		SimpleJdbcInsert insert = new SimpleJdbcInsert(this.jdbc).withTableName("task").usingColumns("title", "price");
		assertThat(insert.executeBatch(SqlParameterSourceUtils
			.createBatch(List.of(Map.of("title", "a", "price", 1.5), Map.of("title", "b", "price", 2)))))
			.containsExactly(1, 1);
		assertThat(this.jdbc.queryForObject("SELECT sum(price) FROM task", Double.class)).isEqualTo(3.5);
	}

	@Test
	void rowSets() {
		this.jdbc.update("INSERT INTO task (title, price, due) VALUES ('a', 1.5, '2026-11-30'), ('b', NULL, NULL)");
		SqlRowSet rows = this.jdbc.queryForRowSet("SELECT id, title, price, due FROM task ORDER BY title");
		assertThat(rows.getMetaData().getColumnNames()).containsExactly("id", "title", "price", "due");
		assertThat(rows.next()).isTrue();
		assertThat(rows.getString("title")).isEqualTo("a");
		assertThat(rows.getDouble("price")).isEqualTo(1.5);
		assertThat(rows.next()).isTrue();
		assertThat(rows.getObject("price")).isNull();
		assertThat(rows.previous()).isTrue();
	}

	@Test
	void keysOfAStatementOfOnesOwn() {
		KeyHolder keys = new GeneratedKeyHolder();
		this.jdbc.update((connection) -> {
			PreparedStatement statement = connection.prepareStatement("INSERT INTO task (title) VALUES (?)",
					Statement.RETURN_GENERATED_KEYS);
			statement.setString(1, "a");
			return statement;
		}, keys);
		assertThat(this.jdbc.queryForObject("SELECT title FROM task WHERE id = ?", String.class, keys.getKey()))
			.isEqualTo("a");
	}

	@Test
	void limitsOfATemplate() {
		JdbcTemplate limited = new JdbcTemplate(this.jdbc.getDataSource());
		limited.setMaxRows(2);
		limited.setFetchSize(1);
		this.jdbc.update("INSERT INTO task (title) VALUES ('a'), ('b'), ('c')");
		assertThat(limited.queryForList("SELECT title FROM task ORDER BY title", String.class)).containsExactly("a",
				"b");
	}

}
