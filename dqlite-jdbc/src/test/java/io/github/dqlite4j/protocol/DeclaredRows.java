package io.github.dqlite4j.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Rows with values as only servers send them, of columns declared DATE, DATETIME,
 * TIMESTAMP or BOOLEAN, and with text that is no UTF-8.
 */
public final class DeclaredRows {

	private DeclaredRows() {
	}

	/**
	 * Return a result of one row with one column, c1.
	 * @param type the type of the value
	 * @param value a Long, a String or the bytes of a text
	 */
	public static RowBatch encode(ValueType type, Object value) {
		FrameWriter writer = new FrameWriter(1024 * 1024);
		writer.begin();
		writer.putLong(1);
		writer.putText("c1");
		writer.putByte(type.code());
		writer.pad();
		if (value instanceof Long number) {
			writer.putLong(number);
		}
		else if (value instanceof String text) {
			writer.putText(text);
		}
		else if (value instanceof byte[] text) {
			for (byte b : text) {
				writer.putByte(b);
			}
			writer.putByte(0);
			writer.pad();
		}
		writer.putLong(-1);
		writer.end(7, 0);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			writer.flushTo(out);
			return WireBytes.of(out.toByteArray()).rows();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
