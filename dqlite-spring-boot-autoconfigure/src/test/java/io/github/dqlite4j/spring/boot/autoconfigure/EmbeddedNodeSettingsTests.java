package io.github.dqlite4j.spring.boot.autoconfigure;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedNodeSettings}.
 */
class EmbeddedNodeSettingsTests {

	/**
	 * Such as that of an environment variable that is not set.
	 */
	@Test
	void anEmptyDataDirectoryIsTheDefaultAndNotTheWorkingDirectory() {
		assertThat(dataDirectory("")).isEqualTo(EmbeddedNodeSettings.realPath(Path.of("data")))
			.isEqualTo(dataDirectory("  "));
	}

	@Test
	void aRelativeDataDirectoryIsBelowTheWorkingDirectory() {
		assertThat(dataDirectory("some/where")).isAbsolute()
			.isEqualTo(EmbeddedNodeSettings.realPath(Path.of("")).resolve("some/where"));
	}

	private static Path dataDirectory(String value) {
		DqliteNodeProperties properties = new DqliteNodeProperties();
		properties.setDataDir(value);
		return EmbeddedNodeSettings.of(properties, null).node().dataDirectory();
	}

}
