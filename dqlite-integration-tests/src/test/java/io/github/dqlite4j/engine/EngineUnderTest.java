package io.github.dqlite4j.engine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.github.dqlite4j.client.EngineGeneration;
import io.github.dqlite4j.node.LoadedEngine;
import org.jspecify.annotations.Nullable;

/**
 * The engine that this run of the tests is about. A run on the engine of the next release
 * is told so by system properties, which {@code next-engine.sh} in dqlite-native sets.
 */
public final class EngineUnderTest {

	private static final String MISSING_PROPERTY = "dqlite.engine.missing";

	private static final String VERSION_PROPERTY = "dqlite.engine.version";

	private static final String JAVA_PROPERTY = "dqlite.engine.java";

	private EngineUnderTest() {
	}

	/**
	 * Returns why this run has no engine to be about.
	 * @return the reason, or {@code null} if it has one
	 */
	static @Nullable String missing() {
		return System.getProperty(MISSING_PROPERTY);
	}

	/**
	 * Returns the version of the engine: of its package if that is known, else what it
	 * says itself.
	 * @return the version
	 */
	public static String version() {
		String packaged = System.getProperty(VERSION_PROPERTY);
		return (packaged != null) ? packaged : LoadedEngine.version();
	}

	/**
	 * Returns the generation that an engine of this version must prove to be.
	 * @return the generation
	 */
	public static EngineGeneration generation() {
		return generationOf(version());
	}

	/**
	 * Returns the program that starts a JVM whose nodes run on this engine. Nodes in
	 * processes of their own must be started by it.
	 * @return the path of the program
	 */
	public static Path java() {
		String launcher = System.getProperty(JAVA_PROPERTY);
		return (launcher != null) ? Path.of(launcher) : Path.of(System.getProperty("java.home"), "bin", "java");
	}

	static EngineGeneration generationOf(String version) {
		List<Integer> numbers = Arrays.stream(version.split("[^0-9]+")).map(Integer::valueOf).toList();
		int number = numbers.get(0) * 10000 + numbers.get(1) * 100 + numbers.get(2);
		if (number < 11500) {
			return EngineGeneration.OLD;
		}
		return (number < 11802) ? EngineGeneration.MID : EngineGeneration.NEW;
	}

}
