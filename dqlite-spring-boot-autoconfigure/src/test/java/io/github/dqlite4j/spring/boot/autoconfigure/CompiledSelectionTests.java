package io.github.dqlite4j.spring.boot.autoconfigure;

import io.github.dqlite4j.spring.boot.autoconfigure.DatabaseSelection.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link CompiledSelection}.
 */
class CompiledSelectionTests {

	@ParameterizedTest
	@ValueSource(strings = { "spring.datasource.dqlite.nodes", "spring.datasource.url" })
	void aNodeOfItsOwnIsNotStartedInsteadOfWhatIsConfiguredNow(String name) {
		MockEnvironment environment = new MockEnvironment().withProperty(name, "jdbc:dqlite://10.0.0.1/app");
		assertThatExceptionOfType(DqliteConfigurationException.class)
			.isThrownBy(() -> CompiledSelection.require(environment, Kind.CONFIGURED_NODE, Kind.DEFAULT_NODE))
			.withMessageContaining("compiled ahead of time for a dqlite node of its own, but now " + name);
	}

	@Test
	void aClusterThatIsNotConfiguredAnyMoreIsMissed() {
		assertThatExceptionOfType(DqliteConfigurationException.class)
			.isThrownBy(() -> CompiledSelection.require(new MockEnvironment(), Kind.CLUSTER))
			.withMessageContaining("for a dqlite cluster that it connects to, but now no database is configured");
	}

	@Test
	void otherAddressesMakeNoDifference() {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.datasource.dqlite.node.address",
				"10.0.0.1:9001");
		assertThatNoException()
			.isThrownBy(() -> CompiledSelection.require(environment, Kind.CONFIGURED_NODE, Kind.DEFAULT_NODE));
	}

	@Test
	void nothingIsOpenedWhileTheApplicationIsCompiled() {
		System.setProperty(AbstractAotProcessor.AOT_PROCESSING, "true");
		try {
			assertThatExceptionOfType(DqliteConfigurationException.class)
				.isThrownBy(() -> CompiledSelection.require(new MockEnvironment(), Kind.DEFAULT_NODE))
				.withMessageContaining("while the application is being compiled ahead of time");
		}
		finally {
			System.clearProperty(AbstractAotProcessor.AOT_PROCESSING);
		}
	}

}
