package io.github.dqlite4j.tool.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.dqlite4j.testing.Awaiting;

/**
 * The command {@code server} as a process, which ends with this one.
 */
public final class ServerProcess implements AutoCloseable {

	private static final String READY = "ready ";

	private final Path directory;

	private final Path log;

	private final Process process;

	private String address = "";

	private ServerProcess(Path directory, String... arguments) throws IOException {
		this.directory = directory;
		this.log = Files.createTempFile(directory.toAbsolutePath().getParent(), "server", ".log");
		List<String> command = new ArrayList<>(List.of(EngineCondition.java().toString(), "-Xmx96m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				LeashedMain.class.getName(), "server", "--data-dir", directory.toString()));
		command.addAll(List.of(arguments));
		this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(this.log.toFile()).start();
	}

	/**
	 * Starts a node and waits until it serves.
	 */
	public static ServerProcess start(Path directory, String... arguments) throws IOException {
		ServerProcess server = new ServerProcess(directory, arguments);
		Awaiting.until("the node in " + directory + " is ready", server::isReadyOrDead);
		if (server.address.isEmpty()) {
			throw new AssertionError("The node in " + directory + " has ended: " + server.log());
		}
		return server;
	}

	private boolean isReadyOrDead() throws IOException {
		Optional<String> ready = Files.readAllLines(this.log)
			.stream()
			.filter((line) -> line.startsWith(READY))
			.findFirst();
		ready.ifPresent((line) -> this.address = line.substring(READY.length()));
		return ready.isPresent() || !this.process.isAlive();
	}

	public String address() {
		return this.address;
	}

	public Path directory() {
		return this.directory;
	}

	public String log() throws IOException {
		return Files.readString(this.log);
	}

	/**
	 * Ends the process by SIGKILL.
	 */
	public void kill() {
		this.process.destroyForcibly();
		Awaiting.until("the node at " + this.address + " ends", () -> !this.process.isAlive());
	}

	/**
	 * Ends the process by SIGTERM.
	 */
	public void stop() {
		this.process.toHandle().destroy();
		Awaiting.until("the node at " + this.address + " ends", () -> !this.process.isAlive());
	}

	@Override
	public void close() {
		kill();
	}

}
