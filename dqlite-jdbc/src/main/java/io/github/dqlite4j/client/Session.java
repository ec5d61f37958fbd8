package io.github.dqlite4j.client;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.protocol.ClusterRequest;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.protocol.ExecRequest;
import io.github.dqlite4j.protocol.ExecSqlRequest;
import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.FinalizeRequest;
import io.github.dqlite4j.protocol.LeaderRequest;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.NodesResponse;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.PrepareRequest;
import io.github.dqlite4j.protocol.ProtocolException;
import io.github.dqlite4j.protocol.QueryRequest;
import io.github.dqlite4j.protocol.QuerySqlRequest;
import io.github.dqlite4j.protocol.Request;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.ResultResponse;
import io.github.dqlite4j.protocol.RowBatch;
import io.github.dqlite4j.protocol.StatementResponse;
import io.github.dqlite4j.protocol.ValueType;

/**
 * A connection to the leader with one open database: one request at a time, one result at
 * a time. When a request is made while a result is still being read, the rest of the
 * result is buffered first.
 * <p>
 * A session never reconnects: when its connection breaks or its node loses leadership it
 * is of no further use. One thread at a time may use it; only {@link #close()} may come
 * from another.
 */
public final class Session implements Closeable {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	/**
	 * The code of SQLite for something that exceeds a limit of its size.
	 */
	private static final int TOO_BIG = 18;

	private static final Request BEGIN = new ExecSqlRequest("BEGIN", Parameters.NONE);

	private final Cluster cluster;

	private final NodeConnection connection;

	private final EngineGeneration generation;

	private final StatementCache statements;

	private final OwedResponses owed;

	private @Nullable RowStream activeStream;

	private long lastAnswerAt = System.nanoTime();

	private Session(Cluster cluster, NodeConnection connection, EngineGeneration generation) {
		this.cluster = cluster;
		this.connection = connection;
		this.generation = generation;
		this.statements = new StatementCache(cluster.options().statementCacheSize());
		this.owed = new OwedResponses(connection);
		connection.watchBy(cluster.leaderWatch());
	}

	/**
	 * Open a database of a cluster on a connection to its leader, find out the engine's
	 * generation and the members of the cluster, all in one round trip.
	 */
	static Session open(Cluster cluster, DatabaseName database, NodeConnection connection, Deadline deadline)
			throws IOException, EngineException {
		SessionOpening opening = new SessionOpening(connection, deadline);
		connection.interruptible(true);
		EngineGeneration generation;
		try {
			generation = opening.open(database);
		}
		finally {
			connection.interruptible(false);
		}
		cluster.learn(opening.members());
		logger.debug("Opened the database {} at {}, engine generation {}", database, connection.address(), generation);
		return new Session(cluster, connection, generation);
	}

	/**
	 * Return the generation of the engine at the other side.
	 * @return the generation
	 */
	public EngineGeneration generation() {
		return this.generation;
	}

	/**
	 * Return the node at the other side.
	 * @return its address
	 */
	public NodeAddress node() {
		return this.connection.address();
	}

	/**
	 * Tell whether the connection was closed from this side, for whatever reason.
	 * @return whether it was
	 */
	public boolean isClosed() {
		return this.connection.isClosed();
	}

	/**
	 * Tell whether another node was found to lead since. A result that is still being
	 * read is left alone.
	 * @return whether a session with that node should take the place of this one
	 */
	public boolean isSuperseded() {
		return this.activeStream == null && this.cluster.isSuperseded(this.connection.identity().id());
	}

	/**
	 * Run a statement that yields no rows. A statement that is used again is prepared.
	 * @param sql one statement without trailing blanks, comments or semicolon
	 * @param parameters a value for each of its parameters
	 * @param deadline when to give up
	 * @return the result
	 * @throws EngineException if the engine refuses it
	 * @throws UnsentException if nothing was sent
	 * @throws IOException if the exchange was interrupted: the statement may have been
	 * executed
	 */
	public ResultResponse execute(String sql, Parameters parameters, Deadline deadline)
			throws IOException, EngineException {
		int id = prepareIfUsedAgain(sql, deadline);
		Request request = (id >= 0) ? new ExecRequest(id, parameters) : new ExecSqlRequest(sql, parameters);
		return expect(ResultResponse.class, exchangeUnderstood(request, deadline));
	}

	/**
	 * Begin a transaction.
	 * @param sql the kind of BEGIN
	 * @param deadline when to give up
	 * @throws EngineException if the engine refuses it: there is no transaction then
	 * @throws IOException if the exchange was interrupted
	 */
	public void begin(String sql, Deadline deadline) throws IOException, EngineException {
		Response response = exchange(new ExecSqlRequest(sql, Parameters.NONE), deadline);
		if (response instanceof FailureResponse failure) {
			throw failed(EngineException.ofBegin(failure, this.generation));
		}
		expect(ResultResponse.class, response);
	}

	/**
	 * Run a statement that yields no rows, and behind it a query, in one round trip.
	 * Whatever becomes of the query, the statement has done what its result says.
	 * @param sql the statement, as for {@link #execute}
	 * @param parameters a value for each of its parameters
	 * @param query a query that yields a text
	 * @param queryParameters a value for each of its parameters
	 * @param deadline when to give up
	 * @return the result, and the text
	 * @throws EngineException if the engine refuses the statement
	 * @throws UnsentException if nothing was sent
	 * @throws IOException if the exchange was interrupted: the statement may have been
	 * executed
	 */
	public FollowedResult executeThenQuery(String sql, Parameters parameters, String query, Parameters queryParameters,
			Deadline deadline) throws IOException, EngineException {
		int id = prepareIfUsedAgain(sql, deadline);
		Request request = (id >= 0) ? new ExecRequest(id, parameters) : new ExecSqlRequest(sql, parameters);
		settle(deadline);
		this.connection.append(List.of(request, new QuerySqlRequest(query, queryParameters)));
		this.connection.send(deadline);
		Response response = this.connection.receive(deadline);
		String text = textThatFollows(deadline);
		if (response instanceof FailureResponse failure && SchemaCheck.mayCure(failure)) {
			checkSchema(deadline);
			return new FollowedResult(expect(ResultResponse.class, exchange(request, deadline)), null);
		}
		return new FollowedResult(expect(ResultResponse.class, response), text);
	}

	private @Nullable String textThatFollows(Deadline deadline) {
		try {
			RowStream rows = stream(this.connection.receive(deadline), () -> deadline);
			String text = (rows.next() && rows.row().type(0) == ValueType.TEXT) ? rows.row().getText(0) : null;
			rows.close();
			this.lastAnswerAt = System.nanoTime();
			return text;
		}
		catch (IOException | EngineException ex) {
			// the statement was answered before: if the connection broke, the next one
			// tells
			logger.debug("The query behind a statement failed at {}: {}", node(), ex.getMessage());
			return null;
		}
	}

	/**
	 * Run a statement that yields rows. A statement that is used again is prepared.
	 * @param sql one statement without trailing blanks, comments or semicolon
	 * @param parameters a value for each of its parameters
	 * @param deadlines asked when to give up: once for the statement with its first rows,
	 * and again for each further batch of rows
	 * @return the rows, to be read before the next request or else buffered then
	 * @throws EngineException if the engine refuses it
	 * @throws UnsentException if nothing was sent
	 * @throws IOException if the exchange was interrupted
	 */
	public RowStream query(String sql, Parameters parameters, Supplier<Deadline> deadlines)
			throws IOException, EngineException {
		Deadline deadline = deadlines.get();
		int id = prepareIfUsedAgain(sql, deadline);
		Request request = (id >= 0) ? new QueryRequest(id, parameters) : new QuerySqlRequest(sql, parameters);
		return stream(exchangeUnderstood(request, deadline), deadlines);
	}

	/**
	 * Run a query whose columns are named by the schema, so that the names must be as new
	 * as the rows: one with {@code *}. All travels in one round trip.
	 * @param context the transaction that it is in, or is to be in: the look at the
	 * schema and the query must see the same moment
	 * @param sql the query, which writes nothing
	 * @param parameters a value for each of its parameters
	 * @param deadlines asked when to give up: once for the query with its first rows, and
	 * again for each further batch of rows
	 * @return the rows of the query
	 * @throws EngineException if the engine refuses
	 * @throws UnsentException if nothing was sent
	 * @throws IOException if the exchange was interrupted
	 */
	public RowStream queryWithStar(QueryContext context, String sql, Parameters parameters,
			Supplier<Deadline> deadlines) throws IOException, EngineException {
		List<Request> requests = new ArrayList<>();
		if (context != QueryContext.INSIDE) {
			requests.add(BEGIN);
		}
		requests.add(SchemaCheck.request());
		requests.add(new QuerySqlRequest(sql, parameters));
		if (context == QueryContext.ALONE) {
			requests.add(new ExecSqlRequest("COMMIT", Parameters.NONE));
		}
		return pipelined(requests, (context == QueryContext.ALONE) ? 1 : 0, deadlines);
	}

	/**
	 * Run a statement that writes and yields columns that are named by the schema. The
	 * look at the schema has a round trip of its own: if it fails, the statement must not
	 * have been executed.
	 * @param sql the statement, with {@code RETURNING *}
	 * @param parameters a value for each of its parameters
	 * @param deadlines asked when to give up: once for the statement with its first rows,
	 * and again for each further batch of rows
	 * @return the rows
	 * @throws EngineException if the engine refuses
	 * @throws UnsentException if nothing was sent
	 * @throws IOException if the exchange was interrupted
	 */
	public RowStream returningStar(String sql, Parameters parameters, Supplier<Deadline> deadlines)
			throws IOException, EngineException {
		Deadline deadline = deadlines.get();
		checkSchema(deadline);
		return stream(exchange(new QuerySqlRequest(sql, parameters), deadline), deadlines);
	}

	/**
	 * Begin a transaction that only reads, at first, and run a query in it, in one round
	 * trip.
	 * @param sql the query
	 * @param parameters a value for each of the query's parameters
	 * @param deadlines asked when to give up: once for the statements with the first
	 * rows, and again for each further batch of rows
	 * @return the rows of the query
	 * @throws EngineException if the engine refuses the transaction, or else the query
	 * @throws UnsentException if nothing was sent
	 * @throws IOException if the exchange was interrupted
	 */
	public RowStream beginWithQuery(String sql, Parameters parameters, Supplier<Deadline> deadlines)
			throws IOException, EngineException {
		int id = prepareIfUsedAgain(sql, deadlines.get());
		Request query = (id >= 0) ? new QueryRequest(id, parameters) : new QuerySqlRequest(sql, parameters);
		return pipelined(List.of(BEGIN, query), 0, deadlines);
	}

	/**
	 * Send requests that only read, one of which yields rows to be streamed. They may be
	 * on their way before a response that is owed came in: if that is a failure, the
	 * session is closed, and nothing is lost.
	 * @param followers how many requests follow that one, whose responses are collected
	 * later
	 */
	private RowStream pipelined(List<Request> requests, int followers, Supplier<Deadline> deadlines)
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
		Response rows = this.connection.receive(deadline);
		this.lastAnswerAt = System.nanoTime();
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
		return BEGIN.equals(request) ? EngineException.ofBegin(failure, this.generation)
				: new EngineException(failure, this.generation);
	}

	/**
	 * Send a statement without waiting for its response, which is collected before the
	 * next request. If it fails then, the session is closed.
	 * @param sql a statement whose failure costs nothing but the session, such as the
	 * COMMIT of a transaction that only read
	 * @param deadline when to give up
	 * @throws IOException if it can't be sent
	 * @throws EngineException if an earlier statement of this kind failed
	 */
	public void executeLater(String sql, Deadline deadline) throws IOException, EngineException {
		settle(deadline);
		this.connection.append(new ExecSqlRequest(sql, Parameters.NONE));
		this.connection.send(deadline);
		this.owed.add(1);
	}

	/**
	 * Run a prepared statement many times. The requests go out ahead of the responses, a
	 * window of them at a time, so that round trips overlap.
	 * @param sql the statement, which yields no rows
	 * @param batch the values of each execution
	 * @param deadline when to give up
	 * @return what came of each execution, in order: all are tried
	 * @throws EngineException if the statement can't be prepared
	 * @throws IOException if the exchange was interrupted: any part may have been
	 * executed
	 */
	public List<BatchOutcome> executeBatch(String sql, List<Parameters> batch, Deadline deadline)
			throws IOException, EngineException {
		settle(deadline);
		int id = this.statements.idOf(sql);
		if (id < 0) {
			id = prepare(sql, deadline);
			this.statements.prepared(sql, id);
		}
		List<BatchOutcome> outcomes = new BatchExchange(this.connection, this.generation).run(id, batch, deadline);
		this.lastAnswerAt = System.nanoTime();
		return outcomes;
	}

	/**
	 * Find out whether the node still leads, in one round trip.
	 * @param deadline when to give up
	 * @return whether it does
	 * @throws IOException if it does not answer
	 * @throws EngineException if an earlier statement that nobody waited for failed
	 */
	public boolean isLeader(Deadline deadline) throws IOException, EngineException {
		LeaderResponse leader = expect(LeaderResponse.class, exchange(new LeaderRequest(), deadline));
		return leader.isKnown() && leader.id() == this.connection.identity().id();
	}

	/**
	 * Tell whether there is reason to ask the node before the next write: nothing was
	 * heard of it for long, or another session found it, or some other node, failing
	 * since.
	 * @param idleNanos how long is long, in nanoseconds
	 * @return whether there is
	 */
	public boolean isDoubtful(long idleNanos) {
		return System.nanoTime() - this.lastAnswerAt > idleNanos || this.cluster.isSuspectedSince(this.lastAnswerAt);
	}

	/**
	 * Ask for the members of the cluster and make them known to it.
	 * @param deadline when to give up
	 * @throws IOException if the node does not answer
	 * @throws EngineException if the engine refuses
	 */
	public void refreshMembers(Deadline deadline) throws IOException, EngineException {
		this.cluster.learn(expect(NodesResponse.class, exchange(new ClusterRequest(), deadline)).nodes());
	}

	/**
	 * Return the statements that this session has prepared or run.
	 * @return their texts, the one that was not used for the longest time first
	 */
	public List<String> statements() {
		return this.statements.statements();
	}

	/**
	 * Take note that statements were run before, by the session that this one replaces:
	 * the next use prepares them.
	 * @param statements their texts
	 */
	public void expectAgain(List<String> statements) {
		statements.forEach(this.statements::isUsedAgain);
	}

	private int prepareIfUsedAgain(String sql, Deadline deadline) throws IOException, EngineException {
		int id = this.statements.idOf(sql);
		if (id >= 0 || !this.statements.isUsedAgain(sql)) {
			return id;
		}
		id = prepare(sql, deadline);
		this.statements.prepared(sql, id);
		return id;
	}

	/**
	 * Prepare a statement, and let the server forget those that gave way, in one round
	 * trip.
	 */
	private int prepare(String sql, Deadline deadline) throws IOException, EngineException {
		settle(deadline);
		try {
			this.connection.append(new PrepareRequest(sql, 0));
			List<Integer> evicted = this.statements.takeEvicted();
			evicted.forEach((id) -> this.connection.append(new FinalizeRequest(id)));
			this.connection.send(deadline);
			Response prepared = this.connection.receive(deadline);
			for (int i = 0; i < evicted.size(); i++) {
				// A statement that can't be forgotten is none any more.
				this.connection.receive(deadline);
			}
			this.lastAnswerAt = System.nanoTime();
			if (prepared instanceof FailureResponse failure && SchemaCheck.mayCure(failure)) {
				checkSchema(deadline);
				prepared = exchange(new PrepareRequest(sql, 0), deadline);
			}
			return expect(StatementResponse.class, prepared).id();
		}
		catch (IOException ex) {
			throw UnsentException.behind(node(), ex);
		}
	}

	private RowStream stream(Response response, Supplier<Deadline> deadlines) throws IOException, EngineException {
		RowStream stream = new RowStream(this, expect(RowBatch.class, response), deadlines);
		this.activeStream = stream;
		return stream;
	}

	/**
	 * Send a statement, and once more if the engine did not understand it because its
	 * knowledge of the schema was out of date.
	 */
	private Response exchangeUnderstood(Request request, Deadline deadline) throws IOException, EngineException {
		Response response = exchange(request, deadline);
		if (response instanceof FailureResponse failure && SchemaCheck.mayCure(failure)) {
			checkSchema(deadline);
			return exchange(request, deadline);
		}
		return response;
	}

	private void checkSchema(Deadline deadline) throws IOException, EngineException {
		stream(exchange(SchemaCheck.request(), deadline), () -> deadline).close();
	}

	private Response exchange(Request request, Deadline deadline) throws IOException, EngineException {
		settle(deadline);
		Response response = this.connection.exchange(request, deadline);
		this.lastAnswerAt = System.nanoTime();
		return response;
	}

	/**
	 * Make the connection free for the next request: buffer the rest of an open result
	 * and collect owed responses.
	 */
	private void settle(Deadline deadline) throws IOException, EngineException {
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
		throw this.connection.broken(new ProtocolException("the node " + node() + " answered with "
				+ response.getClass().getSimpleName() + " instead of " + type.getSimpleName()));
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
	 * Close the connection because it is not needed any more, after the responses that
	 * are owed came in: a server of an old generation can die when its client goes while
	 * a request waits for other nodes (seen on 1.11.1 while leadership was handed over).
	 * Only called by the thread that uses the session.
	 * @param deadline when to close in any case
	 */
	public void end(Deadline deadline) {
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

	/**
	 * Close the connection. The server rolls an open transaction back.
	 */
	@Override
	public void close() {
		this.connection.close();
	}

}
