package io.github.dqlite4j.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Writes rows as a server would, for results that the driver makes up itself.
 */
public final class RowsEncoder {

	private static final int ROWS = 7;

	private static final long DONE = 0xffffffffffffffffL;

	private RowsEncoder() {
	}

	/**
	 * Return a batch that is a whole result.
	 * @param columnNames the names of the columns
	 * @param rows the values of each row, of the types that {@link Parameters} takes
	 * @return the batch, valid for ever
	 */
	public static RowBatch encode(List<String> columnNames, List<@Nullable Object[]> rows) {
		FrameWriter writer = new FrameWriter(Integer.MAX_VALUE - 8);
		writer.begin();
		writer.putLong(columnNames.size());
		columnNames.forEach(writer::putText);
		for (Object[] row : rows) {
			for (int i = 0; i < row.length; i += 2) {
				int high = (i + 1 < row.length) ? Parameters.typeOf(row[i + 1]).code() : 0;
				writer.putByte(Parameters.typeOf(row[i]).code() | high << 4);
			}
			writer.pad();
			for (Object value : row) {
				Parameters.write(writer, value);
			}
		}
		writer.putLong(DONE);
		writer.end(ROWS, 0);
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream(writer.size());
			writer.flushTo(bytes);
			byte[] message = bytes.toByteArray();
			return RowBatch.first(new Frame(ROWS, 0, message, 8, message.length - 8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
