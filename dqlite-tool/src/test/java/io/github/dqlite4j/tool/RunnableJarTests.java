package io.github.dqlite4j.tool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.testing.Awaiting;
import io.github.dqlite4j.tool.cli.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar as it is shipped, in processes of its own.
 */
class RunnableJarTests {

	@TempDir
	private Path directory;

	private static ProcessBuilder tool(String... args) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-jar", System.getProperty("dqlite.tool.jar")));
		command.addAll(List.of(args));
		return new ProcessBuilder(command);
	}

	private Result run(String address, String input, String... args) throws Exception {
		Path out = Files.createTempFile(this.directory, "out", ".txt");
		Path err = Files.createTempFile(this.directory, "err", ".txt");
		ProcessBuilder builder = tool(args).redirectOutput(out.toFile()).redirectError(err.toFile());
		builder.environment().put("DQLITE_NODES", address);
		builder.environment().put("DQLITE_DATABASE", "app");
		Process process = builder.start();
		try (OutputStream stdin = process.getOutputStream()) {
			stdin.write(input.getBytes(StandardCharsets.UTF_8));
		}
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
	}

	@Test
	void theJarIsServerAndShellAndSaysWhatItIs() throws Exception {
		Path log = this.directory.resolve("server.log");
		Process server = tool("server", "--data-dir", this.directory.resolve("node").toString())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			Awaiting.until("the server is ready", () -> ready(log) != null);
			String address = ready(log);
			assertThat(run(address, "", "leader")).isEqualTo(new Result(0, address + "\n", ""));
			assertThat(run(address, "create table t (x);\ninsert into t values ('Malmö');\nselect x from t;\n", "sql",
					"--mode", "csv"))
				.isEqualTo(new Result(0, "x\nMalmö\n", ""));
			Path backup = this.directory.resolve("app.db");
			assertThat(run(address, "", "backup", backup.toString()).status()).isZero();
			assertThat(run(address, "", "restore", "-d", "other", backup.toString()).status()).isZero();
			Result wrong = run(address, "select 1;\nselect nothing;\n", "sql");
			assertThat(wrong.status()).isEqualTo(ExitStatus.FAILED);
			assertThat(wrong.err()).contains("standard input, line 2");
			server.toHandle().destroy();
			assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
			assertThat(Files.readString(log)).contains("Stopped dqlite node");
			assertThat(run(address, "", "leader", "--timeout", "1s").status()).isEqualTo(ExitStatus.UNREACHABLE);
		}
		finally {
			server.destroyForcibly();
		}
		assertThat(run("", "", "--version").out()).contains("0.1.0");
		assertThat(run("", "", "--help").out()).contains("recover").contains("Exit codes");
	}

	private static String ready(Path log) throws IOException {
		return Files.readAllLines(log)
			.stream()
			.filter((line) -> line.startsWith("ready "))
			.findFirst()
			.map((line) -> line.substring("ready ".length()))
			.orElse(null);
	}

	/**
	 * What came of a run.
	 *
	 * @param status the exit code
	 * @param out the standard output
	 * @param err the standard error
	 */
	private record Result(int status, String out, String err) {

	}

}
