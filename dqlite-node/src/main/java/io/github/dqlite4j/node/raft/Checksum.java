package io.github.dqlite4j.node.raft;

import java.nio.ByteBuffer;

/**
 * The checksum of the raft library: the polynomial of the usual CRC-32, with the highest
 * bit first, from zero, and not inverted, which {@link java.util.zip.CRC32} can't do.
 */
final class Checksum {

	private static final int POLYNOMIAL = 0x04c11db7;

	private static final int[] TABLE = table();

	private int value;

	private static int[] table() {
		int[] table = new int[256];
		for (int i = 0; i < table.length; i++) {
			int remainder = i << 24;
			for (int bit = 0; bit < Byte.SIZE; bit++) {
				remainder = (remainder << 1) ^ ((remainder < 0) ? POLYNOMIAL : 0);
			}
			table[i] = remainder;
		}
		return table;
	}

	/**
	 * Add bytes.
	 * @param bytes the bytes from the position to the limit, all of which are taken
	 */
	void update(ByteBuffer bytes) {
		int crc = this.value;
		while (bytes.hasRemaining()) {
			crc = (crc << 8) ^ TABLE[((crc >>> 24) ^ bytes.get()) & 0xff];
		}
		this.value = crc;
	}

	int value() {
		return this.value;
	}

}
