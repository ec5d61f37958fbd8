package io.github.dqlite4j.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads the body of the message that {@link FilesResponse} describes piece by piece, in
 * constant memory: the files of a database may be larger than any message should be.
 */
public final class FilesStream {

	/**
	 * The type of the message.
	 */
	public static final int TYPE = 9;

	private static final int WORD = 8;

	private static final int LONGEST_NAME = 1024;

	private final Source source;

	private final byte[] word = new byte[WORD];

	private long remaining;

	private long filesLeft = -1;

	private long fileRemaining;

	/**
	 * Create a reader.
	 * @param length the length of the body in bytes
	 * @param source where the bytes come from
	 */
	public FilesStream(long length, Source source) {
		this.remaining = length;
		this.source = source;
	}

	/**
	 * Go to the next file. The one before must have been read to its end.
	 * @return its name and length, or {@code null} if there is no further one
	 * @throws ProtocolException if the message is malformed
	 * @throws IOException if it can't be read
	 */
	public @Nullable Entry next() throws IOException {
		if (this.fileRemaining > 0) {
			throw new IllegalStateException("The file before was not read to its end");
		}
		if (this.filesLeft < 0) {
			this.filesLeft = readLong();
		}
		if (this.filesLeft == 0) {
			if (this.remaining != 0) {
				throw new ProtocolException("a message has " + this.remaining + " bytes too many");
			}
			return null;
		}
		this.filesLeft--;
		String name = readText();
		long length = readLong();
		if (length < 0 || length > this.remaining) {
			throw new ProtocolException(
					"the file " + name + " of " + Long.toUnsignedString(length) + " bytes does not fit its message");
		}
		this.fileRemaining = length;
		return new Entry(name, length);
	}

	/**
	 * Read a piece of the current file.
	 * @param buffer where to
	 * @return how many bytes were read, or -1 at the end of the file
	 * @throws IOException if they can't be read
	 */
	public int read(byte[] buffer) throws IOException {
		if (this.fileRemaining == 0) {
			return -1;
		}
		int count = this.source.read(buffer, 0, (int) Math.min(buffer.length, this.fileRemaining));
		this.fileRemaining -= count;
		this.remaining -= count;
		return count;
	}

	private long readLong() throws IOException {
		readWord();
		return ByteBuffer.wrap(this.word).order(ByteOrder.LITTLE_ENDIAN).getLong();
	}

	private String readText() throws IOException {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		while (text.size() <= LONGEST_NAME) {
			readWord();
			for (byte each : this.word) {
				if (each == 0) {
					return text.toString(StandardCharsets.UTF_8);
				}
				text.write(each);
			}
		}
		throw new ProtocolException("the name of a file is longer than " + LONGEST_NAME + " bytes");
	}

	private void readWord() throws IOException {
		if (this.remaining < WORD) {
			throw new ProtocolException("a message ends in the middle of a field");
		}
		int filled = 0;
		while (filled < WORD) {
			filled += this.source.read(this.word, filled, WORD - filled);
		}
		this.remaining -= WORD;
	}

	/**
	 * Where the bytes of a message come from.
	 */
	@FunctionalInterface
	public interface Source {

		/**
		 * Read the next bytes, waiting for at least one.
		 * @param target where to
		 * @param offset where in the target
		 * @param length how many at most, at least 1
		 * @return how many were read, at least 1
		 * @throws IOException if they can't be read
		 */
		int read(byte[] target, int offset, int length) throws IOException;

	}

	/**
	 * A file in the message.
	 *
	 * @param name its name
	 * @param length its length in bytes
	 */
	public record Entry(String name, long length) {

	}

}
