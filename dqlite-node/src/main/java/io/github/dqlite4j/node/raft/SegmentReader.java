package io.github.dqlite4j.node.raft;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment of a log: a format number, then batches of entries. A batch is two
 * checksums (of its header, of its data), the number of its entries, a term, type and
 * length for each, and then their data. The file of an open segment is longer than what
 * is in it; the rest is zeros.
 */
final class SegmentReader implements Closeable {

	private static final int FORMAT = 1;

	private static final int WORD = 8;

	private static final int ENTRY_HEADER = 16;

	private static final int MAX_ENTRIES = 1 << 20;

	/**
	 * The type of an entry that changes the members.
	 */
	private static final int CHANGE = 3;

	private static final int BUFFER_SIZE = 64 * 1024;

	private final FileChannel channel;

	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);

	private long position = WORD;

	SegmentReader(Path file) throws IOException {
		this.channel = FileChannel.open(file);
	}

	/**
	 * Read all entries.
	 * @param visitor is given them in order
	 * @return whether the segment ends as it should: at the end of the file or with zeros
	 * @throws FormatException if this is no segment
	 */
	boolean read(Visitor visitor) throws IOException {
		ByteBuffer format = read(0, WORD);
		if (format == null || format.getLong(0) == 0) {
			// a segment that was prepared and not used yet
			return true;
		}
		if (format.getLong(0) != FORMAT) {
			throw new FormatException("its format is " + format.getLong(0) + " instead of " + FORMAT);
		}
		while (true) {
			ByteBuffer preamble = read(this.position, 2 * WORD);
			if (preamble == null) {
				return this.position >= this.channel.size();
			}
			int headerChecksum = preamble.getInt(0);
			int dataChecksum = preamble.getInt(4);
			long count = preamble.getLong(WORD);
			if (count == 0) {
				return headerChecksum == 0 && dataChecksum == 0;
			}
			if (count < 0 || count > MAX_ENTRIES || !readBatch((int) count, headerChecksum, dataChecksum, visitor)) {
				return false;
			}
		}
	}

	private boolean readBatch(int count, int headerChecksum, int dataChecksum, Visitor visitor) throws IOException {
		ByteBuffer header = read(this.position + WORD, WORD + count * ENTRY_HEADER);
		if (header == null || crc(header.duplicate()) != headerChecksum) {
			return false;
		}
		long dataStart = this.position + 2 * WORD + (long) count * ENTRY_HEADER;
		long dataLength = 0;
		for (int i = 0; i < count; i++) {
			dataLength += Integer.toUnsignedLong(header.getInt(WORD + i * ENTRY_HEADER + 12));
		}
		if (dataStart + dataLength > this.channel.size() || crc(dataStart, dataLength) != dataChecksum) {
			return false;
		}
		long at = dataStart;
		for (int i = 0; i < count; i++) {
			int entry = WORD + i * ENTRY_HEADER;
			int length = header.getInt(entry + 12);
			boolean change = header.get(entry + 8) == CHANGE;
			visitor.entry(header.getLong(entry), change ? bytes(at, length) : null);
			at += Integer.toUnsignedLong(length);
		}
		this.position = at;
		return true;
	}

	private byte[] bytes(long start, int length) throws IOException {
		ByteBuffer data = read(start, length);
		if (data == null) {
			throw new FormatException("an entry ends early");
		}
		return data.array();
	}

	private static int crc(ByteBuffer bytes) {
		Checksum crc = new Checksum();
		crc.update(bytes);
		return crc.value();
	}

	private int crc(long start, long length) throws IOException {
		Checksum crc = new Checksum();
		long at = start;
		long end = start + length;
		while (at < end) {
			this.buffer.clear().limit((int) Math.min(BUFFER_SIZE, end - at));
			int count = this.channel.read(this.buffer, at);
			if (count < 0) {
				return 0;
			}
			crc.update(this.buffer.flip());
			at += count;
		}
		return crc.value();
	}

	private @Nullable ByteBuffer read(long start, int length) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
		while (bytes.hasRemaining()) {
			if (this.channel.read(bytes, start + bytes.position()) < 0) {
				return null;
			}
		}
		return bytes.flip();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

	/**
	 * Is given the entries.
	 */
	@FunctionalInterface
	interface Visitor {

		/**
		 * One entry.
		 * @param term its term
		 * @param members the encoded list of members if it changes that, or {@code null}
		 */
		void entry(long term, byte @Nullable [] members) throws IOException;

	}

}
