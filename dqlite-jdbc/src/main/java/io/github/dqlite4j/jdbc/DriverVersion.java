package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version of this driver, as the build wrote it into the jar.
 */
final class DriverVersion {

	static final MetadataVersion CURRENT = MetadataVersion.parse(load());

	private DriverVersion() {
	}

	private static String load() {
		try (InputStream stream = DriverVersion.class.getResourceAsStream("driver.properties")) {
			if (stream == null) {
				throw new IllegalStateException("The jar of dqlite-jdbc is not complete: driver.properties is missing");
			}
			Properties properties = new Properties();
			properties.load(stream);
			return properties.getProperty("version", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
