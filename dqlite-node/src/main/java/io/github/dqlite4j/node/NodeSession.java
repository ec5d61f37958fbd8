package io.github.dqlite4j.node;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;

import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.FrameReader;
import io.github.dqlite4j.protocol.FrameWriter;
import io.github.dqlite4j.protocol.Request;
import io.github.dqlite4j.protocol.Response;

/**
 * A connection to one certain node, whoever leads. The driver's connections go to the
 * leader, which is wrong for whoever wants to know what a node thinks itself, or wants to
 * be refused by a node that leads no more.
 */
final class NodeSession implements Closeable {

	private static final int MAX_MESSAGE = 1024 * 1024;

	private final NodeEndpoint endpoint;

	private final Socket socket = new Socket();

	private final FrameWriter writer = new FrameWriter(MAX_MESSAGE);

	private final FrameReader reader = new FrameReader(MAX_MESSAGE);

	/**
	 * Connects to a node.
	 * @param endpoint where it listens
	 * @param timeout how long to wait for the connection, and then for each answer
	 * @throws IOException if there is no connection in time
	 */
	NodeSession(NodeEndpoint endpoint, Duration timeout) throws IOException {
		this.endpoint = endpoint;
		int millis = (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
		boolean connected = false;
		try {
			this.socket.setSoTimeout(millis);
			this.socket.setTcpNoDelay(true);
			this.socket.connect(endpoint.socketAddress(), millis);
			this.writer.appendHandshake();
			connected = true;
		}
		finally {
			if (!connected) {
				this.socket.close();
			}
		}
	}

	/**
	 * Sends a request and waits for the answer. After an exception other than a refusal
	 * the session is of no use any more.
	 * @param <T> the expected answer
	 * @param request the request
	 * @param type the expected answer
	 * @return the answer
	 * @throws RefusedException if the node refuses
	 * @throws IOException if there is no answer in time, or none that makes sense
	 */
	<T extends Response> T ask(Request request, Class<T> type) throws IOException {
		this.writer.append(request);
		this.writer.flushTo(this.socket.getOutputStream());
		Response response = Response.decode(this.reader.read(this.socket.getInputStream()));
		if (type.isInstance(response)) {
			return type.cast(response);
		}
		if (response instanceof FailureResponse failure) {
			throw new RefusedException(this.endpoint, failure);
		}
		throw new IOException("The node at " + this.endpoint + " answered " + request + " with " + response);
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The connection to " + this.endpoint + " cannot be closed", ex);
		}
	}

	/**
	 * The node understood a request and refuses it.
	 */
	static final class RefusedException extends IOException {

		private static final long serialVersionUID = 1L;

		private static final int ERROR = 1;

		private static final int BUSY = 5;

		private final long code;

		RefusedException(NodeEndpoint endpoint, FailureResponse failure) {
			super("The node at " + endpoint + " refuses: " + failure.message() + " (error " + failure.code() + ")");
			this.code = failure.code();
		}

		/**
		 * Tells whether the node may do so in a moment.
		 * @return whether another change or writer is in the way
		 */
		boolean isBusy() {
			return (this.code & 0xff) == BUSY;
		}

		/**
		 * Tells whether the refusal is about the node that was to get a role: it cannot
		 * be reached, or has that role.
		 * @return whether another node may have more success
		 */
		boolean isAboutCandidate() {
			return this.code == ERROR;
		}

	}

}
