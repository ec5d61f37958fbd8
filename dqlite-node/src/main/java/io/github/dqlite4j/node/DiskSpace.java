package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells how much space is left for the data of a node.
 */
@FunctionalInterface
interface DiskSpace {

	/**
	 * Asks the operating system, which takes microseconds.
	 * @return the bytes that this process may still write
	 * @throws IOException if it does not say
	 */
	long usable() throws IOException;

	/**
	 * Asks for the disk of a directory.
	 * @param directory the directory, which exists
	 * @return what to ask
	 * @throws IOException if its disk is not found
	 */
	static DiskSpace of(Path directory) throws IOException {
		return Files.getFileStore(directory)::getUsableSpace;
	}

	/**
	 * Finds the disk of a directory.
	 */
	@FunctionalInterface
	interface Finder {

		/**
		 * Finds it.
		 * @param directory the directory, which exists
		 * @return what to ask
		 * @throws IOException if its disk is not found
		 */
		DiskSpace find(Path directory) throws IOException;

	}

}
