package io.github.dqlite4j.hibernate;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DqliteExtension.class)
class JsonTests {

	@Test
	void storesDocuments(TestDatabase database) {
		SessionFactory factory = database.create(Setting.class);
		Setting written = new Setting();
		written.id = 1;
		written.entries = Map.of("a", "1", "b", "it's \"quoted\"");
		written.raw = "5";
		written.tags = List.of("x", "y");
		written.numbers = new int[] { 1, 2, 3 };
		factory.inTransaction((session) -> session.persist(written));
		assertThat(database.query(
				"select json_valid(entries) || typeof(raw) || json_extract(tags, '$[1]') || json_array_length(numbers) from Setting"))
			.containsExactly("1texty3");
		factory.inSession(
				(session) -> assertThat(session.find(Setting.class, 1L)).usingRecursiveComparison().isEqualTo(written));
	}

	@Test
	void queriesAndUpdatesAttributesOfADocument(TestDatabase database) {
		SessionFactory factory = database.create(Setting.class);
		LocalDateTime when = LocalDateTime.of(2026, 11, 20, 12, 13, 14, 500);
		factory.inTransaction((session) -> {
			session.persist(new Setting(1, new Point(1, "one", true, when, new BigDecimal("1.50"))));
			session.persist(new Setting(2, new Point(20, "two", false, when.plusDays(1), new BigDecimal("20.25"))));
			session.persist(new Setting(3, null));
		});
		factory.inTransaction((session) -> {
			assertThat(ids(session, "s.point.x > 5")).containsExactly(2L);
			assertThat(ids(session, "s.point.label = 'one'")).containsExactly(1L);
			assertThat(ids(session, "s.point.visible")).containsExactly(1L);
			assertThat(ids(session, "s.point.amount > 3.5")).containsExactly(2L);
			assertThat(ids(session, "s.point.x is null")).containsExactly(3L);
			assertThat(session.createSelectionQuery("select s.id from Setting s where s.point.seen = :seen", Long.class)
				.setParameter("seen", when)
				.list()).containsExactly(1L);
			assertThat(session
				.createSelectionQuery("select s.point.seen from Setting s where s.id = 1", LocalDateTime.class)
				.getSingleResult()).isEqualTo(when);
			session
				.createMutationQuery("update Setting s set s.point.label = 'new', s.point.visible = true, "
						+ "s.point.seen = :seen, s.point.amount = 7.5 where s.id >= 2")
				.setParameter("seen", when.plusYears(1))
				.executeUpdate();
		});
		factory.inSession((session) -> {
			assertThat(session.find(Setting.class, 2L).point).usingRecursiveComparison()
				.withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
				.isEqualTo(new Point(20, "new", true, when.plusYears(1), new BigDecimal("7.5")));
			assertThat(session.find(Setting.class, 3L).point).isNotNull()
				.extracting((point) -> point.label)
				.isEqualTo("new");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
			json_value(s.raw, '$.a')                         ; 1
			json_value(s.raw, '$.a' returning Integer)       ; 1
			json_value(s.raw, '$.b[1]')                      ; x
			json_query(s.raw, '$.b')                         ; [true,"x"]
			json_exists(s.raw, '$.c')                        ; true
			json_exists(s.raw, '$.d')                        ; false
			json_array(1, 'a', true, s.id)                   ; [1,"a",true,1]
			json_object('k' value s.id, 'j' value json_query(s.raw, '$.b')) ; {"k":1,"j":[true,"x"]}
			json_set(s.raw, '$.a', 5)                        ; {"a":5,"b":[true,"x"],"c":null}
			json_remove(s.raw, '$.b')                        ; {"a":1,"c":null}
			json_replace(s.raw, '$.d', 5)                    ; {"a":1,"b":[true,"x"],"c":null}
			json_insert(s.raw, '$.d', 5)                     ; {"a":1,"b":[true,"x"],"c":null,"d":5}
			json_mergepatch(s.raw, '{"b":null}')             ; {"a":1,"c":null}
			json_array_append(s.raw, '$.b', 2)               ; {"a":1,"b":[true,"x",2],"c":null}
			json_arrayagg(s.id)                              ; [1]
			json_arrayagg(s.tags null on null)               ; [null]
			json_objectagg('k' || s.id value s.id)           ; {"k1":1}
			""")
	void functions(String expression, String expected, TestDatabase database) {
		SessionFactory factory = database.build("create", Map.of("hibernate.query.hql.json_functions_enabled", "true"),
				Setting.class);
		factory.inTransaction((session) -> {
			Setting setting = new Setting(1, null);
			setting.raw = "{\"a\":1,\"b\":[true,\"x\"],\"c\":null}";
			session.persist(setting);
		});
		factory.inSession((session) -> assertThat(
				session.createSelectionQuery("select " + expression + " from Setting s", Object.class)
					.getSingleResult())
			.hasToString(expected));
	}

	private static List<Long> ids(Session session, String where) {
		return session.createSelectionQuery("select s.id from Setting s where " + where + " order by s.id", Long.class)
			.list();
	}

	@Entity(name = "Setting")
	static class Setting {

		@Id
		long id;

		@JdbcTypeCode(SqlTypes.JSON)
		@Nullable Map<String, String> entries;

		@JdbcTypeCode(SqlTypes.JSON)
		@Nullable String raw;

		@Nullable List<String> tags;

		int @Nullable [] numbers;

		@JdbcTypeCode(SqlTypes.JSON)
		@Nullable Point point;

		Setting() {
		}

		Setting(long id, @Nullable Point point) {
			this.id = id;
			this.point = point;
		}

	}

	@Embeddable
	static class Point {

		@Nullable Integer x;

		@Nullable String label;

		@Nullable Boolean visible;

		@Nullable LocalDateTime seen;

		@Nullable BigDecimal amount;

		Point() {
		}

		Point(int x, String label, boolean visible, LocalDateTime seen, BigDecimal amount) {
			this.x = x;
			this.label = label;
			this.visible = visible;
			this.seen = seen;
			this.amount = amount;
		}

	}

}
