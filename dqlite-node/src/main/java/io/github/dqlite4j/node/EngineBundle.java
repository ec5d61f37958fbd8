package io.github.dqlite4j.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import com.sun.jna.NativeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * The engine that {@code dqlite-native} carries as class path resources: libdqlite and
 * the libraries it needs.
 */
final class EngineBundle {

	private static final String RESOURCES = "io/github/dqlite4j/native/";

	private final ClassLoader classLoader;

	private final String folder;

	private final List<String> libraries;

	private final String version;

	private final String requiredGlibc;

	private EngineBundle(ClassLoader classLoader, String folder, Properties description) {
		this.classLoader = classLoader;
		this.folder = folder;
		this.libraries = List.of(description.getProperty("libraries", "").split(" "));
		this.version = description.getProperty("version", "").split("-", 2)[0];
		this.requiredGlibc = description.getProperty("glibc", "");
	}

	/**
	 * Looks for the bundle of a platform.
	 * @param classLoader where to look
	 * @param platform the platform
	 * @return the bundle, or {@code null} if the class path holds none for the platform
	 * @throws IOException if its description cannot be read
	 */
	static @Nullable EngineBundle find(ClassLoader classLoader, EnginePlatform platform) throws IOException {
		String folder = RESOURCES + platform.resourceFolder() + "/";
		try (InputStream resource = classLoader.getResourceAsStream(folder + "engine.properties")) {
			if (resource == null) {
				return null;
			}
			Reader reader = new InputStreamReader(resource, StandardCharsets.UTF_8);
			Properties description = new Properties();
			description.load(reader);
			return new EngineBundle(classLoader, folder, description);
		}
	}

	/**
	 * Extracts the libraries into a new directory that only this user can enter, loads
	 * them, and removes the files again: a loaded library needs its file no longer, and
	 * what is gone cannot be left behind by a crash.
	 * @return the engine
	 * @throws IOException if the files cannot be written
	 * @throws UnsatisfiedLinkError if a library cannot be loaded here
	 */
	Engine load() throws IOException {
		Path directory = Files.createTempDirectory("dqlite-engine-");
		try {
			for (String library : this.libraries) {
				extract(library, directory.resolve(library));
			}
			// The loader finds what a library needs among those that are already there,
			// so their order matters.
			for (String library : this.libraries.subList(0, this.libraries.size() - 1)) {
				NativeLibrary.getInstance(directory.resolve(library).toString(), Engine.LOAD_OPTIONS);
			}
			String engine = this.libraries.get(this.libraries.size() - 1);
			return Engine.load(directory.resolve(engine).toString(), this.version, "bundled");
		}
		finally {
			for (String library : this.libraries) {
				Files.deleteIfExists(directory.resolve(library));
			}
			Files.delete(directory);
		}
	}

	private void extract(String library, Path target) throws IOException {
		try (InputStream resource = this.classLoader.getResourceAsStream(this.folder + library)) {
			if (resource == null) {
				throw new IOException("The class path resource " + this.folder + library + " is missing");
			}
			Files.copy(resource, target);
		}
	}

	String requiredGlibc() {
		return this.requiredGlibc;
	}

	@Override
	public String toString() {
		return "the bundled libdqlite " + this.version;
	}

}
