package io.github.dqlite4j.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Some rows of a result: the answer to {@link QueryRequest} and {@link QuerySqlRequest}.
 * A result comes as one or more batches, each about 4 KiB or one row; the last one says
 * so at its end.
 * <p>
 * The rows are read where they lie in the message: moving to a row only finds where its
 * values are, and a value is decoded when it is asked for. The batch is therefore valid
 * only until the next message is read, unless it is {@link #retain() retained}.
 */
public final class RowBatch implements Response {

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long DONE = 0xffffffffffffffffL;

	private static final long MORE = 0xeeeeeeeeeeeeeeeeL;

	private static final int WORD = 8;

	private final Columns columns;

	private final ValueType[] types;

	private final int[] offsets;

	private final int[] lengths;

	private byte[] buffer;

	private int position;

	/**
	 * Where the current row begins.
	 */
	private int rowStart;

	private int end;

	private boolean empty = true;

	private boolean exhausted;

	private boolean last;

	private RowBatch(Columns columns, Frame frame) {
		int count = columns.names().size();
		this.columns = columns;
		this.types = new ValueType[count];
		this.offsets = new int[count];
		this.lengths = new int[count];
		this.buffer = frame.buffer();
		this.position = frame.offset() + columns.encodedLength();
		this.end = frame.offset() + frame.length();
	}

	/**
	 * Decode the first batch of a result.
	 * @param frame the message
	 * @return the batch
	 * @throws ProtocolException if the names of the columns are malformed
	 */
	static RowBatch first(Frame frame) throws ProtocolException {
		return new RowBatch(Columns.read(new BodyReader(frame), frame.buffer()), frame);
	}

	/**
	 * Decode the batch that follows this one.
	 * @param frame the message
	 * @return the next batch of the same result
	 * @throws ProtocolException if it has other columns than this one
	 */
	RowBatch following(Frame frame) throws ProtocolException {
		if (!this.columns.matches(frame)) {
			throw new ProtocolException("the columns of a result change in the middle of it");
		}
		return new RowBatch(this.columns, frame);
	}

	/**
	 * Return the names of the columns.
	 * @return the names in order; empty if the statement yields none
	 */
	public List<String> columnNames() {
		return this.columns.names();
	}

	/**
	 * Move to the next row.
	 * @return whether there is one in this batch
	 * @throws ProtocolException if the row is malformed, or the batch says that more
	 * follow without having a single row (engines do that for ever when the names of the
	 * columns take 4 KiB)
	 */
	public boolean next() throws ProtocolException {
		if (this.exhausted) {
			return false;
		}
		long word = wordAt(this.position);
		if (word == DONE || word == MORE) {
			finish(word == DONE);
			return false;
		}
		this.empty = false;
		readRow();
		return true;
	}

	private void finish(boolean done) throws ProtocolException {
		if (this.position + WORD != this.end) {
			throw new ProtocolException("a batch of rows has bytes behind its end");
		}
		if (!done && this.empty) {
			throw new ProtocolException(
					"the server sends batches without rows; it does so when the names of the columns take more than 4 KiB: "
							+ "select fewer columns or give them shorter names");
		}
		this.last = done;
		this.exhausted = true;
	}

	/**
	 * Return a mark to come back to the current row by. It is valid until the batch is
	 * retained.
	 * @return the mark
	 */
	public int mark() {
		return this.rowStart;
	}

	/**
	 * Make a row the current one again.
	 * @param mark the mark of the row
	 * @throws ProtocolException never for a mark of this batch
	 */
	public void moveTo(int mark) throws ProtocolException {
		this.position = mark;
		readRow();
	}

	private void readRow() throws ProtocolException {
		this.rowStart = this.position;
		int count = this.types.length;
		int header = this.position;
		int at = header + TextScanner.padded((count + 1) / 2);
		for (int i = 0; i < count; i++) {
			if (at > this.end) {
				throw new ProtocolException("a row ends in the middle");
			}
			int pair = this.buffer[header + (i >> 1)];
			ValueType type = ValueType.ofCode((((i & 1) == 0) ? pair : pair >> 4) & 0xf);
			this.types[i] = type;
			switch (type) {
				case TEXT, ISO8601 -> {
					int length = TextScanner.length(this.buffer, at, this.end);
					this.offsets[i] = at;
					this.lengths[i] = length;
					at += TextScanner.padded(length + 1);
				}
				case BLOB -> {
					long length = wordAt(at);
					at += WORD;
					if (length < 0 || length > this.end - at) {
						throw new ProtocolException(
								"a BLOB of " + Long.toUnsignedString(length) + " bytes does not fit the message");
					}
					this.offsets[i] = at;
					this.lengths[i] = (int) length;
					at += TextScanner.padded((int) length);
				}
				default -> {
					wordAt(at);
					this.offsets[i] = at;
					at += WORD;
				}
			}
		}
		if (at > this.end || count == 0) {
			throw new ProtocolException("a row ends in the middle");
		}
		this.position = at;
	}

	/**
	 * Tell whether the result ends with this batch. Known once {@link #next()} returned
	 * {@code false}.
	 * @return whether no further batch follows
	 */
	public boolean isLast() {
		return this.last;
	}

	/**
	 * Tell whether the result ends with this batch, without reading its rows.
	 * @return whether no further batch follows
	 * @throws ProtocolException if the batch has no end, or says that more follow without
	 * having a single row
	 */
	public boolean endsResult() throws ProtocolException {
		if (this.exhausted) {
			return this.last;
		}
		long word = wordAt(this.end - WORD);
		if (word == MORE && this.empty && this.position + WORD == this.end) {
			finish(false);
		}
		if (word != DONE && word != MORE) {
			throw new ProtocolException("a batch of rows has no end");
		}
		return word == DONE;
	}

	/**
	 * Copy what is left of the message, so that this batch stays valid when the next
	 * message is read. The current row stays current.
	 * @return how many bytes the copy has
	 */
	public int retain() {
		int start = this.empty ? this.position : this.rowStart;
		this.buffer = Arrays.copyOfRange(this.buffer, start, this.end);
		for (int i = 0; i < this.offsets.length; i++) {
			this.offsets[i] -= start;
		}
		this.position -= start;
		this.rowStart -= start;
		this.end -= start;
		return this.buffer.length;
	}

	/**
	 * Return the type of a value of the current row.
	 * @param column the column, counted from 0
	 * @return the type
	 */
	public ValueType type(int column) {
		return this.types[column];
	}

	/**
	 * Return an INTEGER, UNIXTIME or BOOLEAN of the current row.
	 * @param column the column, counted from 0
	 * @return the number
	 */
	public long getLong(int column) {
		return (long) LONG.get(this.buffer, this.offsets[column]);
	}

	/**
	 * Return a FLOAT of the current row.
	 * @param column the column, counted from 0
	 * @return the number
	 */
	public double getDouble(int column) {
		return Double.longBitsToDouble(getLong(column));
	}

	/**
	 * Return a TEXT or ISO8601 of the current row. The engine does not check what was
	 * stored: bytes that are no UTF-8 become U+FFFD.
	 * @param column the column, counted from 0
	 * @return the text
	 */
	public String getText(int column) {
		return new String(this.buffer, this.offsets[column], this.lengths[column], StandardCharsets.UTF_8);
	}

	/**
	 * Return the bytes of a BLOB, TEXT or ISO8601 of the current row.
	 * @param column the column, counted from 0
	 * @return a copy of the bytes
	 */
	public byte[] getBytes(int column) {
		int offset = this.offsets[column];
		return Arrays.copyOfRange(this.buffer, offset, offset + this.lengths[column]);
	}

	/**
	 * Return how many bytes a BLOB, TEXT or ISO8601 of the current row has.
	 * @param column the column, counted from 0
	 * @return the number of bytes
	 */
	public int getLength(int column) {
		return this.lengths[column];
	}

	private long wordAt(int at) throws ProtocolException {
		if (at + WORD > this.end) {
			throw new ProtocolException("a batch of rows has no end");
		}
		return (long) LONG.get(this.buffer, at);
	}

}
