package io.github.dqlite4j.spring.boot.autoconfigure.devtools;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileCopyUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the developer tools of Boot: a class changes, and the application is started
 * again in the same process by another class loader. The node, the driver and the engine
 * are in jars, hence in the class loader that stays, and H2 is on the class path as well.
 */
class RestartTests {

	private static final Duration DEADLINE = Duration.ofMinutes(4);

	private static final Pattern STARTED = Pattern.compile(RestartedApplication.STARTED
			+ "\\[(?<starts>.*)] on (?<node>\\S+) by (?<loader>\\w+), threads (?<threads>.*)");

	private static final int STARTS = 3;

	@TempDir
	Path directory;

	@Test
	void theNodeStopsAndStartsAgainWithTheApplication() throws Exception {
		Path log = this.directory.resolve("log");
		Process process = new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			for (int start = 1; start < STARTS; start++) {
				awaitStart(start, log, process);
				touchApplication(start);
			}
			awaitStart(STARTS, log, process);
		}
		finally {
			process.toHandle().destroy();
			await("the process ends").atMost(DEADLINE).until(() -> !process.isAlive());
		}
		String output = Files.readString(log);
		List<Matcher> starts = starts(output);
		assertThat(starts).extracting((start) -> start.group("starts")).containsExactly("1", "1, 2", "1, 2, 3");
		assertThat(starts).extracting((start) -> start.group("loader")).containsOnly("RestartClassLoader");
		assertThat(starts).extracting((start) -> start.group("node")).containsOnly(starts.get(0).group("node"));
		assertThat(starts).extracting((start) -> start.group("threads"))
			.containsOnly("[HikariPool-N:housekeeper, dqlite-cluster-monitor, dqlite-node-N]");
		assertThat(output.split("Stopped dqlite node", -1)).hasSize(STARTS + 1);
		assertThat(output).doesNotContain(" WARN ", " ERROR ", "Unexpected", "Exception");
	}

	private static void awaitStart(int number, Path log, Process process) {
		await("start " + number).atMost(DEADLINE).pollInterval(Duration.ofMillis(50)).until(() -> {
			String output = Files.readString(log);
			assertThat(process.isAlive()).as(output).isTrue();
			return starts(output).size() == number;
		});
	}

	private static List<Matcher> starts(String output) {
		List<Matcher> found = new ArrayList<>();
		for (String line : output.split("\n")) {
			Matcher matcher = STARTED.matcher(line);
			if (matcher.matches()) {
				found.add(matcher);
			}
		}
		return found;
	}

	private List<String> command() throws IOException {
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx160m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(), RestartedApplication.class.getName(),
				"--spring.main.web-application-type=none", "--spring.main.keep-alive=true",
				"--spring.datasource.dqlite.node.data-dir=" + this.directory.resolve("data"),
				"--spring.flyway.enabled=false", "--spring.devtools.restart.poll-interval=100ms",
				"--spring.devtools.restart.quiet-period=50ms");
	}

	/**
	 * The application in a directory, everything else in jars. The developer tools are no
	 * dependency of the tests, since they would restart any application of theirs.
	 */
	private String classPath() throws IOException {
		Path application = classFile();
		Files.createDirectories(application.getParent());
		try (var original = RestartedApplication.class
			.getResourceAsStream(RestartedApplication.class.getSimpleName() + ".class")) {
			FileCopyUtils.copy(original, Files.newOutputStream(application));
		}
		List<String> elements = new ArrayList<>(List.of(this.directory.resolve("classes") + File.separator));
		ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!Files.isDirectory(Path.of(element))) {
				elements.add(element);
			}
			else if (!element.endsWith("test-classes")) {
				Path packed = this.directory.resolve(elements.size() + ".jar");
				assertThat(jar.run(System.out, System.err, "--create", "--no-compress", "--file", packed.toString(),
						"-C", element, "."))
					.isZero();
				elements.add(packed.toString());
			}
		}
		elements.add(Path.of("target", "devtools", "spring-boot-devtools.jar").toAbsolutePath().toString());
		return String.join(File.pathSeparator, elements);
	}

	private Path classFile() {
		return this.directory.resolve("classes")
			.resolve(RestartedApplication.class.getName().replace('.', File.separatorChar) + ".class");
	}

	private void touchApplication(int start) throws IOException {
		Files.setLastModifiedTime(classFile(), FileTime.from(Instant.now().plusSeconds(start)));
	}

}
