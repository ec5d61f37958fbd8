package io.github.dqlite4j.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Bytes in memory. A change does not reach the database until the BLOB is bound to a
 * statement.
 */
final class DqliteBlob implements Blob {

	private byte[] bytes;

	private boolean freed;

	DqliteBlob(byte[] bytes) {
		this.bytes = bytes;
	}

	private void requireUsable() throws SQLException {
		if (this.freed) {
			throw SqlExceptions.state("The BLOB was freed", "HY010");
		}
	}

	/**
	 * Check a position and turn it into an index.
	 */
	static int index(long position, long length) throws SQLException {
		if (position < 1 || position > length + 1) {
			throw SqlExceptions.data("The position " + position + " is not within 1 and " + (length + 1), "22011");
		}
		return (int) (position - 1);
	}

	@Override
	public long length() throws SQLException {
		requireUsable();
		return this.bytes.length;
	}

	@Override
	public byte[] getBytes(long position, int length) throws SQLException {
		requireUsable();
		int start = index(position, this.bytes.length);
		if (length < 0) {
			throw SqlExceptions.data("The length " + length + " is negative", "22011");
		}
		return Arrays.copyOfRange(this.bytes, start, (int) Math.min((long) start + length, this.bytes.length));
	}

	@Override
	public InputStream getBinaryStream() throws SQLException {
		requireUsable();
		return new ByteArrayInputStream(this.bytes);
	}

	@Override
	public InputStream getBinaryStream(long position, long length) throws SQLException {
		return new ByteArrayInputStream(getBytes(position, (int) Math.min(length, Integer.MAX_VALUE)));
	}

	@Override
	public long position(byte[] pattern, long start) throws SQLException {
		requireUsable();
		for (int at = index(start, this.bytes.length); at + pattern.length <= this.bytes.length; at++) {
			if (Arrays.equals(this.bytes, at, at + pattern.length, pattern, 0, pattern.length)) {
				return at + 1L;
			}
		}
		return -1;
	}

	@Override
	public long position(Blob pattern, long start) throws SQLException {
		return position(pattern.getBytes(1, (int) Math.min(pattern.length(), Integer.MAX_VALUE)), start);
	}

	@Override
	public int setBytes(long position, byte[] values) throws SQLException {
		return setBytes(position, values, 0, values.length);
	}

	@Override
	public int setBytes(long position, byte[] values, int offset, int length) throws SQLException {
		requireUsable();
		int start = index(position, this.bytes.length);
		if (start + length > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, start + length);
		}
		System.arraycopy(values, offset, this.bytes, start, length);
		return length;
	}

	@Override
	public OutputStream setBinaryStream(long position) throws SQLException {
		requireUsable();
		int start = index(position, this.bytes.length);
		return new ByteArrayOutputStream() {

			@Override
			public void close() {
				byte[] written = toByteArray();
				DqliteBlob self = DqliteBlob.this;
				self.bytes = Arrays.copyOf(self.bytes, Math.max(self.bytes.length, start + written.length));
				System.arraycopy(written, 0, self.bytes, start, written.length);
			}

		};
	}

	@Override
	public void truncate(long length) throws SQLException {
		requireUsable();
		if (length < 0 || length > this.bytes.length) {
			throw SqlExceptions.data("The length " + length + " is not within 0 and " + this.bytes.length, "22011");
		}
		this.bytes = Arrays.copyOf(this.bytes, (int) length);
	}

	@Override
	public void free() {
		this.freed = true;
		this.bytes = new byte[0];
	}

}
