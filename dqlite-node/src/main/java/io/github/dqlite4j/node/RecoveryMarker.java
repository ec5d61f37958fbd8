package io.github.dqlite4j.node;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * Says in a data directory that the members in its log were overwritten, so that nobody
 * does it a second time.
 *
 * @param at when
 * @param index the last index of the log before
 * @param done whether it was completed: otherwise it may be repeated
 */
record RecoveryMarker(Instant at, long index, boolean done) {

	static final String NAME = "dqlite-node.recovered";

	static @Nullable RecoveryMarker read(Path directory) throws IOException {
		Path file = directory.resolve(NAME);
		if (!Files.exists(file)) {
			return null;
		}
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
			properties.load(reader);
		}
		try {
			return new RecoveryMarker(Instant.parse(properties.getProperty("at", "")),
					Long.parseLong(properties.getProperty("index", "")),
					Boolean.parseBoolean(properties.getProperty("done")));
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			throw new IOException("The file " + file + " is damaged: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Write the marker; when this returns it survives a power failure.
	 */
	void write(Path directory) throws IOException {
		String text = "# The members in the log of this node were overwritten after a lost quorum.\nat=" + this.at
				+ "\nindex=" + this.index + "\ndone=" + this.done + "\n";
		Path temporary = directory.resolve(NAME + ".new");
		try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			ByteBuffer content = StandardCharsets.UTF_8.encode(text.replace(":", "\\:"));
			while (content.hasRemaining()) {
				channel.write(content);
			}
			channel.force(true);
		}
		Files.move(temporary, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
		try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

}
