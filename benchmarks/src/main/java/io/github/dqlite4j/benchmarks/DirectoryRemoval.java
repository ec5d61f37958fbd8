package io.github.dqlite4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes the data of nodes that are not needed any more.
 */
public final class DirectoryRemoval {

	private DirectoryRemoval() {
	}

	/**
	 * Remove a directory and everything in it.
	 * @param directory the directory
	 * @throws IOException if something can't be removed
	 */
	public static void remove(Path directory) throws IOException {
		List<Path> files;
		try (Stream<Path> walk = Files.walk(directory)) {
			files = walk.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path file : files) {
			Files.delete(file);
		}
	}

}
