package io.github.dqlite4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.github.dqlite4j.engine.EngineUnderTest;
import io.github.dqlite4j.node.LeashedNodeMain;
import org.jspecify.annotations.Nullable;

/**
 * A node in a process of its own, which can be killed, paused, stopped and started again
 * on the same data. It never outlives this process: it ends when its standard input does.
 */
public final class NodeProcess implements AutoCloseable {

	private static final String READY = "ready ";

	private static final String END_OF_DUMP = "JNI global refs";

	private final Path directory;

	private final Path log;

	private final List<String> wrapper;

	private final List<String> arguments;

	private Process process;

	private @Nullable Process pause;

	private String address = "";

	private NodeProcess(Path directory, List<String> wrapper, List<String> arguments) {
		this.directory = directory;
		this.log = directory.resolveSibling(directory.getFileName() + ".log");
		this.wrapper = wrapper;
		this.arguments = arguments;
		this.process = launch(List.of());
	}

	/**
	 * Begins to start a node.
	 * @param directory its data directory; the log is kept beside it
	 * @param arguments further arguments for the node's main
	 * @return the process, which may not serve yet
	 */
	static NodeProcess launch(Path directory, String... arguments) {
		return launch(directory, List.of(), List.of(arguments));
	}

	/**
	 * Begins to start a node by way of another program.
	 * @param directory its data directory; the log is kept beside it
	 * @param wrapper a command that replaces itself by the one behind it, so that signals
	 * reach the node; may be empty
	 * @param arguments further arguments for the node's main
	 * @return the process, which may not serve yet
	 */
	public static NodeProcess launch(Path directory, List<String> wrapper, List<String> arguments) {
		return new NodeProcess(directory, List.copyOf(wrapper), List.copyOf(arguments));
	}

	private Process launch(List<String> more) {
		List<String> command = new ArrayList<>(this.wrapper);
		command.addAll(List.of(EngineUnderTest.java().toString(), "-Xmx64m", "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-Xshare:auto", "-XX:ErrorFile=" + this.log + ".crash-%p", "-cp",
				System.getProperty("java.class.path"), LeashedNodeMain.class.getName(), "--data-dir",
				this.directory.toString()));
		command.addAll(this.arguments);
		command.addAll(more);
		try {
			Files.createDirectories(this.directory.getParent());
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the node serves.
	 * @return this process
	 */
	public NodeProcess awaitReady() {
		Awaiting.until("the node in " + this.directory + " is ready", () -> {
			Optional<String> ready = lines().stream().filter((line) -> line.startsWith(READY)).findFirst();
			if (ready.isEmpty() && !this.process.isAlive()) {
				throw new IllegalStateException("the node has ended: " + log());
			}
			ready.ifPresent((line) -> this.address = line.substring(READY.length()));
			return ready.isPresent();
		});
		return this;
	}

	/**
	 * Returns the address under which the node is known.
	 */
	public String address() {
		return this.address;
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Waits for the process to end by itself.
	 */
	public void awaitEnd() {
		Awaiting.until("the node " + this.address + " ends", () -> !this.process.isAlive());
	}

	/**
	 * Returns the status with which the process ended: 143 after SIGTERM, 134 after an
	 * abort.
	 */
	public int exitStatus() {
		return this.process.exitValue();
	}

	/**
	 * Ends the process by SIGKILL.
	 */
	public void kill() {
		this.process.destroyForcibly();
		awaitEnd();
	}

	/**
	 * Ends the process by SIGTERM, so that the node hands over and closes its files. When
	 * it does not end, the failure tells what its threads do.
	 */
	public void stop() {
		resume();
		this.process.toHandle().destroy();
		try {
			awaitEnd();
		}
		catch (AssertionError ex) {
			dumpThreads();
			throw new AssertionError("The node does not end after SIGTERM. " + log(), ex);
		}
	}

	private void dumpThreads() {
		try {
			new ProcessBuilder("sh", "-c", "kill -QUIT $1", "sh", Long.toString(this.process.pid())).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Awaiting.until("the node " + this.address + " tells what its threads do",
				() -> !this.process.isAlive() || lines().stream().anyMatch((line) -> line.startsWith(END_OF_DUMP)));
	}

	/**
	 * Starts the node again, on the same data and address.
	 */
	public void restart() {
		if (this.process.isAlive()) {
			throw new IllegalStateException("The node " + this.address + " runs");
		}
		try {
			Files.move(this.log, this.log.resolveSibling(this.log.getFileName() + "." + System.nanoTime()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.process = launch(this.arguments.contains("--address") ? List.of() : List.of("--address", this.address));
		awaitReady();
	}

	/**
	 * Stops the process in its tracks by SIGSTOP. A helper holds it so; it lets go
	 * (SIGCONT) when it is told, or when this process ends.
	 */
	public void pause() {
		String pid = Long.toString(this.process.pid());
		try {
			Process helper = new ProcessBuilder("sh", "-c", "kill -STOP $1 && echo stopped && cat && kill -CONT $1",
					"sh", pid)
				.start();
			if (helper.getInputStream().read() != 's') {
				throw new IllegalStateException("The node " + this.address + " can't be stopped");
			}
			this.pause = helper;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Lets a paused process go on.
	 */
	public void resume() {
		Process helper = this.pause;
		this.pause = null;
		if (helper == null) {
			return;
		}
		try {
			helper.getOutputStream().close();
			if (!helper.waitFor(Awaiting.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("The node " + this.address + " does not go on");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns what the process has written since it was started last.
	 */
	public String log() {
		return "Log of the node " + this.address + " (" + this.log + "):\n" + String.join("\n", lines());
	}

	private List<String> lines() {
		try {
			return Files.exists(this.log) ? Files.readAllLines(this.log) : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		resume();
		kill();
	}

	@Override
	public String toString() {
		return this.address;
	}

}
