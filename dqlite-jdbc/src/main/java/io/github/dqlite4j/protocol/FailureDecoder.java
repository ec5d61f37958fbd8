package io.github.dqlite4j.protocol;

/**
 * Decodes failures. A query that fails while its first rows are made is answered by a
 * failure behind what the engine had already written of the rows: their number of
 * columns, the names, and complete rows, in one message of the type of a failure (seen
 * with {@code SELECT json('{')} on 1.11.1).
 */
final class FailureDecoder {

	private static final int WORD = 8;

	private FailureDecoder() {
	}

	/**
	 * Decode a failure.
	 * @param frame a message of the type of a failure
	 * @return the failure
	 * @throws ProtocolException if it is malformed
	 */
	static FailureResponse decode(Frame frame) throws ProtocolException {
		BodyReader body = new BodyReader(frame);
		FailureResponse failure = new FailureResponse(body.getLong(), body.getText());
		if (body.position() == frame.offset() + frame.length()) {
			return failure;
		}
		int rows = lengthOfRows(frame);
		try {
			Columns.read(new BodyReader(part(frame, 0, rows)), frame.buffer());
		}
		catch (ProtocolException ex) {
			// No rows are in front, so there is something behind that does not belong.
			body.expectEnd();
			throw ex;
		}
		BodyReader behindRows = new BodyReader(part(frame, rows, frame.length() - rows));
		return new FailureResponse(behindRows.getLong(), behindRows.getText());
	}

	private static Frame part(Frame frame, int from, int length) {
		return new Frame(frame.type(), frame.schema(), frame.buffer(), frame.offset() + from, length);
	}

	/**
	 * Look for the code from behind: it is the last word with a zero byte in front of the
	 * text, whose own words have none but the last.
	 */
	private static int lengthOfRows(Frame frame) {
		int code = frame.length() - 2 * WORD;
		while (code > 0 && !hasZero(frame, code)) {
			code -= WORD;
		}
		return Math.max(code, 0);
	}

	private static boolean hasZero(Frame frame, int at) {
		for (int i = 0; i < WORD; i++) {
			if (frame.buffer()[frame.offset() + at + i] == 0) {
				return true;
			}
		}
		return false;
	}

}
