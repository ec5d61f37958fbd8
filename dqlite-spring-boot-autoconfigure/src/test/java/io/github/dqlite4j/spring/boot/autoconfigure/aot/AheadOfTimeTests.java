package io.github.dqlite4j.spring.boot.autoconfigure.aot;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that is compiled ahead of time and run on a JVM.
 */
class AheadOfTimeTests {

	private static final long MINUTES_TO_END = 4;

	@TempDir
	Path directory;

	@Test
	void buildingOpensNothingAndTheApplicationRuns() throws Exception {
		Path data = this.directory.resolve("data");
		List<String> properties = List.of("--spring.datasource.dqlite.node.data-dir=" + data,
				"--spring.flyway.locations=classpath:db/guests", "--spring.main.web-application-type=none");
		Path classes = process(properties);
		assertThat(data).as("what a node at build time would have left").doesNotExist();
		assertThat(run(classes, properties)).contains("Starting AOT-processed")
			.contains(GuestApplication.FOUND + "1 [3, 2]")
			.contains("Stopped dqlite node");
		assertThat(data).isNotEmptyDirectory();
	}

	/**
	 * Do what the goal {@code process-aot} of Boot's plugin does.
	 * @return where the classes are
	 */
	private Path process(List<String> arguments) throws IOException {
		Path sources = this.directory.resolve("sources");
		Path classes = Files.createDirectories(this.directory.resolve("classes"));
		Settings settings = Settings.builder()
			.sourceOutput(sources)
			.resourceOutput(classes)
			.classOutput(classes)
			.groupId("io.github.dqlite4j")
			.artifactId("guests")
			.build();
		new SpringApplicationAotProcessor(GuestApplication.class, settings, arguments.toArray(String[]::new)).process();
		List<String> command = new ArrayList<>(
				List.of("-nowarn", "-proc:none", "-parameters", "-d", classes.toString(), "-cp", classPath(classes)));
		try (Stream<Path> files = Files.walk(sources)) {
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(command::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new))).isZero();
		return classes;
	}

	private String run(Path classes, List<String> arguments) throws Exception {
		Path log = this.directory.resolve("log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx160m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dspring.aot.enabled=true", "-cp",
						classPath(classes), GuestApplication.class.getName()));
		command.addAll(arguments);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			assertThat(process.waitFor(MINUTES_TO_END, TimeUnit.MINUTES)).as("has ended").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(process.exitValue()).as(() -> read(log)).isEqualTo(GuestApplication.EXIT_CODE);
		return read(log);
	}

	private static String read(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String classPath(Path classes) {
		return classes + File.pathSeparator + System.getProperty("java.class.path");
	}

}
