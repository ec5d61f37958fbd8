package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import com.sun.jna.NativeLibrary;
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
			EngineLoader.class.getClassLoader(), System::getProperty);

	/**
	 * The names distributions give the library. Without a number it is there only where
	 * the development package is.
	 */
	private static final List<String> SYSTEM_NAMES = List.of("libdqlite.so.0", "libdqlite.so.1", "libdqlite.so");

	private final EnginePlatform platform;

	private final ClassLoader classLoader;

	private final UnaryOperator<@Nullable String> properties;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Engine> engines = new HashMap<>();

	EngineLoader(EnginePlatform platform, ClassLoader classLoader, UnaryOperator<@Nullable String> properties) {
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
		String configured = this.properties.apply(PATH_PROPERTY);
		Path file = (explicit == null && configured != null) ? Path.of(configured) : explicit;
		String source = this.properties.apply(SOURCE_PROPERTY);
		this.lock.lock();
		try {
			String key = (file != null) ? file.toAbsolutePath().toString() : String.valueOf(source);
			Engine engine = this.engines.get(key);
			if (engine == null) {
				engine = (file != null) ? loadFile(file.toAbsolutePath()) : lookUp(source);
				this.engines.put(key, engine);
				logger.info("Loaded {}", engine);
			}
			return engine;
		}
		catch (NoClassDefFoundError ex) {
			// JNA's own library could not be loaded
			throw new NodeStartException(Reason.UNSUPPORTED_PLATFORM,
					"Native libraries cannot be called on " + this.platform.operatingSystem() + " ("
							+ this.platform.architecture() + "): " + ex.getMessage() + ".",
					"Check that the temporary directory (system property java.io.tmpdir) is writable and not mounted"
							+ " noexec.",
					ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private Engine loadFile(Path file) throws NodeStartException {
		String remedy = "Name the file of libdqlite itself, such as /usr/lib/x86_64-linux-gnu/libdqlite.so.0, or leave"
				+ " the setting away to use the system's or the bundled engine.";
		if (!Files.isRegularFile(file)) {
			throw new NodeStartException(Reason.ENGINE_NOT_AVAILABLE, "There is no engine library " + file + ".",
					remedy);
		}
		try {
			return Engine.load(file.toString(), null, file.toString());
		}
		catch (UnsatisfiedLinkError ex) {
			throw new NodeStartException(Reason.ENGINE_NOT_AVAILABLE,
					"The engine library " + file + " cannot be loaded: " + ex.getMessage() + ".", remedy, ex);
		}
	}

	private Engine lookUp(@Nullable String source) throws NodeStartException {
		List<String> tried = new ArrayList<>();
		Engine engine = "bundled".equals(source) ? null : loadSystem(tried);
		if (engine == null && !"system".equals(source)) {
			engine = loadBundled(tried);
		}
		if (engine == null) {
			throw new NodeStartException(Reason.ENGINE_NOT_AVAILABLE,
					"The dqlite engine was not found: " + String.join("; ", tried) + ".",
					"Add the dependency io.github.dqlite4j:dqlite-native, or install the engine (Debian, Ubuntu:"
							+ " apt-get install libdqlite0), or name its file by the system property " + PATH_PROPERTY
							+ ".");
		}
		return engine;
	}

	private @Nullable Engine loadSystem(List<String> tried) {
		for (String name : SYSTEM_NAMES) {
			try {
				return Engine.load(name, null, "system");
			}
			catch (UnsatisfiedLinkError ex) {
				logger.debug("The system has no usable {}", name, ex);
			}
		}
		tried.add("the system has none of " + String.join(", ", SYSTEM_NAMES));
		return null;
	}

	private @Nullable Engine loadBundled(List<String> tried) {
		try {
			EngineBundle bundle = EngineBundle.find(this.classLoader, this.platform);
			if (bundle == null) {
				tried.add("the class path holds none for " + this.platform.resourceFolder());
				return null;
			}
			try {
				return bundle.load();
			}
			catch (UnsatisfiedLinkError ex) {
				logger.debug("{} cannot be loaded", bundle, ex);
				tried.add(bundle + " needs glibc " + bundle.requiredGlibc() + " or newer, this system has " + glibc()
						+ ", and loading failed with: " + ex.getMessage());
			}
		}
		catch (IOException ex) {
			logger.debug("The bundled engine cannot be extracted", ex);
			tried.add("the bundled one cannot be extracted to the temporary directory "
					+ System.getProperty("java.io.tmpdir") + " (" + ex + ")");
		}
		return null;
	}

	private static String glibc() {
		try {
			return "glibc " + NativeLibrary.getProcess().getFunction("gnu_get_libc_version").invoke(String.class, null);
		}
		catch (UnsatisfiedLinkError ex) {
			// the answer is that there is none
			return "another C library";
		}
	}

}
