package io.github.dqlite4j.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of text, a word at a time.
 */
final class TextScanner {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long LOW_BITS = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final int WORD = 8;

	private TextScanner() {
	}

	/**
	 * Return the length of a text without its NUL.
	 * @param buffer the bytes
	 * @param start where the text begins
	 * @param end where the message ends, a whole number of words behind the start
	 * @return the number of bytes
	 * @throws ProtocolException if there is no NUL before the end
	 */
	static int length(byte[] buffer, int start, int end) throws ProtocolException {
		for (int at = start; at + WORD <= end; at += WORD) {
			long word = (long) LONG.get(buffer, at);
			long zeros = (word - LOW_BITS) & ~word & HIGH_BITS;
			if (zeros != 0) {
				return at - start + (Long.numberOfTrailingZeros(zeros) >>> 3);
			}
		}
		throw new ProtocolException("a text has no end");
	}

	/**
	 * Round up to whole words.
	 * @param length a number of bytes
	 * @return the number of bytes with padding
	 */
	static int padded(int length) {
		return (length + WORD - 1) & -WORD;
	}

}
