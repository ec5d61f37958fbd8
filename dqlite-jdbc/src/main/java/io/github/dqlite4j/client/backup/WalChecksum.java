package io.github.dqlite4j.client.backup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The running checksum of a write-ahead log, by SQLite's description of the file format:
 * over pairs of 32-bit words, in the byte order that the log's magic number names.
 */
final class WalChecksum {

	private final ByteOrder order;

	private int first;

	private int second;

	WalChecksum(ByteOrder order) {
		this.order = order;
	}

	/**
	 * Add bytes.
	 * @param bytes the bytes, a multiple of 8, from the position to the limit, which stay
	 */
	void add(ByteBuffer bytes) {
		ByteBuffer words = bytes.slice().order(this.order);
		while (words.hasRemaining()) {
			this.first += words.getInt() + this.second;
			this.second += words.getInt() + this.first;
		}
	}

	boolean is(int expectedFirst, int expectedSecond) {
		return this.first == expectedFirst && this.second == expectedSecond;
	}

}
