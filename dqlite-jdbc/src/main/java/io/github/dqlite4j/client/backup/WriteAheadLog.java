package io.github.dqlite4j.client.backup;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Merges a write-ahead log into its database, as a checkpoint of SQLite does. Written by
 * <a href="https://sqlite.org/fileformat2.html#the_write_ahead_log">the description of
 * the format</a>: a header of 32 bytes, then frames of a 24-byte header and one page.
 * <p>
 * SQLite takes a frame that does not fit for the end of the log. Here the log comes from
 * a node that has only whole transactions in it: one that does not fit means damage, and
 * must not silently become a backup that lacks the rest.
 */
final class WriteAheadLog {

	private static final int HEADER = 32;

	private static final int FRAME_HEADER = 24;

	private static final int MAGIC = 0x377f0682;

	private static final int FORMAT = 3007000;

	private static final int SMALLEST_PAGE = 512;

	private static final int LARGEST_PAGE = 65536;

	private final FileChannel log;

	private final int pageSize;

	private final int salt1;

	private final int salt2;

	private final WalChecksum checksum;

	private WriteAheadLog(FileChannel log, ByteBuffer header) throws IOException {
		this.log = log;
		int magic = header.getInt(0);
		this.pageSize = header.getInt(8);
		this.salt1 = header.getInt(16);
		this.salt2 = header.getInt(20);
		if ((magic & ~1) != MAGIC || header.getInt(4) != FORMAT || Integer.bitCount(this.pageSize) != 1
				|| this.pageSize < SMALLEST_PAGE || this.pageSize > LARGEST_PAGE) {
			throw damaged("its header is none of a write-ahead log");
		}
		this.checksum = new WalChecksum(((magic & 1) != 0) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
		this.checksum.add(header.limit(HEADER - 8).position(0));
		if (!this.checksum.is(header.limit(HEADER).getInt(24), header.getInt(28))) {
			throw damaged("its header has another checksum");
		}
	}

	/**
	 * Merge a log.
	 * @param log the log; may be empty
	 * @param database the database, which may be empty
	 * @return how many pages were written
	 * @throws IOException if a file can't be read or written, or the log is damaged
	 */
	static int merge(FileChannel log, FileChannel database) throws IOException {
		if (log.size() == 0) {
			return 0;
		}
		ByteBuffer header = ByteBuffer.allocate(HEADER);
		readFully(log, header, 0);
		return new WriteAheadLog(log, header.flip()).mergeInto(database);
	}

	private int mergeInto(FileChannel database) throws IOException {
		long frameSize = FRAME_HEADER + this.pageSize;
		long length = this.log.size() - HEADER;
		if (length % frameSize != 0) {
			throw damaged("it ends in the middle of a page");
		}
		ByteBuffer frame = ByteBuffer.allocate((int) frameSize);
		int frames = Math.toIntExact(length / frameSize);
		long pages = 0;
		for (int i = 0; i < frames; i++) {
			readFully(this.log, frame.clear(), HEADER + i * frameSize);
			frame.flip();
			check(frame, i);
			long page = Integer.toUnsignedLong(frame.getInt(0));
			pages = Integer.toUnsignedLong(frame.getInt(4));
			writeFully(database, frame.position(FRAME_HEADER), (page - 1) * this.pageSize);
		}
		if (frames > 0) {
			if (pages == 0) {
				throw damaged("it ends in the middle of a transaction");
			}
			database.truncate(pages * this.pageSize);
		}
		return frames;
	}

	private void check(ByteBuffer frame, int number) throws IOException {
		if (frame.getInt(0) == 0) {
			throw damaged("frame " + number + " has no page number");
		}
		if (frame.getInt(8) != this.salt1 || frame.getInt(12) != this.salt2) {
			throw damaged("frame " + number + " belongs to another log");
		}
		this.checksum.add(frame.limit(8).position(0));
		this.checksum.add(frame.limit(frame.capacity()).position(FRAME_HEADER));
		if (!this.checksum.is(frame.getInt(16), frame.getInt(20))) {
			throw damaged("frame " + number + " has another checksum");
		}
	}

	private static IOException damaged(String what) {
		return new IOException("The write-ahead log in the dump is damaged: " + what
				+ ". Take the backup again; if it stays so, transfer leadership and take it from another node.");
	}

	private static void readFully(FileChannel channel, ByteBuffer target, long position) throws IOException {
		long at = position;
		while (target.hasRemaining()) {
			int count = channel.read(target, at);
			if (count < 0) {
				throw new EOFException("The write-ahead log in the dump ends early");
			}
			at += count;
		}
	}

	private static void writeFully(FileChannel channel, ByteBuffer source, long position) throws IOException {
		long at = position;
		while (source.hasRemaining()) {
			at += channel.write(source, at);
		}
	}

}
