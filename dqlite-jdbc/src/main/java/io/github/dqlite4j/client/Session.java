package io.github.dqlite4j.client;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.protocol.ClusterRequest;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.protocol.ExecRequest;
import io.github.dqlite4j.protocol.ExecSqlRequest;
import io.github.dqlite4j.protocol.LeaderRequest;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.NodesResponse;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.QueryRequest;
import io.github.dqlite4j.protocol.QuerySqlRequest;
import io.github.dqlite4j.protocol.Request;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.ResultResponse;
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
	 * After how long without an answer it is in doubt that the node still leads.
	 */
	private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

	/**
	 * The length of the texts and blobs of a request that another thread sends: it must
	 * not be held up by that.
	 */
	private static final int LONGEST_ANNOUNCED = 16 * 1024;

	/**
	 * The length of the texts and blobs of a write that shares its commit, so that those
	 * of a group can be sent at once.
	 */
	private static final int LONGEST_GROUPED = 4 * 1024;

	private final Cluster cluster;

	private final SessionChannel channel;

	private final PreparedStatements prepared;

	private Session(Cluster cluster, SessionChannel channel) {
		this.cluster = cluster;
		this.channel = channel;
		this.prepared = new PreparedStatements(channel, cluster.options().statementCacheSize());
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
		connection.watchBy(cluster.leaderWatch());
		return new Session(cluster, new SessionChannel(cluster, connection, generation));
	}

	/**
	 * Return the generation of the engine at the other side.
	 * @return the generation
	 */
	public EngineGeneration generation() {
		return this.channel.generation();
	}

	/**
	 * Return the node at the other side.
	 * @return its address
	 */
	public NodeAddress node() {
		return this.channel.node();
	}

	long nodeId() {
		return this.channel.nodeId();
	}

	/**
	 * Tell whether the connection was closed from this side, for whatever reason.
	 * @return whether it was
	 */
	public boolean isClosed() {
		return this.channel.isClosed();
	}

	/**
	 * Tell whether another node was found to lead since. A result that is still being
	 * read is left alone.
	 * @return whether a session with that node should take the place of this one
	 */
	public boolean isSuperseded() {
		return !this.channel.isStreaming() && this.cluster.isSuperseded(this.channel.nodeId());
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
		Request request = execution(sql, parameters, deadline);
		return this.channel.expect(ResultResponse.class, this.channel.exchangeUnderstood(request, deadline));
	}

	/**
	 * Announce the statement that is executed next, as soon as it is its turn. Only small
	 * ones are, as another thread sends them.
	 * @param sql the statement, as for {@link #execute}
	 * @param parameters a value for each of its parameters
	 * @param deadlines asked when to give up, once it is sent
	 * @return the request, or {@code null} if something else comes before it
	 */
	public @Nullable AnnouncedRequest announce(String sql, Parameters parameters, Supplier<Deadline> deadlines) {
		int id = this.prepared.idOf(sql);
		return (id >= 0 && parameters.areShorterThan(LONGEST_ANNOUNCED))
				? this.channel.announce(this, new ExecRequest(id, parameters), deadlines) : null;
	}

	/**
	 * Announce the transaction that begins next, as soon as it is its turn.
	 * @param sql the kind of BEGIN
	 * @param deadlines asked when to give up, once it is sent
	 * @return the request, or {@code null} if something else comes before it
	 */
	public @Nullable AnnouncedRequest announceBegin(String sql, Supplier<Deadline> deadlines) {
		return this.channel.announce(this, new ExecSqlRequest(sql, Parameters.NONE), deadlines);
	}

	/**
	 * Offer the statement that is executed next to whoever writes before, to be committed
	 * together with others. Only small ones are.
	 * @param sql the statement, as for {@link #execute}
	 * @param parameters a value for each of its parameters
	 * @return the write, or {@code null} if it must be executed alone
	 */
	public @Nullable GroupedWrite offer(String sql, Parameters parameters) {
		return parameters.areShorterThan(LONGEST_GROUPED) ? new GroupedWrite(this, sql, parameters) : null;
	}

	/**
	 * Begin the transaction of a group of writes.
	 * @param deadlines asked when to give up an exchange
	 * @return the version of the schema that they meet
	 * @throws EngineException if the engine refuses it
	 * @throws IOException if the exchange was interrupted
	 */
	public long beginGroup(Supplier<Deadline> deadlines) throws IOException, EngineException {
		Request version = new QuerySqlRequest("PRAGMA schema_version", Parameters.NONE);
		RowStream rows = this.channel.pipelined(List.of(SessionChannel.BEGIN_IMMEDIATE, version), 0, deadlines);
		long value = rows.next() ? rows.row().getLong(0) : 0;
		rows.close();
		return value;
	}

	/**
	 * Run writes in the open transaction and commit them together. Each of them is told
	 * what became of it.
	 * @param writes the writes
	 * @param deadlines asked when to give up an exchange
	 */
	public void commitGroup(List<GroupedWrite> writes, Supplier<Deadline> deadlines) {
		new GroupCommit(this.channel, this.prepared, deadlines).run(writes);
	}

	/**
	 * Begin a transaction.
	 * @param sql the kind of BEGIN
	 * @param deadline when to give up
	 * @throws EngineException if the engine refuses it: there is no transaction then
	 * @throws IOException if the exchange was interrupted
	 */
	public void begin(String sql, Deadline deadline) throws IOException, EngineException {
		this.channel.begin(new ExecSqlRequest(sql, Parameters.NONE), deadline);
	}

	private Request execution(String sql, Parameters parameters, Deadline deadline)
			throws IOException, EngineException {
		int id = this.prepared.prepareIfUsedAgain(sql, deadline);
		return (id >= 0) ? new ExecRequest(id, parameters) : new ExecSqlRequest(sql, parameters);
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
		Request request = execution(sql, parameters, deadline);
		this.channel.settle(deadline);
		this.channel.append(List.of(request, new QuerySqlRequest(query, queryParameters)));
		this.channel.send(deadline);
		Response response = this.channel.receive(deadline);
		String text = textThatFollows(deadline);
		if (this.channel.isMisunderstood(response)) {
			response = this.channel.exchangeAfterCheck(request, deadline);
			text = null;
		}
		return new FollowedResult(this.channel.expect(ResultResponse.class, response), text);
	}

	private @Nullable String textThatFollows(Deadline deadline) {
		try {
			RowStream rows = this.channel.stream(this.channel.receive(deadline), () -> deadline);
			String text = (rows.next() && rows.row().type(0) == ValueType.TEXT) ? rows.row().getText(0) : null;
			rows.close();
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
		Request request = retrieval(sql, parameters, deadline);
		return this.channel.stream(this.channel.exchangeUnderstood(request, deadline), deadlines);
	}

	private Request retrieval(String sql, Parameters parameters, Deadline deadline)
			throws IOException, EngineException {
		int id = this.prepared.prepareIfUsedAgain(sql, deadline);
		return (id >= 0) ? new QueryRequest(id, parameters) : new QuerySqlRequest(sql, parameters);
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
			requests.add(SessionChannel.BEGIN);
		}
		requests.add(SchemaCheck.request());
		requests.add(new QuerySqlRequest(sql, parameters));
		if (context == QueryContext.ALONE) {
			requests.add(new ExecSqlRequest("COMMIT", Parameters.NONE));
		}
		return this.channel.pipelined(requests, (context == QueryContext.ALONE) ? 1 : 0, deadlines);
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
		return this.channel.stream(this.channel.exchangeAfterCheck(new QuerySqlRequest(sql, parameters), deadline),
				deadlines);
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
		Request query = retrieval(sql, parameters, deadlines.get());
		return this.channel.pipelined(List.of(SessionChannel.BEGIN, query), 0, deadlines);
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
		this.channel.sendAhead(new ExecSqlRequest(sql, Parameters.NONE), deadline);
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
		this.channel.settle(deadline);
		return this.channel.exchangeBatch(this.prepared.prepare(sql, deadline), batch, deadline);
	}

	/**
	 * Find out whether the node still leads, in one round trip.
	 * @param deadline when to give up
	 * @return whether it does
	 * @throws IOException if it does not answer
	 * @throws EngineException if an earlier statement that nobody waited for failed
	 */
	public boolean isLeader(Deadline deadline) throws IOException, EngineException {
		LeaderResponse leader = this.channel.expect(LeaderResponse.class,
				this.channel.exchange(new LeaderRequest(), deadline));
		return leader.isKnown() && leader.id() == this.channel.nodeId();
	}

	/**
	 * Tell whether there is reason to ask the node before the next write: nothing was
	 * heard of it for long, or another session found it, or some other node, failing
	 * since.
	 * @return whether there is
	 */
	public boolean isDoubtful() {
		return isDoubtful(IDLE_NANOS);
	}

	boolean isDoubtful(long idleNanos) {
		long lastAnswerAt = this.channel.lastAnswerAt();
		return System.nanoTime() - lastAnswerAt > idleNanos || this.cluster.isSuspectedSince(lastAnswerAt);
	}

	/**
	 * Ask for the members of the cluster and make them known to it.
	 * @param deadline when to give up
	 * @throws IOException if the node does not answer
	 * @throws EngineException if the engine refuses
	 */
	public void refreshMembers(Deadline deadline) throws IOException, EngineException {
		this.cluster
			.learn(this.channel.expect(NodesResponse.class, this.channel.exchange(new ClusterRequest(), deadline))
				.nodes());
	}

	/**
	 * Return the statements that this session has prepared or run.
	 * @return their texts, the one that was not used for the longest time first
	 */
	public List<String> statements() {
		return this.prepared.statements();
	}

	/**
	 * Take note that statements were run before, by the session that this one replaces:
	 * the next use prepares them.
	 * @param statements their texts
	 */
	public void expectAgain(List<String> statements) {
		this.prepared.expectAgain(statements);
	}

	/**
	 * Close the connection because it is not needed any more, after the responses that
	 * are owed came in: a server of an old generation can die when its client goes while
	 * a request waits for other nodes (seen on 1.11.1 while leadership was handed over).
	 * Only called by the thread that uses the session.
	 * @param deadline when to close in any case
	 */
	public void end(Deadline deadline) {
		this.channel.end(deadline);
	}

	/**
	 * Close the connection. The server rolls an open transaction back.
	 */
	@Override
	public void close() {
		this.channel.close();
	}

}
