package io.github.dqlite4j.spring.boot.autoconfigure.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JdbcClient}.
 */
@JdbcSlice
class JdbcClientTests {

	@Autowired
	JdbcClient jdbc;

	@Test
	void recordsAreReadAsTheyWereWritten() {
		Instant created = Instant.parse("2026-11-21T14:30:00.123456789Z");
		Task task = new Task(1, "Write", LocalDate.parse("2026-11-30"), created, true, new BigDecimal("12.5"),
				UUID.randomUUID(), Task.Priority.HIGH);
		this.jdbc.sql("""
				INSERT INTO task (id, title, due, created, done, price, reference, priority)
				VALUES (:id, :title, :due, :created, :done, :price, :reference, 'HIGH')""").paramSource(task).update();
		assertThat(this.jdbc.sql("SELECT * FROM task").query(Task.class).single()).isEqualTo(task);
	}

	@Test
	void nullsAndDefaults() {
		Instant before = Instant.now().minusSeconds(1);
		this.jdbc.sql("INSERT INTO task (title, due) VALUES (?, ?)").params("Read", null).update();
		assertThat(this.jdbc.sql("SELECT * FROM task").query(Task.class).single()).satisfies((task) -> {
			assertThat(task.due()).isNull();
			assertThat(task.done()).isFalse();
			assertThat(task.price()).isNull();
			assertThat(task.created()).isBetween(before, Instant.now().plusSeconds(1));
		});
	}

	@Test
	void keyOfOneRow() {
		KeyHolder keys = new GeneratedKeyHolder();
		this.jdbc.sql("INSERT INTO task (title) VALUES (:title)").param("title", "Read").update(keys);
		assertThat(keys.getKeyAs(Long.class))
			.isEqualTo(this.jdbc.sql("SELECT id FROM task").query(Long.class).single());
	}

	@Test
	void keysOfSeveralRows() {
		KeyHolder keys = new GeneratedKeyHolder();
		this.jdbc.sql("INSERT INTO task (title) VALUES ('a'), ('b'), ('c')").update(keys, "id", "title");
		assertThat(keys.getKeyList()).extracting((key) -> key.get("title")).containsExactly("a", "b", "c");
		assertThat(keys.getKeyList()).extracting((key) -> (Long) key.get("id"))
			.containsExactlyElementsOf(this.jdbc.sql("SELECT id FROM task ORDER BY title").query(Long.class).list());
	}

	@Test
	void keyOfAnUpsert() {
		String upsert = "INSERT INTO task (title, done) VALUES (?, ?) ON CONFLICT (title) DO UPDATE SET done = excluded.done";
		KeyHolder first = new GeneratedKeyHolder();
		this.jdbc.sql(upsert).params("a", false).update(first);
		this.jdbc.sql("INSERT INTO task (title) VALUES ('b')").update();
		KeyHolder second = new GeneratedKeyHolder();
		this.jdbc.sql(upsert).params("a", true).update(second);
		assertThat(second.getKey()).isEqualTo(first.getKey());
	}

	@Test
	void returningClause() {
		this.jdbc.sql("INSERT INTO task (title) VALUES ('a'), ('b')").update();
		assertThat(this.jdbc.sql("UPDATE task SET done = 1 WHERE title > :title RETURNING title")
			.param("title", "a")
			.query(String.class)
			.list()).containsExactly("b");
	}

	@Test
	void namedParametersAndLists() {
		this.jdbc.sql("INSERT INTO task (title) VALUES ('a'), ('b'), ('c')").update();
		assertThat(this.jdbc.sql("SELECT title FROM task WHERE title IN (:titles) AND title <> :not AND title <> '?:x'")
			.params(Map.of("titles", List.of("a", "b", "x"), "not", "b"))
			.query(String.class)
			.list()).containsExactly("a");
	}

	@Test
	void rowsAsMaps() {
		this.jdbc.sql("INSERT INTO task (id, title, due, price) VALUES (1, 'a', '2026-11-30', 1.5)").update();
		assertThat(this.jdbc.sql("SELECT id, TITLE, due, price FROM task").query().singleRow())
			.containsExactlyInAnyOrderEntriesOf(Map.of("id", 1L, "title", "a", "due", "2026-11-30", "price", 1.5));
	}

	@Test
	void streamsRowByRow() {
		this.jdbc.sql("""
				INSERT INTO task (title)
				WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)
				SELECT 'Task ' || n FROM numbers""").update();
		String failingAtTheEnd = """
				SELECT title FROM task
				WHERE CASE title WHEN 'Task 20000' THEN abs(-9223372036854775807 - 1) ELSE 1 END""";
		try (Stream<String> titles = this.jdbc.sql(failingAtTheEnd).query(String.class).stream()) {
			assertThat(titles.limit(3)).as("rows before the one that fails").hasSize(3);
		}
		try (Stream<String> titles = this.jdbc.sql(failingAtTheEnd).query(String.class).stream()) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(titles::count)
				.withMessageContaining("integer overflow");
		}
		assertThat(this.jdbc.sql("SELECT count(*) FROM task").query(Integer.class).single()).isEqualTo(20000);
	}

}
