package io.github.dqlite4j.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import io.github.dqlite4j.client.NodeAddress;

/**
 * Speaks to a node byte by byte, with none of the driver's precautions, to prove that
 * they are needed. Shares no code with the driver.
 */
public final class RawClient implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 60_000;

	private static final int QUIET_MILLIS = 1_000;

	private static final int FAILURE = 0;

	private static final int ROWS = 7;

	private static final long MORE = 0xeeeeeeeeeeeeeeeeL;

	private final Socket socket = new Socket();

	public RawClient(String address) throws IOException {
		NodeAddress node = NodeAddress.parse(address);
		this.socket.connect(new InetSocketAddress(node.host(), node.port()), TIMEOUT_MILLIS);
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		this.socket.getOutputStream().write(words(1));
	}

	/**
	 * Opens a database of any name.
	 */
	public RawClient open(String database) throws IOException {
		request(3, text(database), words(0), text("volatile"));
		return this;
	}

	public String exec(String sql) throws IOException {
		return request(8, words(0), text(sql));
	}

	/**
	 * Runs a statement with one parameter.
	 * @param type the number of the parameter's type
	 * @param value the parameter as it goes over the wire
	 */
	public String exec(String sql, int type, byte[] value) throws IOException {
		return request(8, words(0), text(sql), words(1 + (type << 8)), value);
	}

	public String query(String sql) throws IOException {
		return request(9, words(0), text(sql));
	}

	/**
	 * Sends a request and waits for the whole answer.
	 * @return a description of the answer
	 * @throws EOFException if the node closes the connection instead, or dies
	 * @throws SocketTimeoutException if it does not answer
	 */
	public String request(int type, byte[]... parts) throws IOException {
		send(type, parts);
		return receive();
	}

	/**
	 * Sends a request and does not wait.
	 */
	public void send(int type, byte[]... parts) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			body.write(part);
		}
		ByteBuffer message = buffer(8 + body.size());
		message.putInt(body.size() / 8).put((byte) type).put((byte) 0).putShort((short) 0).put(body.toByteArray());
		this.socket.getOutputStream().write(message.array());
	}

	private String receive() throws IOException {
		try {
			Message message = read();
			int batches = 1;
			while (message.type == ROWS && message.lastWord() == MORE) {
				message = read();
				batches++;
				if (batches > 1000) {
					return "batches without end";
				}
			}
			return (message.type == FAILURE) ? message.failure() : "type " + message.type;
		}
		catch (SocketException ex) {
			throw new EOFException(ex.getMessage());
		}
	}

	private Message read() throws IOException {
		InputStream in = this.socket.getInputStream();
		ByteBuffer header = buffer(8).put(0, readFully(in, 8));
		int length = header.getInt(0) * 8;
		return new Message(header.get(4), readFully(in, length));
	}

	private static byte[] readFully(InputStream in, int length) throws IOException {
		byte[] bytes = in.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException("closed by the node");
		}
		return bytes;
	}

	/**
	 * Tells whether the node keeps still for a while, neither answering nor closing.
	 */
	public boolean isLeftWithoutAnswer() throws IOException {
		this.socket.setSoTimeout(QUIET_MILLIS);
		try {
			this.socket.getInputStream().read();
			return false;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		finally {
			this.socket.setSoTimeout(TIMEOUT_MILLIS);
		}
	}

	public static byte[] words(long... values) {
		ByteBuffer words = buffer(8 * values.length);
		for (long value : values) {
			words.putLong(value);
		}
		return words.array();
	}

	public static byte[] text(String value) {
		byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
		return buffer((bytes.length + 8) / 8 * 8).put(bytes).array();
	}

	private static ByteBuffer buffer(int length) {
		return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private record Message(int type, byte[] body) {

		long lastWord() {
			return ByteBuffer.wrap(this.body).order(ByteOrder.LITTLE_ENDIAN).getLong(this.body.length - 8);
		}

		String failure() {
			ByteBuffer words = ByteBuffer.wrap(this.body).order(ByteOrder.LITTLE_ENDIAN);
			String message = new String(this.body, 8, this.body.length - 8, StandardCharsets.UTF_8);
			return "failure " + words.getLong(0) + " " + message.split("\0", 2)[0];
		}

	}

}
