package io.github.dqlite4j.hibernate;

import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.SessionFactory;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DqliteExtension.class)
class LikeTests {

	private static final List<String> WORDS = List.of("abc", "ABC", "a%c", "a_c", "a*c", "a?c", "a[c", "a]c", "a\\c",
			"äbc", "a\nc", "");

	@Test
	void isCaseSensitive(TestDatabase database) {
		assertThat(like(database, "text like 'a%'")).containsExactly("a\nc", "a%c", "a*c", "a?c", "a[c", "a\\c", "a]c",
				"a_c", "abc");
		assertThat(like(database, "text like 'ab_'")).containsExactly("abc");
		assertThat(like(database, "text not like '%c'")).containsExactly("", "ABC");
	}

	@Test
	void translatesParametersLikeLiterals(TestDatabase database) {
		for (String pattern : List.of("a%", "%B%", "a_c", "a*c", "a?c", "a[c", "a]c", "_bc", "%", "", "a\\c", "[a]%")) {
			assertThat(like(database, "text like :p", pattern)).as(pattern)
				.isEqualTo(like(database, "text like '" + pattern + "'"));
		}
		assertThat(like(database, "text like :p", "a_c")).hasSize(9).doesNotContain("ABC");
		assertThat(like(database, "text like :p", "a?c")).containsExactly("a?c");
	}

	@Test
	void honoursEscapes(TestDatabase database) {
		assertThat(like(database, "text like 'a\\%c' escape '\\'")).containsExactly("a%c");
		assertThat(like(database, "text like :p escape '\\'", "a\\%c")).containsExactly("a%c");
		assertThat(like(database, "text like :p escape '\\'", "a\\_c")).containsExactly("a_c");
		assertThat(like(database, "text like :p escape '\\'", "a\\\\c")).containsExactly("a\\c");
		assertThat(like(database, "text like :p escape '\\'", "%\\%%")).containsExactly("a%c");
		assertThat(like(database, "text like :p escape '*'", "a**c")).containsExactly("a*c");
		assertThat(like(database, "text like :p escape '!'", "a*c")).containsExactly("a*c");
		assertThat(like(database, "text like 'a%c' escape '!'")).hasSize(9);
	}

	@Test
	void ignoresTheCaseOfAsciiOnRequest(TestDatabase database) {
		assertThat(like(database, "text ilike 'AB%'")).containsExactly("ABC", "abc");
		assertThat(like(database, "text ilike :p", "ab_")).containsExactly("ABC", "abc");
		assertThat(like(database, "text not ilike '%C'")).containsExactly("");
		assertThat(like(database, "text ilike 'A\\%C' escape '\\'")).containsExactly("a%c");
		assertThat(like(database, "text ilike 'Äbc'")).as("letters beyond ASCII keep their case").isEmpty();
	}

	@Test
	void nullMatchesNothing(TestDatabase database) {
		assertThat(like(database, "text like :p", (String) null)).isEmpty();
		assertThat(like(database, "text not like :p", (String) null)).isEmpty();
	}

	private static List<String> like(TestDatabase database, String predicate, @Nullable String... parameters) {
		SessionFactory factory = database.build("create", java.util.Map.of(), Word.class);
		factory.inTransaction((session) -> WORDS.forEach((word) -> session.persist(new Word(word))));
		return factory.fromSession((session) -> {
			SelectionQuery<String> query = session
				.createSelectionQuery("select text from Word where " + predicate + " order by text", String.class);
			for (String parameter : parameters) {
				query.setParameter("p", parameter, String.class);
			}
			return query.list();
		});
	}

	@Entity(name = "Word")
	static class Word {

		@Id
		String text;

		Word() {
			this("");
		}

		Word(String text) {
			this.text = text;
		}

	}

}
