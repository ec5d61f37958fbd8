package io.github.dqlite4j.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into messages. A message that fits the buffer is handed out
 * where it lies; a larger one gets a buffer of its own that grows with the bytes that
 * really arrive, so that a false length costs no memory.
 * <p>
 * Not safe for use by several threads.
 */
public final class FrameReader {

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int HEADER = 8;

	private static final int WORD = 8;

	private static final int CAPACITY = 16 * 1024;

	/**
	 * What one array can hold together with a header and what lies before it, and more
	 * than any value that the engine takes.
	 */
	private static final int LARGEST_MESSAGE = 1024 * 1024 * 1024;

	private final int maxMessageSize;

	private final byte[] ordinary = new byte[CAPACITY];

	private byte[] buffer = this.ordinary;

	private int position;

	private int limit;

	/**
	 * How much of a message that is read piece by piece is still to come.
	 */
	private long remaining;

	/**
	 * Create a reader.
	 * @param maxMessageSize the largest body in bytes that one message may have; more
	 * than 1 GiB is taken as 1 GiB
	 */
	public FrameReader(int maxMessageSize) {
		this.maxMessageSize = Math.min(maxMessageSize, LARGEST_MESSAGE);
	}

	/**
	 * Read the next message, waiting for its last byte. The message before it is not
	 * valid any more.
	 * @param in where from
	 * @return the message
	 * @throws EOFException if the stream ends
	 * @throws ProtocolException if the message says that it is empty or too large
	 * @throws IOException if the stream can't be read
	 */
	public Frame read(InputStream in) throws IOException {
		FrameHead head = fillHead(in);
		int type = head.type();
		int schema = head.schema();
		long length = head.length();
		if (length > this.maxMessageSize) {
			throw new ProtocolException("a message of " + length + " bytes is larger than the limit of "
					+ this.maxMessageSize + " bytes: read the data in smaller parts or raise maxMessageSize");
		}
		fill(in, HEADER + (int) length);
		Frame frame = new Frame(type, schema, this.buffer, this.position + HEADER, (int) length);
		this.position += HEADER + (int) length;
		return frame;
	}

	/**
	 * Read the head of the next message, which may be larger than any limit: its body is
	 * to be read by {@link #readBody} to its end before anything else.
	 * @param in where from
	 * @return the head
	 * @throws EOFException if the stream ends
	 * @throws ProtocolException if the message says that it is empty
	 * @throws IOException if the stream can't be read
	 */
	public FrameHead readHead(InputStream in) throws IOException {
		FrameHead head = fillHead(in);
		this.position += HEADER;
		this.remaining = head.length();
		return head;
	}

	/**
	 * Read a piece of the body of a message whose head was read.
	 * @param in where from
	 * @param target where to
	 * @param offset where in the target
	 * @param length how many bytes to read at most, at least 1
	 * @return how many were read, at least 1
	 * @throws EOFException if the stream ends
	 * @throws ProtocolException if the message has no further bytes
	 * @throws IOException if the stream can't be read
	 */
	public int readBody(InputStream in, byte[] target, int offset, int length) throws IOException {
		if (this.remaining == 0) {
			throw new ProtocolException("a message ends in the middle of a field");
		}
		int wanted = (int) Math.min(length, this.remaining);
		int available = Math.min(this.limit - this.position, wanted);
		int count;
		if (available > 0) {
			System.arraycopy(this.buffer, this.position, target, offset, available);
			this.position += available;
			count = available;
		}
		else {
			count = in.read(target, offset, wanted);
			if (count < 0) {
				throw new EOFException("the connection was closed by the other side");
			}
		}
		this.remaining -= count;
		return count;
	}

	private FrameHead fillHead(InputStream in) throws IOException {
		if (this.remaining > 0) {
			throw new ProtocolException("a message was not read to its end: " + this.remaining + " bytes are left");
		}
		fill(in, HEADER);
		int words = (int) INT.get(this.buffer, this.position);
		int type = this.buffer[this.position + 4] & 0xff;
		int schema = this.buffer[this.position + 5] & 0xff;
		if (words == 0) {
			throw new ProtocolException("a message of type " + type + " has no body");
		}
		return new FrameHead(type, schema, Integer.toUnsignedLong(words) * WORD);
	}

	/**
	 * Tell whether bytes of a further message are in the buffer.
	 * @return whether there are any
	 */
	public boolean hasBuffered() {
		return this.position != this.limit;
	}

	private void fill(InputStream in, int needed) throws IOException {
		int available = this.limit - this.position;
		if (available >= needed) {
			return;
		}
		if (this.position + needed > this.buffer.length) {
			makeRoom(needed, available);
		}
		while (available < needed) {
			if (this.limit == this.buffer.length) {
				this.buffer = Arrays.copyOf(this.buffer,
						(int) Math.min(2L * this.buffer.length, this.position + (long) needed));
			}
			int count = in.read(this.buffer, this.limit, this.buffer.length - this.limit);
			if (count < 0) {
				throw new EOFException("the connection was closed by the other side");
			}
			this.limit += count;
			available += count;
		}
	}

	/**
	 * Move what is there to the front of the ordinary buffer, or of a larger one for what
	 * does not fit it.
	 */
	private void makeRoom(int needed, int available) {
		byte[] target = (needed <= CAPACITY) ? this.ordinary : new byte[2 * CAPACITY];
		if (available > target.length) {
			target = new byte[available];
		}
		System.arraycopy(this.buffer, this.position, target, 0, available);
		this.buffer = target;
		this.position = 0;
		this.limit = available;
	}

}
