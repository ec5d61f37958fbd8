package io.github.dqlite4j.spring.boot.autoconfigure.data;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GlobPattern}.
 */
class GlobPatternTests {

	@ParameterizedTest
	@CsvSource({ "abc, abc", "a%, a*", "_b, ?b", "50\\%, 50%", "a\\_b, a_b", "\\\\, \\", "*, [*]", "?, [?]",
			"[a], [[]a]", "end\\, end\\", "\\*, [*]" })
	void translates(String like, String glob) {
		assertThat(GlobPattern.of(like)).isEqualTo(glob);
	}

}
