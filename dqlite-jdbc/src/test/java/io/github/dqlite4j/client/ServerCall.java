package io.github.dqlite4j.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.dqlite4j.protocol.ProtocolException;

/**
 * One request that a {@link ScriptedServer} received.
 */
public final class ServerCall {

	private static final String[] KINDS = { "LEADER", "CLIENT", "HEARTBEAT", "OPEN", "PREPARE", "EXEC", "QUERY",
			"FINALIZE", "EXEC_SQL", "QUERY_SQL", "INTERRUPT", "CONNECT", "ADD", "ASSIGN", "REMOVE", "DUMP", "CLUSTER",
			"TRANSFER", "DESCRIBE", "WEIGHT" };

	private final Socket socket;

	private final String kind;

	private final int schema;

	private final int statementId;

	private final String sql;

	private ServerCall(Socket socket, String kind, int schema, int statementId, String sql) {
		this.socket = socket;
		this.kind = kind;
		this.schema = schema;
		this.statementId = statementId;
		this.sql = sql;
	}

	/**
	 * The wish to speak TLS, of which nothing is read yet.
	 */
	static ServerCall handshake(Socket socket) {
		return new ServerCall(socket, "HANDSHAKE", 0, -1, "");
	}

	/**
	 * Read a request.
	 * @param prepared the statements that are prepared on the connection
	 */
	static ServerCall read(Socket socket, Map<Integer, String> prepared) throws IOException {
		ByteBuffer header = read(socket, 8);
		int length = header.getInt() * 8;
		int type = header.get() & 0xff;
		if (type >= KINDS.length) {
			throw new ProtocolException("there is no request of the type " + type);
		}
		String kind = KINDS[type];
		int schema = header.get();
		ByteBuffer body = read(socket, length);
		return switch (kind) {
			case "EXEC", "QUERY", "FINALIZE" -> {
				int id = body.getInt(4);
				yield new ServerCall(socket, kind, schema, id, prepared.getOrDefault(id, ""));
			}
			case "PREPARE", "EXEC_SQL", "QUERY_SQL" -> new ServerCall(socket, kind, schema, -1, text(body, 8));
			case "OPEN" -> new ServerCall(socket, kind, schema, -1, text(body, 0));
			default -> new ServerCall(socket, kind, schema, -1, "");
		};
	}

	private static ByteBuffer read(Socket socket, int length) throws IOException {
		byte[] bytes = socket.getInputStream().readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException();
		}
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static String text(ByteBuffer body, int start) {
		int end = start;
		while (body.get(end) != 0) {
			end++;
		}
		return new String(body.array(), start, end - start, StandardCharsets.UTF_8);
	}

	public String kind() {
		return this.kind;
	}

	public int schema() {
		return this.schema;
	}

	public int statementId() {
		return this.statementId;
	}

	public String sql() {
		return this.sql;
	}

	/**
	 * Return what the script goes by: the statement that is to be run, or else the kind
	 * of the request with the statement or name that it has.
	 */
	public String subject() {
		return switch (this.kind) {
			case "EXEC", "QUERY", "EXEC_SQL", "QUERY_SQL" -> this.sql;
			default -> (this.kind + " " + this.sql).trim();
		};
	}

	public void send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
	}

	/**
	 * Return how many bytes of further requests have arrived.
	 */
	public int bytesWaiting() throws IOException {
		return this.socket.getInputStream().available();
	}

	public void cut() throws IOException {
		this.socket.close();
	}

	/**
	 * Wait until the client has sent something behind this request.
	 */
	void awaitMore() {
		Await.until("the client sends more", () -> {
			try {
				return this.socket.getInputStream().available() > 0;
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		});
	}

	/**
	 * Wait until the client closes the connection.
	 */
	public void awaitClose() throws IOException {
		while (this.socket.getInputStream().read() >= 0) {
			continue;
		}
		this.socket.close();
	}

	@Override
	public String toString() {
		return (this.kind + " " + this.sql).trim();
	}

}
