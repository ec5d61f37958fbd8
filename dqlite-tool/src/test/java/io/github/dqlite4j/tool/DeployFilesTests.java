package io.github.dqlite4j.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParseResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files in {@code deploy} call the tool as it is. What only Docker or Kubernetes
 * could say of them is not tested.
 */
class DeployFilesTests {

	private static final Path DEPLOY = Path.of("..", "deploy");

	private static String read(String file) throws IOException {
		return Files.readString(DEPLOY.resolve(file));
	}

	private static ParseResult parse(String arguments) {
		String line = arguments.replace("\"", "").replaceAll("\\$\\{?[A-Z_]+\\}?", "x");
		return DqliteTool.commandLine().parseArgs(line.strip().split("\\s+"));
	}

	@Test
	void theSystemdUnitStartsAServer() throws IOException {
		Matcher start = Pattern.compile("(?m)^ExecStart=(\\S+) (.*) \\$DQLITE_SERVER_OPTIONS$")
			.matcher(read("dqlite.service"));
		assertThat(start.find()).isTrue();
		assertThat(start.group(1)).isEqualTo("/usr/local/bin/dqlite");
		assertThat(parse(start.group(2)).subcommand().commandSpec().name()).isEqualTo("server");
		Matcher options = Pattern.compile("(?m)^#\\s+DQLITE_SERVER_OPTIONS=(.*)$").matcher(read("dqlite.service"));
		assertThat(options.find()).isTrue();
		assertThat(parse("server --data-dir x " + options.group(1)).subcommand().hasMatchedOption("--join")).isTrue();
		assertThat(read("dqlite.service").lines().filter((line) -> !line.isBlank() && !line.startsWith("#")))
			.allMatch((line) -> line.matches("\\[(Unit|Service|Install)]|[A-Z][A-Za-z]+=.+"));
	}

	@Test
	void theImageHasWhatItCopies() throws IOException {
		List<String> sources = read("Dockerfile").lines()
			.filter((line) -> line.startsWith("COPY"))
			.map((line) -> line.replaceAll("--\\S+\\s+", "").split("\\s+")[1])
			.toList();
		assertThat(sources).contains("deploy/dqlite").allSatisfy((source) -> {
			String existing = source.startsWith("dqlite-tool/target") ? "dqlite-tool/pom.xml" : source;
			assertThat(Path.of("..", existing)).exists();
		});
		assertThat(DEPLOY.resolve("dqlite")).isExecutable();
		assertThat(read("Dockerfile")).contains("ENTRYPOINT [\"/usr/local/bin/dqlite\"]");
	}

	@Test
	void theScriptIsOneOfAnyShell() throws Exception {
		Process shell = new ProcessBuilder("sh", "-n", DEPLOY.resolve("dqlite").toString()).redirectErrorStream(true)
			.start();
		assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(shell.exitValue()).isZero();
	}

	@Test
	void kubernetesCallsCommandsThatThereAre() throws IOException {
		String yaml = read("kubernetes.yaml");
		Matcher server = Pattern.compile("exec dqlite (server .*) \\$join").matcher(yaml);
		assertThat(server.find()).isTrue();
		assertThat(parse(server.group(1)).subcommand().commandSpec().name()).isEqualTo("server");
		Matcher probe = Pattern.compile("command: \\[\"dqlite\", (.*)]").matcher(yaml);
		assertThat(probe.find()).isTrue();
		String[] words = Arrays.stream(probe.group(1).split(",\\s*")).toArray(String[]::new);
		assertThat(parse(String.join(" ", words)).subcommand().commandSpec().name()).isEqualTo("leader");
		Matcher stop = Pattern.compile("\"dqlite (transfer .*?) \\|\\| true\"").matcher(yaml);
		assertThat(stop.find()).isTrue();
		assertThat(parse(stop.group(1).replace("\\", "")).subcommand().hasMatchedOption("--from")).isTrue();
		assertThat(yaml).doesNotContain("\t");
	}

}
