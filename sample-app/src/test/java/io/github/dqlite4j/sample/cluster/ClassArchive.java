package io.github.dqlite4j.sample.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The classes that an instance has loaded, in the form in which another JVM takes them
 * over at once (class data sharing). One build starts some twenty instances, and half of
 * the time that each takes goes into loading and verifying the same classes. An instance
 * that can't use the archive starts without it.
 */
final class ClassArchive {

	private static final Logger logger = LoggerFactory.getLogger(ClassArchive.class);

	private static final ClassArchive shared = new ClassArchive();

	private final List<String> options = new ArrayList<>();

	private ClassArchive() {
	}

	/**
	 * Return the options of a JVM that say where it finds its classes. An instance is
	 * started and ended for it the first time.
	 */
	static List<String> options() throws Exception {
		if (shared.options.isEmpty()) {
			Path directory = Path.of("target", "class-archive").toAbsolutePath();
			FileSystemUtils.deleteRecursively(directory);
			shared.make(Files.createDirectories(directory));
		}
		return List.copyOf(shared.options);
	}

	private void make(Path directory) throws Exception {
		List<String> classPath = List.of("-cp", classPath(directory));
		Path file = directory.resolve("instance.jsa");
		List<String> recording = new ArrayList<>(List.of("-XX:ArchiveClassesAtExit=" + file));
		recording.addAll(classPath);
		try (SampleInstance instance = new SampleInstance(directory.resolve("log"), recording, List.of(),
				NodeAddresses.free(),
				List.of("--spring.datasource.dqlite.node.data-dir=" + directory.resolve("data")))) {
			instance.start();
			instance.terminate();
			if (Files.exists(file)) {
				this.options.add("-XX:SharedArchiveFile=" + file);
			}
			else {
				logger.warn("There is no archive of classes. {}", instance.log());
			}
		}
		this.options.addAll(classPath);
	}

	/**
	 * Return the class path of the tests with each directory packed into a jar: the
	 * classes of directories can't be shared.
	 */
	private static String classPath(Path directory) {
		List<String> elements = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
		ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
		return elements.stream().map((element) -> {
			if (!Files.isDirectory(Path.of(element))) {
				return element;
			}
			String packed = directory.resolve(elements.indexOf(element) + ".jar").toString();
			assertThat(jar.run(System.out, System.err, "--create", "--file", packed, "-C", element, ".")).isZero();
			return packed;
		}).collect(Collectors.joining(File.pathSeparator));
	}

}
