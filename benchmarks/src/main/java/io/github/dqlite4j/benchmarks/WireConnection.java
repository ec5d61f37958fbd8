package io.github.dqlite4j.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteOrder;

import jdk.net.ExtendedSocketOptions;

import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.protocol.ExecSqlRequest;
import io.github.dqlite4j.protocol.FrameWriter;
import io.github.dqlite4j.protocol.OpenRequest;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.PrepareRequest;
import io.github.dqlite4j.protocol.Request;

/**
 * A socket to the node with nothing around it: arrays of bytes go out as they are, and of
 * what comes in only the lengths and types of the messages are looked at. The arrays are
 * made beforehand; in the loop that is measured nothing is encoded but single numbers,
 * nothing allocated and nothing locked. There is no socket timeout, since it would cost a
 * system call per read: the user of the connection closes it when it waits too long.
 */
final class WireConnection implements Closeable {

	static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	static final int HEADER = 8;

	static final int RESULT = 6;

	static final int ROWS = 7;

	/**
	 * The length of the answer to an execution, with its header.
	 */
	static final int RESULT_LENGTH = 24;

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int STATEMENT = 5;

	private final Socket socket;

	private final InputStream in;

	private final OutputStream out;

	private final byte[] buffer = new byte[64 * 1024];

	private int limit;

	/**
	 * Connect and open the database.
	 * @param address the node
	 * @throws IOException if it does not answer as expected
	 */
	WireConnection(String address) throws IOException {
		int colon = address.lastIndexOf(':');
		this.socket = new Socket(InetAddress.getByName(address.substring(0, colon)),
				Integer.parseInt(address.substring(colon + 1)));
		this.socket.setTcpNoDelay(true);
		this.in = this.socket.getInputStream();
		this.out = this.socket.getOutputStream();
		FrameWriter writer = new FrameWriter(Integer.MAX_VALUE);
		writer.appendHandshake();
		writer.append(new OpenRequest(new DatabaseName(Database.NAME)));
		writer.flushTo(this.out);
		receive(4);
	}

	/**
	 * Encode a request beforehand.
	 */
	static byte[] frame(Request request) throws IOException {
		FrameWriter writer = new FrameWriter(Integer.MAX_VALUE);
		writer.append(request);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		writer.flushTo(bytes);
		return bytes.toByteArray();
	}

	int prepare(String sql) throws IOException {
		send(frame(new PrepareRequest(sql, 0)));
		receive(STATEMENT);
		return (int) INT.get(this.buffer, HEADER + 4);
	}

	void execute(String sql) throws IOException {
		send(frame(new ExecSqlRequest(sql, Parameters.NONE)));
		receive(RESULT);
	}

	void send(byte[] bytes) throws IOException {
		this.out.write(bytes);
	}

	void send(byte[] bytes, int length) throws IOException {
		this.out.write(bytes, 0, length);
	}

	/**
	 * Read one message, which must be the only one that comes.
	 * @param type its type
	 * @return its length with its header; its bytes are at the front of {@link #buffer()}
	 * @throws IOException if another one comes
	 */
	int receive(int type) throws IOException {
		int length = receiveNext(0, type);
		if (length != this.limit) {
			throw new IOException("More than one message came in");
		}
		this.limit = 0;
		return length;
	}

	/**
	 * Read one of several messages, all of which fit the buffer.
	 * @param from where it begins in the buffer
	 * @param type its type
	 * @return where it ends
	 * @throws IOException if another one comes
	 */
	int receiveNext(int from, int type) throws IOException {
		fill(from + HEADER);
		if (this.buffer[from + 4] != type) {
			throw new IOException("A message of type " + this.buffer[from + 4] + " came instead of " + type);
		}
		int end = from + HEADER + 8 * (int) INT.get(this.buffer, from);
		fill(end);
		return end;
	}

	/**
	 * Forget the messages that were read.
	 */
	void rewind(int end) {
		System.arraycopy(this.buffer, end, this.buffer, 0, this.limit - end);
		this.limit -= end;
	}

	/**
	 * Return how many bytes are in the buffer.
	 */
	int available() {
		return this.limit;
	}

	byte[] buffer() {
		return this.buffer;
	}

	/**
	 * See the driver's {@code NodeConnection}: without this several small answers in a
	 * row take 40 ms.
	 */
	void acknowledgeAtOnce() throws IOException {
		this.socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
	}

	private void fill(int needed) throws IOException {
		while (this.limit < needed) {
			int count = this.in.read(this.buffer, this.limit, this.buffer.length - this.limit);
			if (count < 0) {
				throw new EOFException("The node closed the connection");
			}
			this.limit += count;
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
