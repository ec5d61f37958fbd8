package io.github.dqlite4j.spring.boot.autoconfigure.diagnostics;

import io.github.dqlite4j.spring.boot.autoconfigure.DqliteProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PropertyNames}.
 */
class PropertyNamesTests {

	private final PropertyNames names = PropertyNames.of("p", DqliteProperties.class);

	@Test
	void holdsPropertiesOfNestedClassesAndNotTheirNodes() {
		assertThat(this.names.all()).contains("p.nodes", "p.busy-timeout", "p.node.data-dir")
			.doesNotContain("p.node", "p.class", "p.node.class");
	}

	@ParameterizedTest
	@CsvSource({ "p.databse, p.database", "p.node.adress, p.node.address", "p.address, p.node.address",
			"p.bussy-timeout, p.busy-timeout", "p.node.database, p.database", "p.nodse, p.nodes",
			"p.node.data-dri, p.node.data-dir", "p.conection-timeout, p.connect-timeout" })
	void findsTheNearest(String misspelt, String nearest) {
		assertThat(this.names.nearest(misspelt)).contains(nearest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "p.url", "p.kubernetes", "p.node.kubernetes" })
	void findsNothingWhenAllAreQuiteDifferent(String name) {
		assertThat(this.names.nearest(name)).isEmpty();
	}

}
