package io.github.dqlite4j.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;

import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.node.DqliteNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What keeps a run from using another engine than it says.
 */
class EngineUnderTestTests {

	@Test
	void sessionsWithANodeOfThisProcessMeetTheEngineUnderTest(@TempDir Path directory) throws Exception {
		try (DqliteNode node = DqliteNode.builder(directory).start();
				Connection connection = DriverManager.getConnection("jdbc:dqlite://" + node.address() + "/app")) {
			assertThat(connection.isValid(10)).isTrue();
			assertThat(SeenGenerations.seen()).containsOnly(EngineUnderTest.generation());
		}
	}

	@ParameterizedTest
	@CsvSource({ "1.11.1, OLD", "1.14.0, OLD", "1.15.0, MID", "1.18.1-1, MID", "1.18.2~rc1, NEW", "2.0.0, NEW" })
	void knowsTheGenerationOfAVersion(String version, EngineGeneration generation) {
		assertThat(EngineUnderTest.generationOf(version)).isEqualTo(generation);
	}

}
