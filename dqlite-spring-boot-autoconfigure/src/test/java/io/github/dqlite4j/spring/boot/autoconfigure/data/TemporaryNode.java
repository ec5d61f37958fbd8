package io.github.dqlite4j.spring.boot.autoconfigure.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Gives the embedded node of a context a directory of its own.
 */
public class TemporaryNode implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		try {
			Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "nodes")), "node");
			TestPropertyValues.of("spring.datasource.dqlite.node.data-dir=" + directory).applyTo(context);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
