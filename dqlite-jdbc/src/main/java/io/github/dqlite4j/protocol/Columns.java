package io.github.dqlite4j.protocol;

import java.util.Arrays;
import java.util.List;

/**
 * The columns of a result. The engine sends their names again with every batch, so the
 * bytes are kept to compare.
 */
final class Columns {

	private final List<String> names;

	private final byte[] encoded;

	private Columns(List<String> names, byte[] encoded) {
		this.names = names;
		this.encoded = encoded;
	}

	static Columns read(BodyReader body, byte[] buffer) throws ProtocolException {
		int start = body.position();
		int count = body.getCount("columns");
		String[] names = new String[count];
		for (int i = 0; i < count; i++) {
			names[i] = body.getText();
		}
		return new Columns(List.of(names), Arrays.copyOfRange(buffer, start, body.position()));
	}

	List<String> names() {
		return this.names;
	}

	int encodedLength() {
		return this.encoded.length;
	}

	boolean matches(Frame frame) {
		int from = frame.offset();
		return frame.length() >= this.encoded.length && Arrays.equals(frame.buffer(), from, from + this.encoded.length,
				this.encoded, 0, this.encoded.length);
	}

}
