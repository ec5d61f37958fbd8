package io.github.dqlite4j.node;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.node.NodeStartException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

class EngineLoaderTests {

	private static final EnginePlatform PLATFORM = EnginePlatform.current();

	@TempDir
	private Path directory;

	private final Properties properties = new Properties();

	@Test
	void refusesAnotherOperatingSystem() {
		EngineLoader loader = loader(new EnginePlatform("Mac OS X", "aarch64"), emptyClassPath());
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> loader.load(null)).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(Reason.UNSUPPORTED_PLATFORM);
			assertThat(ex).hasMessageContaining("Mac OS X (aarch64)").hasMessageContaining("Linux container");
		});
	}

	@Test
	void namesThePackageWhenNoEngineIsFound() {
		this.properties.setProperty(EngineLoader.SOURCE_PROPERTY, "bundled");
		EngineLoader loader = loader(new EnginePlatform("Linux", "riscv64"), emptyClassPath());
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> loader.load(null)).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(Reason.ENGINE_NOT_AVAILABLE);
			assertThat(ex.problem()).contains("the class path has no engine for linux-riscv64");
			assertThat(ex.remedy()).contains("apt-get install libdqlite0", "dqlite-native", "dqlite.library.path");
		});
	}

	@Test
	void refusesAnUnknownSource() {
		this.properties.setProperty(EngineLoader.SOURCE_PROPERTY, "bundle");
		EngineLoader loader = loader(PLATFORM, getClass().getClassLoader());
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> loader.load(null))
			.withMessage("The system property dqlite.library.source is 'bundle'."
					+ " Set it to system or bundled, or leave it away to try both.");
	}

	@Test
	void tellsWhatABundledEngineNeedsWhenItCannotBeLoaded() throws Exception {
		Path folder = this.directory.resolve("io/github/dqlite4j/native/" + PLATFORM.resourceFolder());
		Files.createDirectories(folder);
		Files.writeString(folder.resolve("engine.properties"), "libraries=libdqlite.so.0\nversion=9.8.7-1\nglibc=99.1");
		Files.writeString(folder.resolve("libdqlite.so.0"), "not a library");
		this.properties.setProperty(EngineLoader.SOURCE_PROPERTY, "bundled");
		EngineLoader loader = loader(PLATFORM, classPath(this.directory));
		List<Path> before = extracted();
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> loader.load(null)).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(Reason.ENGINE_NOT_AVAILABLE);
			assertThat(ex.problem()).contains("libdqlite 9.8.7 needs glibc 99.1", "here are glibc 2.",
					"libdqlite.so.0: file too short");
			assertThat(ex.getSuppressed()).isNotEmpty();
		});
		Awaiting.until("nothing is left, but what other processes extract", () -> before.containsAll(extracted()));
	}

	@Test
	void namesAnExplicitFileThatDoesNotExist() {
		Path file = this.directory.resolve("libdqlite.so.0");
		EngineLoader loader = loader(PLATFORM, emptyClassPath());
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> loader.load(file)).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(Reason.ENGINE_NOT_AVAILABLE);
			assertThat(ex.problem()).isEqualTo("There is no engine library " + file + ".");
		});
	}

	@Test
	void namesAFileOfTheSystemPropertyThatIsNoLibrary() throws Exception {
		Path file = Files.writeString(this.directory.resolve("libdqlite.so.0"), "not a library");
		this.properties.setProperty(EngineLoader.PATH_PROPERTY, file.toString());
		EngineLoader loader = loader(PLATFORM, emptyClassPath());
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> loader.load(null)).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(Reason.ENGINE_NOT_AVAILABLE);
			assertThat(ex.problem()).startsWith("The engine library " + file + " cannot be used");
		});
	}

	@Test
	@RealEngine
	void loadsTheBundledEngineOnceAndLeavesNoFiles() throws Exception {
		this.properties.setProperty(EngineLoader.SOURCE_PROPERTY, "bundled");
		EngineLoader loader = loader(PLATFORM, getClass().getClassLoader());
		List<Path> before = extracted();
		Engine engine = loader.load(null);
		assertThat(engine.version()).matches("\\d+\\.\\d+\\.\\d+");
		assertThat(engine).hasToString("libdqlite " + engine.version() + " (bundled)");
		assertThat(engine.library().dqlite_version_number()).isGreaterThanOrEqualTo(11000);
		assertThat(loader.load(null)).isSameAs(engine);
		Awaiting.until("nothing is left, but what other processes extract", () -> before.containsAll(extracted()));
	}

	/**
	 * What keeps a run on the engine of the next release from using the bundled one.
	 */
	@Test
	@RealEngine
	void loadsTheEngineUnderTest() throws Exception {
		String file = EngineUnderTest.file();
		assumeThat(file).isNotNull();
		Engine engine = EngineLoader.shared().load(null);
		assertThat(engine).hasToString("libdqlite " + engine.version() + " (" + file + ")");
		// the engine's own number is behind that of its package in the last place
		assertThat(EngineUnderTest.packageVersion()).startsWith(engine.version().replaceAll("\\d+$", ""));
	}

	private EngineLoader loader(EnginePlatform platform, ClassLoader classLoader) {
		return new EngineLoader(platform, classLoader, this.properties);
	}

	private static ClassLoader emptyClassPath() {
		return new URLClassLoader(new URL[0], null);
	}

	private static ClassLoader classPath(Path root) throws IOException {
		return new URLClassLoader(new URL[] { root.toUri().toURL() }, null);
	}

	private static List<Path> extracted() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter((file) -> file.getFileName().toString().startsWith("dqlite-engine-")).sorted().toList();
		}
	}

}
