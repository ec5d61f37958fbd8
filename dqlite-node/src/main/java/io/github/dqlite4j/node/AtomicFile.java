package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces small files as a whole: whoever is killed while writing leaves the old one or
 * the new one.
 */
final class AtomicFile {

	private AtomicFile() {
	}

	/**
	 * Writes a file; when this returns it survives a power failure.
	 * @param file the file
	 * @param text what it is to hold
	 * @throws IOException if it cannot be written; the old file is then still there
	 */
	static void write(Path file, String text) throws IOException {
		Path temporary = file.resolveSibling(file.getFileName() + ".new");
		try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			ByteBuffer content = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
			while (content.hasRemaining()) {
				channel.write(content);
			}
			channel.force(true);
		}
		Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		// the rename itself is only on disk when the directory is
		try (FileChannel channel = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

}
