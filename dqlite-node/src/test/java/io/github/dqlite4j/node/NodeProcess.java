package io.github.dqlite4j.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node in a process of its own, as {@link DqliteNodeMain} runs it.
 */
final class NodeProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private NodeProcess(Process process) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
	}

	static NodeProcess start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(EngineUnderTest.java().toString(), "-cp",
				System.getProperty("java.class.path"), DqliteNodeMain.class.getName()));
		command.addAll(List.of(arguments));
		return new NodeProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	/**
	 * Waits for the ready line.
	 * @return the address of the node
	 */
	String awaitReady() throws IOException {
		String line = this.output.readLine();
		while (line != null && !line.startsWith("ready ")) {
			line = this.output.readLine();
		}
		assertThat(line).isNotNull();
		if (EngineUnderTest.file() != null) {
			assertThat(Files.readString(Path.of("/proc/" + pid() + "/maps")))
				.as("the files that the process has loaded")
				.contains(EngineUnderTest.file());
		}
		return line.substring("ready ".length());
	}

	/**
	 * Waits for the end.
	 * @return what the process has written that was not read yet
	 */
	String awaitEnd() throws IOException, InterruptedException {
		String rest = String.join("\n", this.output.lines().toList());
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return rest;
	}

	int exitStatus() {
		return this.process.exitValue();
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Sends SIGTERM.
	 */
	void terminate() {
		this.process.toHandle().destroy();
	}

	/**
	 * Sends SIGKILL.
	 */
	void kill() {
		this.process.toHandle().destroyForcibly();
	}

	@Override
	public void close() {
		kill();
	}

}
