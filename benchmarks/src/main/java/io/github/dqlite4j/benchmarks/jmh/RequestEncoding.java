package io.github.dqlite4j.benchmarks.jmh;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.github.dqlite4j.protocol.ExecRequest;
import io.github.dqlite4j.protocol.FrameWriter;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.QuerySqlRequest;

/**
 * What it costs to encode a request.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestEncoding {

	private static final String SQL = "SELECT id, name, price FROM item WHERE stock > ? AND name LIKE ? ORDER BY id";

	private final FrameWriter writer = new FrameWriter(Integer.MAX_VALUE);

	private final OutputStream nowhere = OutputStream.nullOutputStream();

	private long id;

	/**
	 * Encodes an execution of a prepared insert with two numbers, a text and a double.
	 * @return the size of the message in bytes
	 * @throws IOException never
	 */
	@Benchmark
	public int preparedInsert() throws IOException {
		this.writer.append(new ExecRequest(3, Parameters.of(this.id++, 42L, "what was sold, in short", 0.5)));
		return flush();
	}

	/**
	 * Encodes a query that is sent as text.
	 * @return the size of the message in bytes
	 * @throws IOException never
	 */
	@Benchmark
	public int queryAsText() throws IOException {
		this.writer.append(new QuerySqlRequest(SQL, Parameters.of(this.id++, "item%")));
		return flush();
	}

	private int flush() throws IOException {
		int size = this.writer.size();
		this.writer.flushTo(this.nowhere);
		return size;
	}

}
