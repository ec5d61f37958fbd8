package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RenderedSql}.
 */
class RenderedSqlTests {

	@Test
	void likeBecomesGlob() {
		assertThat(RenderedSql.of("SELECT 1 FROM \"t\" WHERE \"t\".\"a\" LIKE :a AND \"t\".\"b\" NOT LIKE :b1 LIMIT 1"))
			.isEqualTo(new RenderedSql(
					"SELECT 1 FROM \"t\" WHERE \"t\".\"a\" GLOB :a AND \"t\".\"b\" NOT GLOB :b1 LIMIT 1",
					Set.of("a", "b1")));
	}

	@Test
	void likeInAnyCaseGetsItsEscapeCharacter() {
		assertThat(RenderedSql.of("UPPER(\"t\".\"a\") LIKE UPPER(:a) OR UPPER(\"t\".\"b\") NOT LIKE UPPER(:b)"))
			.isEqualTo(new RenderedSql("UPPER(\"t\".\"a\") LIKE UPPER(:a) ESCAPE '\\' "
					+ "OR UPPER(\"t\".\"b\") NOT LIKE UPPER(:b) ESCAPE '\\'", Set.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT * FROM t WHERE a LIKE :a", "\"t\".\"a\" IN (:ids)",
			"(\"t\".\"a\", \"t\".\"b\") IN (:ids)", "UPPER(\"t\".\"a\") IN (:ids)", "SELECT 'x LIKE :a'",
			"\"t\".\"a\" LIKE 'x'", "\"t\".\"a\" = :a" })
	void anythingElseIsLeftAlone(String sql) {
		assertThat(RenderedSql.of(sql)).isEqualTo(new RenderedSql(sql, Set.of()));
	}

}
