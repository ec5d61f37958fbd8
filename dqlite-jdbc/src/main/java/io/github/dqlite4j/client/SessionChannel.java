package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.protocol.ExecSqlRequest;
import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.Request;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.ResultResponse;
import io.github.dqlite4j.protocol.RowBatch;

/**
 * The connection of a session as its exchanges see it: each has it to itself. A result
 * that is still being read is buffered and responses that are owed are collected before
 * the next request goes out, and failures become exceptions of the engine's generation.
 */
final class SessionChannel {

	private static final Logger logger = LoggerFactory.getLogger(SessionChannel.class);

	/**
	 * The code of SQLite for something that exceeds a limit of its size.
	 */
	private static final int TOO_BIG = 18;

	/**
	 * Begins a transaction that only reads, at first.
	 */
	static final Request BEGIN = new ExecSqlRequest("BEGIN", Parameters.NONE);

	/**
	 * Begins a transaction that has the write lock.
	 */
	static final Request BEGIN_IMMEDIATE = new ExecSqlRequest("BEGIN IMMEDIATE", Parameters.NONE);

	private final Cluster cluster;

	private final NodeConnection connection;

	private final EngineGeneration generation;

	private final OwedResponses owed;

	private @Nullable RowStream activeStream;

	private @Nullable AnnouncedRequest announced;

	private long lastAnswerAt = System.nanoTime();

	SessionChannel(Cluster cluster, NodeConnection connection, EngineGeneration generation) {
		this.cluster = cluster;
		this.connection = connection;
		this.generation = generation;
		this.owed = new OwedResponses(connection);
	}

	EngineGeneration generation() {
		return this.generation;
	}

	NodeAddress node() {
		return this.connection.address();
	}

	/**
	 * Return the id of the node at the other side.
	 */
	long nodeId() {
		return this.connection.identity().id();
	}

	boolean isClosed() {
		return this.connection.isClosed();
	}

	/**
	 * Tell whether a result is still being read.
	 */
	boolean isStreaming() {
		return this.activeStream != null;
	}

	/**
	 * Return when the node was last heard of, in terms of {@link System#nanoTime()}.
	 */
	long lastAnswerAt() {
		return this.lastAnswerAt;
	}

	/**
	 * Announce the request that is exchanged next, for whoever comes to send it.
	 * @return the request, or {@code null} if something else comes before it
	 */
	@Nullable AnnouncedRequest announce(Session session, Request request, Supplier<Deadline> deadlines) {
		this.announced = (this.activeStream == null && this.owed.isEmpty())
				? new AnnouncedRequest(session, this.connection, request, deadlines) : null;
		return this.announced;
	}

	/**
	 * Send one request, unless it was announced and sent by another thread, and wait for
	 * its response.
	 */
	Response exchange(Request request, Deadline deadline) throws IOException {
		AnnouncedRequest ahead = this.announced;
		this.announced = null;
		Response response;
		if (ahead != null && ahead.sender() != null) {
			response = ahead.receive();
		}
		else {
			settle(deadline);
			response = this.connection.exchange(request, deadline);
		}
		this.lastAnswerAt = System.nanoTime();
		return response;
	}

	/**
	 * Send a BEGIN of any kind. If it is refused there is no transaction.
	 */
	void begin(Request request, Deadline deadline) throws IOException, EngineException {
		Response response = exchange(request, deadline);
		if (response instanceof FailureResponse failure) {
			throw failed(EngineException.ofBegin(failure, this.generation));
		}
		expect(ResultResponse.class, response);
	}

	/**
	 * Send a statement, and once more if the engine did not understand it because its
	 * knowledge of the schema was out of date.
	 */
	Response exchangeUnderstood(Request request, Deadline deadline) throws IOException, EngineException {
		Response response = exchange(request, deadline);
		return isMisunderstood(response) ? exchangeAfterCheck(request, deadline) : response;
	}

	/**
	 * Tell whether the engine refused a statement because its knowledge of the schema may
	 * be out of date.
	 */
	boolean isMisunderstood(Response response) {
		return response instanceof FailureResponse failure && SchemaCheck.mayCure(failure);
	}

	/**
	 * Make the engine look at the schema, and send a statement then.
	 */
	Response exchangeAfterCheck(Request request, Deadline deadline) throws IOException, EngineException {
		stream(exchange(SchemaCheck.request(), deadline), () -> deadline).close();
		return exchange(request, deadline);
	}

	/**
	 * Add a request to those that are sent together next, after {@link #settle}.
	 */
	void append(Request request) {
		this.connection.append(request);
	}

	/**
	 * Add requests, all of them or, if one can't be encoded, none.
	 */
	void append(List<Request> requests) {
		this.connection.append(requests);
	}

	/**
	 * Send what was appended.
	 */
	void send(Deadline deadline) throws IOException {
		this.connection.send(deadline);
	}

	/**
	 * Wait for the next response.
	 */
	Response receive(Deadline deadline) throws IOException {
		Response response = this.connection.receive(deadline);
		this.lastAnswerAt = System.nanoTime();
		return response;
	}

	/**
	 * Send a request whose response is collected before the next one.
	 */
	void sendAhead(Request request, Deadline deadline) throws IOException {
		settle(deadline);
		this.connection.append(request);
		this.connection.send(deadline);
		this.owed.add(1);
	}

	/**
	 * Send requests that only read, one of which yields rows to be streamed. They may be
	 * on their way before a response that is owed came in: if that is a failure, the
	 * session is closed, and nothing is lost.
	 * @param followers how many requests follow that one, whose responses are collected
	 * later
	 */
	RowStream pipelined(List<Request> requests, int followers, Supplier<Deadline> deadlines)
			throws IOException, EngineException {
		Deadline deadline = deadlines.get();
		bufferActiveStream();
		this.connection.append(requests);
		this.connection.send(deadline);
		this.owed.collect(deadline);
		EngineException failure = null;
		for (int i = 0; i < requests.size() - 1 - followers; i++) {
			Response response = this.connection.receive(deadline);
			if (response instanceof RowBatch none) {
				new RowStream(this, none, deadlines).close();
			}
			else if (response instanceof FailureResponse refused) {
				failure = (failure != null) ? failure : refused(requests.get(i), refused);
			}
			else {
				expect(ResultResponse.class, response);
			}
		}
		Response rows = receive(deadline);
		this.owed.add(followers);
		if (failure != null) {
			if (rows instanceof RowBatch batch) {
				new RowStream(this, batch, deadlines).close();
			}
			throw failed(failure);
		}
		return stream(rows, deadlines);
	}

	private EngineException refused(Request request, FailureResponse failure) {
		return (BEGIN.equals(request) || BEGIN_IMMEDIATE.equals(request))
				? EngineException.ofBegin(failure, this.generation) : new EngineException(failure, this.generation);
	}

	/**
	 * Run a prepared statement many times.
	 */
	List<BatchOutcome> exchangeBatch(int statementId, List<Parameters> batch, Deadline deadline) throws IOException {
		List<BatchOutcome> outcomes = new BatchExchange(this.connection, this.generation).run(statementId, batch,
				deadline);
		this.lastAnswerAt = System.nanoTime();
		return outcomes;
	}

	/**
	 * Let the rows of a response be read from the connection, until the next request.
	 */
	RowStream stream(Response response, Supplier<Deadline> deadlines) throws IOException, EngineException {
		RowStream stream = new RowStream(this, expect(RowBatch.class, response), deadlines);
		this.activeStream = stream;
		return stream;
	}

	/**
	 * Make the connection free for the next request: buffer the rest of an open result
	 * and collect owed responses.
	 */
	void settle(Deadline deadline) throws IOException {
		bufferActiveStream();
		this.owed.collect(deadline);
	}

	private void bufferActiveStream() {
		if (this.activeStream != null) {
			RowStream stream = this.activeStream;
			this.activeStream = null;
			stream.buffer();
		}
	}

	Response receiveFollowing(RowBatch previous, Deadline deadline) throws IOException {
		Response response = this.connection.receiveFollowing(previous, deadline);
		this.lastAnswerAt = System.nanoTime();
		return response;
	}

	int maxBufferedResult() {
		return this.cluster.options().maxBufferedResult();
	}

	/**
	 * Return the failure of a result that can't be kept in memory: of the kind of the
	 * engine's own limits, which do the session and its transaction no harm.
	 */
	EngineException tooLargeToBuffer() {
		return new EngineException(new FailureResponse(TOO_BIG, "the result is larger than the maxBufferedResult of "
				+ maxBufferedResult() + " bytes, and had to be kept "
				+ "in memory because it can be scrolled (TYPE_SCROLL_INSENSITIVE) or because another statement of the "
				+ "same connection was run before its last row was read: read it forward only and to its end first, "
				+ "use another connection, or raise maxBufferedResult"), this.generation);
	}

	void finished(RowStream stream) {
		if (this.activeStream == stream) {
			this.activeStream = null;
		}
	}

	<T extends Response> T expect(Class<T> type, Response response) throws IOException, EngineException {
		if (type.isInstance(response)) {
			return type.cast(response);
		}
		if (response instanceof FailureResponse failure) {
			throw failed(failure);
		}
		throw this.connection.unexpected(response, type);
	}

	IOException unexpected(Response response, Class<? extends Response> expected) {
		return this.connection.unexpected(response, expected);
	}

	/**
	 * Tell what a failure means.
	 */
	FailureKind kindOf(FailureResponse failure) {
		return this.generation.classify((int) failure.code(), failure.message());
	}

	private EngineException failed(FailureResponse failure) {
		return failed(new EngineException(failure, this.generation));
	}

	private EngineException failed(EngineException exception) {
		if (exception.kind() == FailureKind.NOT_LEADER) {
			this.cluster.suspect(node());
		}
		return exception;
	}

	/**
	 * Wait for the responses that are owed, and close the connection.
	 * @param deadline when to close in any case
	 */
	void end(Deadline deadline) {
		try {
			if (this.activeStream == null && !isClosed()) {
				this.owed.collect(deadline);
			}
		}
		catch (IOException ex) {
			logger.debug("The last response of {} did not come: {}", node(), ex.getMessage());
		}
		finally {
			close();
		}
	}

	void close() {
		this.connection.close();
	}

}
