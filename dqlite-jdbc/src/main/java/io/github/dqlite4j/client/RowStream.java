package io.github.dqlite4j.client;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.ProtocolException;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.RowBatch;

/**
 * The rows of one result, read from the session as they are asked for: memory holds one
 * batch, unless the session is needed for another request before the end, when the rest
 * is buffered.
 */
public final class RowStream implements Closeable {

	private final @Nullable SessionChannel channel;

	private final Supplier<Deadline> deadlines;

	private final Queue<RowBatch> buffered = new ArrayDeque<>();

	private RowBatch current;

	/**
	 * The batch that came in last, the one to compare the next one with.
	 */
	private RowBatch received;

	/**
	 * How many bytes may still be kept in memory.
	 */
	private long room;

	private boolean complete;

	private @Nullable List<String> renamed;

	private @Nullable Exception failure;

	RowStream(SessionChannel channel, RowBatch first, Supplier<Deadline> deadlines) {
		this.channel = channel;
		this.current = first;
		this.received = first;
		this.deadlines = deadlines;
		this.room = channel.maxBufferedResult();
	}

	private RowStream(RowBatch whole) {
		this.channel = null;
		this.current = whole;
		this.received = whole;
		this.deadlines = () -> Deadline.NEVER;
		this.complete = true;
	}

	/**
	 * Return a stream over rows that are in memory.
	 * @param whole a batch that is a whole result
	 * @return the stream
	 */
	public static RowStream of(RowBatch whole) {
		return new RowStream(whole);
	}

	/**
	 * Return the names of the columns.
	 * @return the names in order; empty if the statement yields none
	 */
	public List<String> columnNames() {
		List<String> names = this.renamed;
		return (names != null) ? names : this.current.columnNames();
	}

	/**
	 * Give the columns other names.
	 * @param naming the new name for each one
	 */
	public void rename(UnaryOperator<String> naming) {
		this.renamed = columnNames().stream().map(naming).toList();
	}

	/**
	 * Move to the next row.
	 * @return whether there is one
	 * @throws EngineException if the statement failed after some rows
	 * @throws IOException if the exchange was interrupted
	 */
	public boolean next() throws IOException, EngineException {
		while (!advance()) {
			if (this.current.isLast()) {
				finish();
				return false;
			}
			RowBatch next = this.buffered.poll();
			if (next == null) {
				throwFailure();
				next = receive();
			}
			this.current = next;
		}
		return true;
	}

	private boolean advance() throws IOException {
		try {
			return this.current.next();
		}
		catch (IOException ex) {
			closeChannel();
			throw ex;
		}
	}

	/**
	 * Tell whether all rows have come in, so that the session is free for other requests
	 * without more to be kept in memory.
	 * @return whether they have
	 */
	public boolean isReceived() {
		try {
			return this.complete || this.received.endsResult();
		}
		catch (ProtocolException ex) {
			// Whoever reads the rows meets it.
			return false;
		}
	}

	/**
	 * Return the batch whose current row is the current row of this stream.
	 * @return the batch
	 */
	public RowBatch row() {
		return this.current;
	}

	/**
	 * Read the rest into memory, because the session is needed for something else. A
	 * failure on the way is kept until the rows before it have been read. So is the end
	 * of the room that there is for a result: the rows behind are received, since the
	 * server sends them in any case, and not kept.
	 */
	public void buffer() {
		if (this.complete) {
			return;
		}
		this.room -= this.current.retain();
		try {
			if (this.current.endsResult()) {
				finish();
				return;
			}
			RowBatch batch = receive();
			while (true) {
				keep(batch);
				if (batch.endsResult()) {
					finish();
					return;
				}
				batch = receive();
			}
		}
		catch (EngineException ex) {
			this.failure = ex;
			finish();
		}
		catch (IOException ex) {
			this.failure = ex;
			closeChannel();
			finish();
		}
	}

	private void keep(RowBatch batch) {
		if (this.failure == null) {
			this.room -= batch.retain();
			if (this.room >= 0) {
				this.buffered.add(batch);
			}
			else {
				this.failure = Objects.requireNonNull(this.channel).tooLargeToBuffer();
			}
		}
	}

	private RowBatch receive() throws IOException, EngineException {
		SessionChannel source = Objects.requireNonNull(this.channel);
		try {
			Response response = source.receiveFollowing(this.received, this.deadlines.get());
			this.received = source.expect(RowBatch.class, response);
		}
		catch (EngineException ex) {
			finish();
			throw ex;
		}
		catch (IOException ex) {
			closeChannel();
			throw ex;
		}
		return this.received;
	}

	private void throwFailure() throws IOException, EngineException {
		if (this.failure instanceof IOException ex) {
			throw ex;
		}
		if (this.failure instanceof EngineException ex) {
			throw ex;
		}
	}

	private void finish() {
		this.complete = true;
		if (this.channel != null) {
			this.channel.finished(this);
		}
	}

	private void closeChannel() {
		this.complete = true;
		if (this.channel != null) {
			this.channel.close();
		}
	}

	/**
	 * Read all rows into memory.
	 * @return the batches that have them, none of them read yet
	 * @throws EngineException if the statement failed after some rows
	 * @throws IOException if the exchange was interrupted
	 */
	public List<RowBatch> readAll() throws IOException, EngineException {
		buffer();
		throwFailure();
		List<RowBatch> batches = new ArrayList<>(this.buffered);
		batches.add(0, this.current);
		return batches;
	}

	/**
	 * Forget the rows that were not read. They are still received, since the server sends
	 * them in any case.
	 * @throws IOException if the exchange was interrupted
	 */
	@Override
	public void close() throws IOException {
		this.buffered.clear();
		try {
			while (!this.complete) {
				if (this.channel != null && this.channel.isClosed()) {
					finish();
					return;
				}
				if (this.received.endsResult()) {
					finish();
				}
				else {
					receive();
				}
			}
		}
		catch (EngineException ex) {
			// The statement failed on rows that nobody wants, and the server has told the
			// end of the result by it.
			finish();
		}
		catch (IOException ex) {
			closeChannel();
			throw ex;
		}
	}

}
