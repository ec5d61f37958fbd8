package io.github.dqlite4j.node;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
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

	private final NodeContact contact;

	private final NodeChannel channel;

	private final FrameWriter writer = new FrameWriter(MAX_MESSAGE);

	private final FrameReader reader = new FrameReader(MAX_MESSAGE);

	/**
	 * Connects to a node.
	 * @param contact the node
	 * @param timeout how long to wait for the connection, and then for each answer
	 * @throws IOException if there is no connection in time
	 */
	NodeSession(NodeContact contact, Duration timeout) throws IOException {
		this.contact = contact;
		this.channel = contact.open(timeout);
		this.writer.appendHandshake();
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
		this.writer.flushTo(this.channel.output());
		Response response = Response.decode(this.reader.read(this.channel.input()));
		if (type.isInstance(response)) {
			return type.cast(response);
		}
		if (response instanceof FailureResponse failure) {
			throw new RefusedException(this.contact, failure);
		}
		throw new IOException("The node at " + this.contact + " answered " + request + " with " + response);
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The connection to " + this.contact + " cannot be closed", ex);
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

		RefusedException(NodeContact contact, FailureResponse failure) {
			super("The node at " + contact + " refuses: " + failure.message() + " (error " + failure.code() + ")");
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
