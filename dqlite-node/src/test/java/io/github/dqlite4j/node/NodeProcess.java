package io.github.dqlite4j.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * A node in a process of its own, as {@link DqliteNodeMain} runs it. Whatever waits for
 * the process gives up after a while.
 */
final class NodeProcess implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final String READY = "ready ";

	private final Process process;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final Thread reader;

	private NodeProcess(Process process) {
		this.process = process;
		this.reader = new Thread(this::read, "output-of-" + process.pid());
		this.reader.setDaemon(true);
		this.reader.start();
	}

	static NodeProcess start(String... arguments) throws IOException {
		return start(DqliteNodeMain.class, arguments);
	}

	/**
	 * Starts another main class than that of the product.
	 */
	static NodeProcess start(Class<?> main, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(EngineUnderTest.java().toString(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-Xmx128m", "-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(List.of(arguments));
		return new NodeProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				this.lines.add(line);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits for the ready line.
	 * @return the address of the node
	 */
	String awaitReady() throws Exception {
		Awaiting.until("the process is ready or has ended", () -> readyLine() != null || !this.reader.isAlive());
		String line = readyLine();
		assertThat(line).as(output()).isNotNull();
		if (EngineUnderTest.file() != null) {
			assertThat(Files.readString(Path.of("/proc/" + pid() + "/maps")))
				.as("the files that the process has loaded")
				.contains(EngineUnderTest.file());
		}
		return line.substring(READY.length());
	}

	private String readyLine() {
		return this.lines.stream().filter((line) -> line.startsWith(READY)).findFirst().orElse(null);
	}

	/**
	 * Waits for the end.
	 * @return what the process has written
	 */
	String awaitEnd() throws InterruptedException {
		if (!this.process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
			fail("The process " + pid() + " has not ended within " + TIMEOUT.toSeconds() + " s:\n" + output());
		}
		this.reader.join(TIMEOUT.toMillis());
		return output();
	}

	/**
	 * Returns what the process has written so far.
	 */
	String output() {
		return String.join("\n", this.lines);
	}

	int exitStatus() {
		return this.process.exitValue();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Sends a line to the process.
	 */
	void say(String line) throws IOException {
		this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
		this.process.getOutputStream().flush();
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

	/**
	 * Sends a signal.
	 * @param name the name without SIG
	 */
	void signal(String name) throws Exception {
		Process kill = new ProcessBuilder("kill", "-s", name, Long.toString(pid())).inheritIO().start();
		assertThat(kill.waitFor()).isZero();
	}

	@Override
	public void close() {
		kill();
	}

}
