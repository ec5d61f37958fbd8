package io.github.dqlite4j.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Builds messages one behind the other in one buffer that is used again and again. Every
 * message is a header of eight bytes (length of the body in words of eight bytes, type,
 * schema) and a body of whole words, all little-endian.
 * <p>
 * Not safe for use by several threads.
 */
public final class FrameWriter {

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int HEADER = 8;

	private static final int WORD = 8;

	private static final int INITIAL_CAPACITY = 1024;

	private static final int MAX_CAPACITY = Integer.MAX_VALUE - WORD;

	private static final int RETAINED_CAPACITY = 256 * 1024;

	private final int maxMessageSize;

	private byte[] buffer = new byte[INITIAL_CAPACITY];

	private int position;

	private int frameStart;

	/**
	 * Create a writer.
	 * @param maxMessageSize the largest body in bytes that one message may have
	 */
	public FrameWriter(int maxMessageSize) {
		this.maxMessageSize = maxMessageSize;
	}

	/**
	 * Append a whole request. If it can't be encoded the writer is as it was before.
	 * @param request the request
	 * @throws IllegalArgumentException if a value of the request can't be sent
	 */
	public void append(Request request) {
		int start = this.position;
		try {
			begin();
			request.writeBody(this);
			end(request.type(), request.schema());
		}
		catch (RuntimeException ex) {
			this.position = start;
			throw ex;
		}
	}

	/**
	 * Append requests that belong together. If one of them can't be encoded the writer is
	 * as it was before.
	 * @param requests the requests, in order
	 * @throws IllegalArgumentException if a value of a request can't be sent
	 */
	public void append(List<Request> requests) {
		int start = this.position;
		try {
			requests.forEach(this::append);
		}
		catch (RuntimeException ex) {
			this.position = start;
			throw ex;
		}
	}

	/**
	 * Append the eight bytes that open a connection.
	 */
	public void appendHandshake() {
		putLong(ProtocolVersion.CURRENT);
	}

	/**
	 * Begin a message: room for the header is left.
	 */
	void begin() {
		this.frameStart = this.position;
		putLong(0);
	}

	/**
	 * End a message: its header is filled in.
	 * @param type the type of the message
	 * @param schema the revision of the message's form
	 */
	void end(int type, int schema) {
		int length = this.position - this.frameStart - HEADER;
		if (length > this.maxMessageSize) {
			throw tooLarge();
		}
		INT.set(this.buffer, this.frameStart, length / WORD);
		this.buffer[this.frameStart + 4] = (byte) type;
		this.buffer[this.frameStart + 5] = (byte) schema;
	}

	/**
	 * Return how many bytes wait to be sent.
	 * @return the number of bytes
	 */
	public int size() {
		return this.position;
	}

	/**
	 * Send all that was appended and forget it.
	 * @param out where to
	 * @throws IOException if it can't be sent; nothing is kept for another try
	 */
	public void flushTo(OutputStream out) throws IOException {
		int length = this.position;
		this.position = 0;
		out.write(this.buffer, 0, length);
		if (this.buffer.length > RETAINED_CAPACITY) {
			this.buffer = new byte[INITIAL_CAPACITY];
		}
	}

	void putByte(int value) {
		ensure(1);
		this.buffer[this.position++] = (byte) value;
	}

	void putInt(int value) {
		ensure(4);
		INT.set(this.buffer, this.position, value);
		this.position += 4;
	}

	void putLong(long value) {
		ensure(WORD);
		LONG.set(this.buffer, this.position, value);
		this.position += WORD;
	}

	void putDouble(double value) {
		putLong(Double.doubleToRawLongBits(value));
	}

	void putBlob(byte[] value) {
		if (value.length > this.maxMessageSize) {
			throw tooLarge();
		}
		putLong(value.length);
		ensure(value.length);
		System.arraycopy(value, 0, this.buffer, this.position, value.length);
		this.position += value.length;
		pad();
	}

	/**
	 * Append text with its NUL.
	 * @param value the text
	 * @throws IllegalArgumentException if the text holds U+0000, which ends a text on the
	 * wire, or half of a surrogate pair, which has no UTF-8 form
	 */
	void putText(String value) {
		if (value.length() > this.maxMessageSize) {
			throw tooLarge();
		}
		ensure((int) Math.min(3L * value.length() + 1, MAX_CAPACITY));
		this.position = Utf8.encode(value, this.buffer, this.position);
		this.buffer[this.position++] = 0;
		pad();
	}

	/**
	 * Append zeros up to the next word of the message.
	 */
	void pad() {
		ensure(WORD);
		while (((this.position - this.frameStart) & (WORD - 1)) != 0) {
			this.buffer[this.position++] = 0;
		}
	}

	private void ensure(int more) {
		long needed = (long) this.position + more;
		if (needed <= this.buffer.length) {
			return;
		}
		if (needed > MAX_CAPACITY) {
			throw tooLarge();
		}
		this.buffer = Arrays.copyOf(this.buffer,
				(int) Math.min(Math.max(needed, 2L * this.buffer.length), MAX_CAPACITY));
	}

	private IllegalArgumentException tooLarge() {
		return new IllegalArgumentException("the message is larger than the limit of " + this.maxMessageSize
				+ " bytes: send the data in smaller parts or raise maxMessageSize");
	}

}
