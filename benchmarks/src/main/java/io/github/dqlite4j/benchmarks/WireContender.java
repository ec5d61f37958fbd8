package io.github.dqlite4j.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.github.dqlite4j.protocol.ExecRequest;
import io.github.dqlite4j.protocol.ExecSqlRequest;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.QueryRequest;

/**
 * Does the work with the least that a blocking socket in Java allows. It is no driver: it
 * knows beforehand what every answer looks like, and an answer of any other kind ends the
 * comparison.
 */
final class WireContender implements Contender {

	private static final int WINDOW = 128;

	private static final long DONE = 0xffffffffffffffffL;

	private final Peer peer;

	private final int rows;

	private final WireConnection connection;

	private final byte[] select;

	/**
	 * Where the key is in the frame of a select: behind header, statement and type.
	 */
	private final int keyOffset = WireConnection.HEADER + 8 + 8;

	private final byte[] insert;

	/**
	 * Where the stock is in the answer to a select: behind header, count and names of the
	 * columns, and types of the row.
	 */
	private final int stockOffset = WireConnection.HEADER + 8 + 8 + 8 + 8;

	private final byte[] range;

	/**
	 * For scans, which want other settings.
	 */
	private final WireConnection scanner;

	private final byte[] scan;

	private final byte[] readOnlyTransaction;

	private final int readOnlyKeyOffset;

	private final List<WireConnection> writers = new ArrayList<>();

	private final List<byte[]> writerInserts = new ArrayList<>();

	WireContender(Peer peer, String address, int rows) throws IOException {
		this.peer = peer;
		this.rows = rows;
		this.connection = new WireConnection(address);
		this.select = selectFrame(this.connection);
		this.insert = insertFrame(this.connection);
		this.range = WireConnection.frame(new QueryRequest(this.connection.prepare(Database.RANGE), Parameters.of(0L)));
		this.scanner = new WireConnection(address);
		this.scanner.receivePatiently();
		this.scan = WireConnection.frame(new QueryRequest(this.scanner.prepare(Database.SCAN), Parameters.NONE));
		byte[] begin = WireConnection.frame(new ExecSqlRequest("BEGIN", Parameters.NONE));
		byte[] commit = WireConnection.frame(new ExecSqlRequest("COMMIT", Parameters.NONE));
		this.readOnlyTransaction = concatenate(begin, this.select, commit);
		this.readOnlyKeyOffset = begin.length + this.keyOffset;
		for (int i = 0; i < Workload.WRITERS; i++) {
			WireConnection writer = new WireConnection(address);
			this.writers.add(writer);
			this.writerInserts.add(insertFrame(writer));
		}
	}

	private static byte[] selectFrame(WireConnection connection) throws IOException {
		return WireConnection.frame(new QueryRequest(connection.prepare(Database.SELECT), Parameters.of(0L)));
	}

	private static byte[] insertFrame(WireConnection connection) throws IOException {
		return WireConnection.frame(new ExecRequest(connection.prepare(Database.INSERT),
				Parameters.of(0L, 0L, Database.SALE_NAME, Database.SALE_PRICE)));
	}

	private static byte[] concatenate(byte[]... parts) {
		int length = 0;
		for (byte[] part : parts) {
			length += part.length;
		}
		byte[] whole = new byte[length];
		int at = 0;
		for (byte[] part : parts) {
			System.arraycopy(part, 0, whole, at, part.length);
			at += part.length;
		}
		return whole;
	}

	@Override
	public Peer peer() {
		return this.peer;
	}

	@Override
	public Measurement run(Workload workload, int operations) throws IOException, InterruptedException {
		return switch (workload) {
			case POINT_SELECT -> pointSelects(operations);
			case READ_ONLY_TRANSACTION -> readOnlyTransactions(operations);
			case RANGE_SELECT -> rangeSelects(operations);
			case ROW_INSERT -> rowInserts(operations);
			case BATCH_INSERT, BATCH_INSERT_REWRITTEN -> batchInsert(operations);
			case SCAN -> scan();
			case CONCURRENT_WRITERS -> concurrentWriters(operations);
		};
	}

	private Measurement pointSelects(int operations) throws IOException {
		long checksum = 0;
		long start = System.nanoTime();
		for (int i = 0; i < operations; i++) {
			WireConnection.LONG.set(this.select, this.keyOffset, Database.key(i, this.rows));
			this.connection.send(this.select);
			this.connection.receive(WireConnection.ROWS);
			checksum += (long) WireConnection.LONG.get(this.connection.buffer(), this.stockOffset);
		}
		return new Measurement(operations, System.nanoTime() - start, checksum, 0);
	}

	/**
	 * Sends a whole transaction at once: nothing can do it in less than one round trip.
	 */
	private Measurement readOnlyTransactions(int operations) throws IOException {
		long checksum = 0;
		long start = System.nanoTime();
		for (int i = 0; i < operations; i++) {
			WireConnection.LONG.set(this.readOnlyTransaction, this.readOnlyKeyOffset, Database.key(i, this.rows));
			this.connection.send(this.readOnlyTransaction);
			this.connection.acknowledgeAtOnce();
			int begun = this.connection.receiveNext(0, WireConnection.RESULT);
			int selected = this.connection.receiveNext(begun, WireConnection.ROWS);
			int ended = this.connection.receiveNext(selected, WireConnection.RESULT);
			checksum += (long) WireConnection.LONG.get(this.connection.buffer(), begun + this.stockOffset);
			this.connection.rewind(ended);
		}
		return new Measurement(operations, System.nanoTime() - start, checksum, 0);
	}

	private Measurement rowInserts(int operations) throws IOException {
		long start = System.nanoTime();
		this.connection.execute("BEGIN IMMEDIATE");
		for (int i = 1; i <= operations; i++) {
			bindSale(this.insert, 0, i);
			this.connection.send(this.insert);
			this.connection.receive(WireConnection.RESULT);
		}
		this.connection.execute("COMMIT");
		return new Measurement(operations, System.nanoTime() - start, 0, 0);
	}

	private void bindSale(byte[] frames, int offset, int operation) {
		// behind header, statement and types
		int values = offset + WireConnection.HEADER + 8 + 8;
		WireConnection.LONG.set(frames, values, (long) operation);
		WireConnection.LONG.set(frames, values + 8, Database.key(operation, this.rows));
	}

	/**
	 * Keeps a window of executions under way: a new one goes out for each answer.
	 */
	private Measurement batchInsert(int operations) throws IOException {
		byte[] window = new byte[WINDOW * this.insert.length];
		for (int i = 0; i < WINDOW; i++) {
			System.arraycopy(this.insert, 0, window, i * this.insert.length, this.insert.length);
		}
		long start = System.nanoTime();
		this.connection.execute("BEGIN IMMEDIATE");
		int sent = 0;
		int answered = 0;
		while (answered < operations) {
			int count = Math.min(WINDOW - (sent - answered), operations - sent);
			for (int i = 0; i < count; i++) {
				bindSale(window, i * this.insert.length, ++sent);
			}
			this.connection.send(window, count * this.insert.length);
			if (sent == operations) {
				this.connection.acknowledgeAtOnce();
			}
			int end = 0;
			do {
				end = this.connection.receiveNext(end, WireConnection.RESULT);
				answered++;
			}
			while (this.connection.available() - end >= WireConnection.RESULT_LENGTH);
			this.connection.rewind(end);
		}
		this.connection.execute("COMMIT");
		return new Measurement(operations, System.nanoTime() - start, 0, 0);
	}

	/**
	 * Does not look at the rows, so that there is no checksum.
	 */
	private Measurement rangeSelects(int operations) throws IOException {
		long start = System.nanoTime();
		for (int i = 0; i < operations; i++) {
			WireConnection.LONG.set(this.range, this.keyOffset, Database.key(i, this.rows));
			this.connection.send(this.range);
			receiveRows(this.connection, true);
		}
		return new Measurement(operations, System.nanoTime() - start, 0, 0);
	}

	private Measurement scan() throws IOException {
		long start = System.nanoTime();
		this.scanner.send(this.scan);
		receiveRows(this.scanner, false);
		return new Measurement(this.rows, System.nanoTime() - start, 0, 0);
	}

	private static void receiveRows(WireConnection connection, boolean acknowledges) throws IOException {
		boolean done = false;
		int end = 0;
		while (!done) {
			if (acknowledges && end > 0 && end == connection.available()) {
				connection.acknowledgeAtOnce();
			}
			end = connection.receiveNext(end, WireConnection.ROWS);
			done = (long) WireConnection.LONG.get(connection.buffer(), end - 8) == DONE;
			if (end > connection.buffer().length / 2) {
				connection.rewind(end);
				end = 0;
			}
		}
		connection.rewind(end);
	}

	/**
	 * Lets the threads take turns by a lock, since a writer that finds the engine busy
	 * would have to come again.
	 */
	private Measurement concurrentWriters(int operations) throws InterruptedException {
		ReentrantLock turn = new ReentrantLock();
		return Writers.run(operations, (writer, operation) -> {
			byte[] frame = this.writerInserts.get(writer);
			bindSale(frame, 0, operation);
			turn.lock();
			try {
				this.writers.get(writer).send(frame);
				this.writers.get(writer).receive(WireConnection.RESULT);
			}
			finally {
				turn.unlock();
			}
			return 0;
		});
	}

	@Override
	public void close() throws IOException {
		for (WireConnection writer : this.writers) {
			writer.close();
		}
		this.scanner.close();
		this.connection.close();
	}

}
