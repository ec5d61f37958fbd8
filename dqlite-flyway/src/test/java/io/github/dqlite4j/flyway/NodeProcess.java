package io.github.dqlite4j.flyway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node in a process of its own, which can be killed and started again on the same data.
 */
final class NodeProcess implements AutoCloseable {

	private static final String READY = "ready ";

	private final List<String> arguments;

	private Process process;

	private final String address;

	private NodeProcess(List<String> arguments) throws IOException {
		this.arguments = arguments;
		this.process = launch();
		this.address = awaitReady();
	}

	static NodeProcess start(Path directory, List<String> members) throws IOException {
		// a leader that waits for a processor is not to be taken for dead
		List<String> arguments = new ArrayList<>(List.of("--data-dir", directory.toString(), "--latency", "100"));
		if (!members.isEmpty()) {
			arguments.addAll(List.of("--join", String.join(",", members)));
		}
		return new NodeProcess(arguments);
	}

	private Process launch() throws IOException {
		List<String> command = new ArrayList<>(List.of(java(), "-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
				"-cp", System.getProperty("java.class.path"), LeashedNode.class.getName()));
		command.addAll(this.arguments);
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private String awaitReady() throws IOException {
		BufferedReader output = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
		String line = output.readLine();
		while (line != null && !line.startsWith(READY)) {
			line = output.readLine();
		}
		if (line == null) {
			throw new IllegalStateException("The node ended before it was ready: " + this.arguments);
		}
		return line.substring(READY.length());
	}

	String address() {
		return this.address;
	}

	/**
	 * End the process by SIGKILL, so that nothing is handed over, flushed or closed.
	 */
	void kill() {
		this.process.destroyForcibly();
		try {
			if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The node " + this.address + " does not end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the end of " + this.address, ex);
		}
	}

	void startAgain() throws IOException {
		this.process = launch();
		awaitReady();
	}

	@Override
	public void close() {
		kill();
	}

}
