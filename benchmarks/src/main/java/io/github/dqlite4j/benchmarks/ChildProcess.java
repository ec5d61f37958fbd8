package io.github.dqlite4j.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Another process that is spoken to in lines.
 */
final class ChildProcess implements AutoCloseable {

	private final String name;

	private final Process process;

	private final BufferedWriter in;

	private final BufferedReader out;

	/**
	 * Start a process. What it writes to its standard error appears on ours.
	 * @param command the program and its arguments
	 * @throws IOException if there is no such program
	 */
	ChildProcess(List<String> command) throws IOException {
		this.name = command.get(0);
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		this.in = this.process.outputWriter(StandardCharsets.UTF_8);
		this.out = this.process.inputReader(StandardCharsets.UTF_8);
	}

	long pid() {
		return this.process.pid();
	}

	void send(String line) throws IOException {
		this.in.write(line + "\n");
		this.in.flush();
	}

	/**
	 * Wait for a line.
	 * @param prefix how it has to begin
	 * @param timeout how long to wait; the process is killed when it is over
	 * @return the rest of the line
	 * @throws IOException if another line or none comes
	 */
	String await(String prefix, Duration timeout) throws IOException {
		CompletableFuture<Boolean> watchdog = new CompletableFuture<Boolean>().completeOnTimeout(Boolean.TRUE,
				timeout.toMillis(), TimeUnit.MILLISECONDS);
		watchdog.thenRun(this.process::destroyForcibly);
		try {
			String line = this.out.readLine();
			if (line == null || !line.startsWith(prefix)) {
				throw new IOException("The process " + this.name + " was to say '" + prefix + "' within "
						+ timeout.toSeconds() + " s, but said " + line);
			}
			return line.substring(prefix.length()).trim();
		}
		finally {
			watchdog.cancel(false);
		}
	}

	/**
	 * End the process and wait for it.
	 */
	@Override
	public void close() {
		this.process.destroy();
		try {
			this.process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
		}
		catch (CompletionException ex) {
			this.process.destroyForcibly();
		}
		try {
			this.in.close();
			this.out.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
