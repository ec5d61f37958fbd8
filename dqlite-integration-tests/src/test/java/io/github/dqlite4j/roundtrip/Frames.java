package io.github.dqlite4j.roundtrip;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

/**
 * Cuts what one side sends into messages, by their headers and nothing else.
 */
final class Frames {

	static final int PREPARE = 4;

	static final int FINALIZE = 7;

	private static final int ROWS = 7;

	private static final int HEADER = 8;

	/**
	 * What is sent at once is to be read at once.
	 */
	private static final int BUFFER = 256 * 1024;

	private static final long MORE = 0xeeeeeeeeeeeeeeeeL;

	private final DataInputStream in;

	Frames(InputStream in) {
		this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
	}

	/**
	 * Reads the version of the protocol that a client sends before its first message.
	 */
	byte[] handshake() throws IOException {
		byte[] handshake = new byte[HEADER];
		this.in.readFully(handshake);
		return handshake;
	}

	/**
	 * Reads a message.
	 * @return the message with its header, or {@code null} at the end
	 */
	byte @Nullable [] next() throws IOException {
		byte[] header = new byte[HEADER];
		try {
			this.in.readFully(header);
		}
		catch (EOFException ex) {
			return null;
		}
		int length = words(header).getInt(0) * Long.BYTES;
		byte[] frame = new byte[HEADER + length];
		System.arraycopy(header, 0, frame, 0, HEADER);
		this.in.readFully(frame, HEADER, length);
		return frame;
	}

	/**
	 * Tells whether more has come in already.
	 */
	boolean hasMore() throws IOException {
		return this.in.available() > 0;
	}

	static int type(byte[] frame) {
		return frame[4];
	}

	/**
	 * Tells whether an answer is some rows with more to follow unasked.
	 */
	static boolean isContinued(byte[] answer) {
		return type(answer) == ROWS && words(answer).getLong(answer.length - Long.BYTES) == MORE;
	}

	private static ByteBuffer words(byte[] bytes) {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

}
