package io.github.dqlite4j.node;

import java.nio.file.Path;

/**
 * The engine that this run of the tests is about: the one that is found without further
 * settings, or that of the distribution's next release, whose launcher sets these
 * properties (next-engine.sh in dqlite-native).
 */
public final class EngineUnderTest {

	private EngineUnderTest() {
	}

	/**
	 * Returns the program that starts a JVM whose nodes run on this engine.
	 */
	public static Path java() {
		String launcher = System.getProperty("dqlite.engine.java");
		return (launcher != null) ? Path.of(launcher) : Path.of(System.getProperty("java.home"), "bin", "java");
	}

	/**
	 * Returns the file of the engine, or null if it is looked up.
	 */
	static String file() {
		return System.getProperty(EngineLoader.PATH_PROPERTY);
	}

	/**
	 * Returns the version of the engine's package, or null if it is looked up.
	 */
	static String packageVersion() {
		return System.getProperty("dqlite.engine.version");
	}

	/**
	 * Returns why the engine of the next release could not be fetched, or null.
	 */
	static String missing() {
		return System.getProperty("dqlite.engine.missing");
	}

}
