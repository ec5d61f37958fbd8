package io.github.dqlite4j.spring.boot.autoconfigure.together;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link VisitorApplication} in a process of its own.
 */
final class ApplicationProcess implements AutoCloseable {

	private static final long MINUTES_TO_END = 4;

	private final Path log;

	private final Process process;

	/**
	 * Start the application.
	 * @param log where its output goes
	 * @param arguments the arguments of its command line
	 */
	ApplicationProcess(Path log, List<String> arguments) throws IOException {
		this.log = log;
		List<String> command = new java.util.ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx160m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						VisitorApplication.class.getName()));
		command.addAll(arguments);
		this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	/**
	 * Wait for the process to come up and end.
	 * @return how many migrations it has applied
	 */
	int migrationsExecuted() throws IOException, InterruptedException {
		assertThat(this.process.waitFor(MINUTES_TO_END, TimeUnit.MINUTES)).as("has ended").isTrue();
		String output = Files.readString(this.log);
		assertThat(this.process.exitValue()).as(output).isZero();
		return output.lines()
			.filter((line) -> line.startsWith(VisitorApplication.EXECUTED))
			.mapToInt((line) -> Integer.parseInt(line.substring(VisitorApplication.EXECUTED.length())))
			.sum();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
