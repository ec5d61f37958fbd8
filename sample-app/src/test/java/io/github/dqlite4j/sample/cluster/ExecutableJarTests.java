package io.github.dqlite4j.sample.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The executable jar with its node in a process of its own. Runs after the jar is made.
 */
class ExecutableJarTests {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	@TempDir
	private Path directory;

	@Test
	void outlivesItsNodeButIsNotOutlivedByIt() throws Exception {
		Path temporary = Files.createDirectory(this.directory.resolve("tmp"));
		Path log = this.directory.resolve("log");
		Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx160m", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary, "-jar", jar().toString(),
				"--server.port=0", "--spring.datasource.dqlite.node.isolation=process",
				"--spring.datasource.dqlite.node.data-dir=" + this.directory.resolve("data"))
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			int port = port(application, log);
			assertThat(request(port, "POST", "/api/teams", "{\"name\":\"kept\"}").status())
				.isEqualTo(HttpAnswer.CREATED);
			ProcessHandle first = node(application);
			assertThat(new ProcessBuilder("sh", "-c", "kill -ABRT " + first.pid()).start().waitFor()).isZero();
			await("the node is started again").atMost(SampleInstance.DEADLINE)
				.until(() -> request(port, "GET", "/actuator/health", "").body().contains("started again 1 times"));
			assertThat(request(port, "GET", "/api/teams", "").body()).contains("kept");
			assertThat(Files.readString(log)).contains("ended by signal 6", "[dqlite node " + first.pid() + "]");
			ProcessHandle second = node(application);
			application.destroyForcibly().waitFor();
			await("the node ends too").atMost(SampleInstance.DEADLINE).until(() -> !second.isAlive());
			assertThat(copies(temporary)).isEmpty();
		}
		finally {
			application.descendants().forEach(ProcessHandle::destroyForcibly);
			application.destroyForcibly();
		}
	}

	private static Path jar() throws IOException {
		List<Path> jars;
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			jars = files.filter((file) -> file.getFileName().toString().matches("sample-app-.*\\.jar")).toList();
		}
		assertThat(jars).as("executable jars").hasSize(1);
		return jars.get(0);
	}

	private static List<Path> copies(Path temporary) throws IOException {
		try (Stream<Path> files = Files.list(temporary)) {
			return files.filter((file) -> file.getFileName().toString().startsWith("dqlite-")).toList();
		}
	}

	private static int port(Process application, Path log) {
		return await("the application has started").atMost(SampleInstance.DEADLINE).until(() -> {
			String text = Files.readString(log);
			assertThat(application.isAlive()).as(text).isTrue();
			Matcher started = STARTED.matcher(text);
			return started.find() ? Integer.parseInt(started.group(1)) : 0;
		}, (port) -> port > 0);
	}

	private static ProcessHandle node(Process application) {
		return application.children().findFirst().orElseThrow();
	}

	private static HttpAnswer request(int port, String method, String path, String body) throws IOException {
		return HttpAnswer.to(port, method, path, body, SampleInstance.DEADLINE);
	}

}
