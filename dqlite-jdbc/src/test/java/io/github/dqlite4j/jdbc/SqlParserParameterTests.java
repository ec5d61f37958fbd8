package io.github.dqlite4j.jdbc;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many parameters a statement has: SQLite 3.40 was asked the same.
 */
class SqlParserParameterTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			SELECT 1                                  | 0
			SELECT ?                                  | 1
			SELECT ?, ?, ?                            | 3
			SELECT ?5                                 | 5
			SELECT ?5, ?                              | 6
			SELECT ?2, ?, ?1                          | 3
			SELECT ?1, ?1                             | 1
			SELECT :a, :a, :b                         | 2
			SELECT :a, ?1, ?                          | 2
			SELECT ?, :a, ?, :a                       | 3
			SELECT :a, @a, $a                         | 3
			SELECT :a, :A                             | 2
			SELECT $a::b(c)                           | 1
			SELECT $a::b(c), $a::b                    | 2
			SELECT @x, @x                             | 1
			SELECT @a::b, :c$d                        | 2
			SELECT :1                                 | 1
			SELECT :é                                 | 1
			SELECT '?', "?", [:a], `@b` -- ?          | 0
			SELECT 1 /* ? */, ?                       | 1
			SELECT 'it''s ?', ?                       | 1
			SELECT a->>'$.x' FROM t WHERE b = ?       | 1
			SELECT x'3f', ?                           | 1
			INSERT INTO t VALUES (?, (SELECT ?), ?)   | 3
			SELECT ?0                                 | 0
			SELECT ?999999                            | 999999
			SELECT ?99999999999999999999              | 0
			""")
	void parameters(String sql, int count) {
		assertThat(SqlParser.parse(sql)).hasSize(1);
		assertThat(SqlParser.parse(sql).get(0).parameterCount()).isEqualTo(count);
	}

}
