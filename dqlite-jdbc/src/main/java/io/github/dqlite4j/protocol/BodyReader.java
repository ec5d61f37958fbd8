package io.github.dqlite4j.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of a message's body in order and never past its end.
 */
final class BodyReader {

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int WORD = 8;

	private final byte[] buffer;

	private final int end;

	private int position;

	BodyReader(Frame frame) {
		this.buffer = frame.buffer();
		this.position = frame.offset();
		this.end = frame.offset() + frame.length();
	}

	int position() {
		return this.position;
	}

	int getInt() throws ProtocolException {
		need(4);
		int value = (int) INT.get(this.buffer, this.position);
		this.position += 4;
		return value;
	}

	long getLong() throws ProtocolException {
		need(WORD);
		long value = (long) LONG.get(this.buffer, this.position);
		this.position += WORD;
		return value;
	}

	/**
	 * Read a number of things of at least one word each: more than the body has room for
	 * are refused, so that nothing is reserved for them.
	 * @param what the things, for the message of the exception
	 * @return the number
	 * @throws ProtocolException if there can't be so many
	 */
	int getCount(String what) throws ProtocolException {
		long count = getLong();
		if (count < 0 || count > (this.end - this.position) / WORD) {
			throw new ProtocolException("a message of " + (this.end - this.position) + " further bytes claims to have "
					+ Long.toUnsignedString(count) + " " + what);
		}
		return (int) count;
	}

	String getText() throws ProtocolException {
		int length = TextScanner.length(this.buffer, this.position, this.end);
		String text = new String(this.buffer, this.position, length, StandardCharsets.UTF_8);
		this.position += TextScanner.padded(length + 1);
		return text;
	}

	byte[] getBytes(int length) throws ProtocolException {
		need(length);
		byte[] bytes = new byte[length];
		System.arraycopy(this.buffer, this.position, bytes, 0, length);
		this.position += length;
		return bytes;
	}

	void expectEnd() throws ProtocolException {
		if (this.position != this.end) {
			throw new ProtocolException("a message has " + (this.end - this.position) + " bytes too many");
		}
	}

	private void need(int length) throws ProtocolException {
		if (length > this.end - this.position) {
			throw new ProtocolException("a message ends in the middle of a field");
		}
	}

}
