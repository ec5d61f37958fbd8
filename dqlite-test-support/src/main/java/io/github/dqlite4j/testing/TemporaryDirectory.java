package io.github.dqlite4j.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that is removed with all that is in it, for those who outlive the test
 * class that asked for them, and with it JUnit's own.
 *
 * @param path where it is
 */
public record TemporaryDirectory(Path path) implements AutoCloseable {

	/**
	 * Makes a directory among the temporary files of the system.
	 * @param name what its name begins with
	 * @return the directory, to be closed
	 * @throws IOException if it can't be made
	 */
	public static TemporaryDirectory create(String name) throws IOException {
		return new TemporaryDirectory(Files.createTempDirectory(name));
	}

	/**
	 * Removes the directory.
	 * @throws IOException if something can't be removed
	 */
	@Override
	public void close() throws IOException {
		remove(this.path);
	}

	/**
	 * Removes a directory and all that is in it.
	 * @param directory the directory
	 * @throws IOException if something can't be removed
	 */
	public static void remove(Path directory) throws IOException {
		List<Path> deepestFirst;
		try (Stream<Path> files = Files.walk(directory)) {
			deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path file : deepestFirst) {
			Files.delete(file);
		}
	}

}
