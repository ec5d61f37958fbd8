package io.github.dqlite4j.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.node.NodeStartException.Reason;

/**
 * Finds the engine: the given file, or else the system's library, or else the bundled
 * one. Each is loaded once.
 */
final class EngineLoader {

	/** Names the file of the engine to load. */
	static final String PATH_PROPERTY = "dqlite.library.path";

	/** Restricts the lookup to {@code system} or {@code bundled}. */
	static final String SOURCE_PROPERTY = "dqlite.library.source";

	private static final Logger logger = LoggerFactory.getLogger(EngineLoader.class);

	private static final EngineLoader SHARED = new EngineLoader(EnginePlatform.current(),
			EngineLoader.class.getClassLoader(), System.getProperties());

	private final EnginePlatform platform;

	private final ClassLoader classLoader;

	private final Properties properties;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Engine> engines = new HashMap<>();

	EngineLoader(EnginePlatform platform, ClassLoader classLoader, Properties properties) {
		this.platform = platform;
		this.classLoader = classLoader;
		this.properties = properties;
	}

	/**
	 * Returns the loader of this process.
	 * @return the loader
	 */
	static EngineLoader shared() {
		return SHARED;
	}

	/**
	 * Returns the engine, loading it when it is asked for the first time.
	 * @param explicit the file to load, or {@code null} to look it up
	 * @return the engine
	 * @throws NodeStartException if there is none that can be loaded
	 */
	Engine load(@Nullable Path explicit) throws NodeStartException {
		this.platform.requireSupported();
		String configured = this.properties.getProperty(PATH_PROPERTY);
		Path file = (explicit == null && configured != null) ? Path.of(configured) : explicit;
		String source = this.properties.getProperty(SOURCE_PROPERTY, "any");
		this.lock.lock();
		try {
			String key = (file != null) ? file.toAbsolutePath().toString() : source;
			Engine engine = this.engines.get(key);
			if (engine == null) {
				engine = (file != null) ? loadFile(file.toAbsolutePath()) : lookUp(source);
				this.engines.put(key, engine);
				logger.info("Loaded {}", engine);
				if (EngineVersion.losesDataInClusters(engine.version())) {
					logger.warn("This engine may lose data in clusters of several nodes when their leader changes. Use"
							+ " another one for them, such as the bundled one of a build on Debian 12 (system property"
							+ " {}=bundled).", SOURCE_PROPERTY);
				}
			}
			return engine;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static Engine loadFile(Path file) throws NodeStartException {
		String remedy = "Name the file of libdqlite itself, such as /usr/lib/x86_64-linux-gnu/libdqlite.so.0, or leave"
				+ " the setting away to use the system's or the bundled engine.";
		if (!Files.isRegularFile(file)) {
			throw new NodeStartException(Reason.ENGINE_NOT_AVAILABLE, "There is no engine library " + file + ".",
					remedy);
		}
		try {
			return Engine.load(file.toString(), null, file.toString());
		}
		catch (LinkageError ex) {
			throw new NodeStartException(Reason.ENGINE_NOT_AVAILABLE,
					"The engine library " + file + " cannot be used: " + ex.getMessage() + ".", remedy, ex);
		}
	}

	private Engine lookUp(String source) throws NodeStartException {
		if (!List.of("any", "system", "bundled").contains(source)) {
			throw new NodeStartException(Reason.ENGINE_NOT_AVAILABLE,
					"The system property " + SOURCE_PROPERTY + " is '" + source + "'.",
					"Set it to system or bundled, or leave it away to try both.");
		}
		EngineSearch search = new EngineSearch(this.platform, this.classLoader);
		Engine engine = source.equals("bundled") ? null : search.system();
		if (engine == null && !source.equals("system")) {
			engine = search.bundled();
		}
		if (engine == null) {
			throw search.failure();
		}
		return engine;
	}

}
