package io.github.dqlite4j.chaos.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of limited size, in memory, which needs no privileges where user
 * namespaces are allowed: a helper holds it in a namespace of its own, and goes when its
 * standard input ends, that is at the latest with this process. Programs that are to see
 * it must be started by {@link #wrapper()}.
 */
public final class SmallDisk implements AutoCloseable {

	/**
	 * About 90 for the data, and twice the reserve of a node, which it needs to start.
	 */
	private static final int MEGABYTES = 288;

	private static final int SECONDS = 60;

	private final Path directory;

	private final Process holder;

	private SmallDisk(Path directory, Process holder) {
		this.directory = directory;
		this.holder = holder;
	}

	/**
	 * Make one.
	 * @param directory where it is to be; exists
	 * @throws IOException if that is not possible on this machine
	 */
	static SmallDisk mount(Path directory) throws IOException {
		Process holder = new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
				"mount -t tmpfs -o size=" + MEGABYTES + "m chaos \"$1\" && echo mounted && cat", "sh",
				directory.toString())
			.redirectErrorStream(true)
			.start();
		byte[] answer = holder.getInputStream().readNBytes("mounted".length());
		if (!"mounted".equals(new String(answer, StandardCharsets.UTF_8))) {
			holder.destroyForcibly();
			throw new IOException(
					"No file system can be mounted without privileges: " + new String(answer, StandardCharsets.UTF_8)
							+ new String(holder.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		return new SmallDisk(directory, holder);
	}

	/**
	 * Return whether there can be any on this machine, which needs user namespaces and
	 * the programs {@code unshare} and {@code nsenter} of util-linux.
	 * @param directory where to try
	 */
	public static boolean isSupported(Path directory) {
		try (SmallDisk disk = mount(Files.createDirectories(directory.resolve("trial")))) {
			return disk.run("true") == 0;
		}
		catch (IOException ex) {
			// That is the answer.
			return false;
		}
	}

	/**
	 * Return the command that starts the one behind it where the file system is.
	 */
	List<String> wrapper() {
		return List.of("nsenter", "--target", Long.toString(this.holder.pid()), "--user", "--mount", "--wd",
				"--preserve-credentials");
	}

	/**
	 * Take all the space that is left.
	 * @throws IOException if there is still some
	 */
	public void fill() throws IOException {
		if (run("dd if=/dev/zero of=\"$1/filler\" bs=64k 2>/dev/null") == 0) {
			throw new IOException("The file system at " + this.directory + " does not become full");
		}
	}

	/**
	 * Give the space back.
	 * @throws IOException if that fails
	 */
	public void free() throws IOException {
		if (run("rm -f \"$1/filler\"") != 0) {
			throw new IOException("The file system at " + this.directory + " does not become free");
		}
	}

	private int run(String script) throws IOException {
		List<String> command = new ArrayList<>(wrapper());
		command.addAll(List.of("sh", "-c", script, "sh", this.directory.toString()));
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new IOException("'" + script + "' takes more than " + SECONDS + " s");
			}
			return process.exitValue();
		}
		catch (InterruptedException ex) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted during '" + script + "'", ex);
		}
	}

	@Override
	public void close() {
		this.holder.destroyForcibly();
	}

}
