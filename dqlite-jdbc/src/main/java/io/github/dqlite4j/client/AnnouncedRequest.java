package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.protocol.Request;
import io.github.dqlite4j.protocol.Response;

/**
 * The first request of a writer that waits for its turn. Whoever gives it the turn sends
 * the request, so that the node works on it while the writer wakes up, which then only
 * waits for the response. What became of the sending is told to the writer alone.
 * <p>
 * The {@link WriteLane} hands it from the one thread to the other and back.
 */
public final class AnnouncedRequest {

	private final Session session;

	private final NodeConnection connection;

	private final Request request;

	private final Supplier<Deadline> deadlines;

	/**
	 * When to give up waiting for the response, or {@code null} before it was tried to
	 * send the request.
	 */
	private @Nullable Deadline deadline;

	private @Nullable IOException failure;

	AnnouncedRequest(Session session, NodeConnection connection, Request request, Supplier<Deadline> deadlines) {
		this.session = session;
		this.connection = connection;
		this.request = request;
		this.deadlines = deadlines;
	}

	/**
	 * Send the request, unless it comes too late, can't be encoded or the node may not
	 * lead any more: the writer finds that out for itself. Nor does a thread send that is
	 * interrupted: the socket that a virtual one writes to is closed then.
	 */
	void send() {
		Deadline end = this.deadlines.get();
		if (end.isOver() || this.session.isSuperseded() || this.session.isDoubtful()
				|| Thread.currentThread().isInterrupted()) {
			return;
		}
		try {
			this.connection.append(this.request);
		}
		catch (IllegalArgumentException ex) {
			return;
		}
		this.deadline = end;
		try {
			this.connection.send(end);
		}
		catch (IOException ex) {
			this.failure = ex;
		}
	}

	/**
	 * Return the session on which the request was sent, or was tried to be.
	 * @return the session, whose next request must be this one, or {@code null} if it is
	 * still to be sent
	 */
	@Nullable Session sender() {
		return (this.deadline != null) ? this.session : null;
	}

	/**
	 * Wait for the response.
	 * @throws UnsentException if the request was not sent
	 * @throws IOException if the exchange was interrupted
	 */
	Response receive() throws IOException {
		if (this.failure != null) {
			throw this.failure;
		}
		return this.connection.receive(this.deadline);
	}

}
