package io.github.dqlite4j.protocol;

import java.io.InputStream;

/**
 * Hands out bytes in pieces of given sizes, as a socket may.
 */
final class ChunkedInputStream extends InputStream {

	private final byte[] bytes;

	private final int[] sizes;

	private int position;

	private int chunk;

	private int left;

	/**
	 * Create the stream.
	 * @param bytes what it yields
	 * @param sizes how many bytes each read may return; the last one is used again
	 */
	ChunkedInputStream(byte[] bytes, int... sizes) {
		this.bytes = bytes;
		this.sizes = sizes;
		this.left = sizes[0];
	}

	@Override
	public int read() {
		throw new UnsupportedOperationException("a byte at a time would cost a system call each");
	}

	@Override
	public int read(byte[] target, int offset, int length) {
		if (length == 0) {
			return 0;
		}
		if (this.position == this.bytes.length) {
			return -1;
		}
		int count = Math.min(Math.min(length, this.left), this.bytes.length - this.position);
		System.arraycopy(this.bytes, this.position, target, offset, count);
		this.position += count;
		this.left -= count;
		if (this.left == 0) {
			this.chunk = Math.min(this.chunk + 1, this.sizes.length - 1);
			this.left = this.sizes[this.chunk];
		}
		return count;
	}

}
