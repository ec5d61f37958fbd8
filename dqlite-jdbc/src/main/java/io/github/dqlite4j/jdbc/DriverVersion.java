package io.github.dqlite4j.jdbc;

/**
 * The version of this driver.
 */
final class DriverVersion {

	static final int MAJOR = 0;

	static final int MINOR = 1;

	private DriverVersion() {
	}

}
