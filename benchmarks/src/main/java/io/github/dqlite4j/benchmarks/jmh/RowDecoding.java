package io.github.dqlite4j.benchmarks.jmh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.github.dqlite4j.protocol.FrameReader;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.RowBatch;

/**
 * What it costs to decode a row of a batch as the engine sends it: 64 rows of an id, a
 * stock, a price and a name of 23 bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowDecoding {

	private static final int ROWS = 64;

	private static final int TEXT_LENGTH = 24;

	private final byte[] message = message();

	private final FrameReader reader = new FrameReader(Integer.MAX_VALUE);

	private static byte[] message() {
		ByteBuffer bytes = ByteBuffer.allocate(16 * 1024).order(ByteOrder.LITTLE_ENDIAN);
		bytes.putInt(0).put((byte) 7).put((byte) 0).putShort((short) 0);
		bytes.putLong(4);
		for (String column : new String[] { "id", "stock", "price", "name" }) {
			bytes.put(padded(column, 8));
		}
		for (int i = 0; i < ROWS; i++) {
			// types, four bits each, the first column lowest: integer, integer, double,
			// text
			bytes.putLong(0x3211);
			bytes.putLong(i).putLong(i % 7).putDouble(i * 0.25);
			bytes.put(padded("item " + (100000 + i) + " of the ctlg", TEXT_LENGTH));
		}
		bytes.putLong(0xffffffffffffffffL);
		bytes.putInt(0, bytes.position() / 8 - 1);
		byte[] message = new byte[bytes.position()];
		bytes.flip().get(message);
		return message;
	}

	private static byte[] padded(String text, int length) {
		return ByteBuffer.allocate(length).put(text.getBytes(StandardCharsets.UTF_8)).array();
	}

	private RowBatch batch() throws IOException {
		return (RowBatch) Response.decode(this.reader.read(new ByteArrayInputStream(this.message)));
	}

	/**
	 * Moves over the rows.
	 * @return the number of rows
	 * @throws IOException never
	 */
	@Benchmark
	@OperationsPerInvocation(ROWS)
	public int moveOnly() throws IOException {
		RowBatch batch = batch();
		int count = 0;
		while (batch.next()) {
			count++;
		}
		return count;
	}

	/**
	 * Reads all values of all rows.
	 * @return a sum over the values
	 * @throws IOException never
	 */
	@Benchmark
	@OperationsPerInvocation(ROWS)
	public long allValues() throws IOException {
		RowBatch batch = batch();
		long sum = 0;
		while (batch.next()) {
			sum += batch.getLong(0) + batch.getLong(1) + (long) batch.getDouble(2) + batch.getText(3).length();
		}
		return sum;
	}

}
