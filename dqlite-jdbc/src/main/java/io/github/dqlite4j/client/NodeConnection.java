package io.github.dqlite4j.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.tls.TlsSocket;
import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.FrameHead;
import io.github.dqlite4j.protocol.FrameReader;
import io.github.dqlite4j.protocol.FrameWriter;
import io.github.dqlite4j.protocol.LeaderResponse;
import io.github.dqlite4j.protocol.ProtocolException;
import io.github.dqlite4j.protocol.Request;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.RowBatch;

/**
 * A connection to one node: requests out, responses in, in order. Whatever interrupts an
 * exchange closes the connection, since nobody could tell any more which response belongs
 * to which request.
 * <p>
 * One thread at a time may use it; only {@link #close()} may come from another.
 */
final class NodeConnection implements Closeable {

	private static final long IDLE = 0;

	private static final long OVERDUE = -1;

	private static final long GIVEN_UP = -1;

	private static final Duration GOODBYE = Duration.ofSeconds(1);

	private final NodeAddress address;

	private final Socket socket;

	/**
	 * What encrypts, or {@code null} on a connection in plain text.
	 */
	private final @Nullable TlsSocket tls;

	private final ResponseInputStream in;

	private final OutputStream out;

	private final FrameWriter writer;

	private final FrameReader reader;

	/**
	 * When the exchange that is under way must end, as {@link Deadline#nanoTime()}.
	 */
	private final AtomicLong dueAt = new AtomicLong(IDLE);

	/**
	 * Since when this side waits for the other, as {@link System#nanoTime()}.
	 */
	private final AtomicLong waitingSince = new AtomicLong(IDLE);

	/**
	 * The thread to look at while a session is opened, or {@code null} at any other time.
	 */
	private volatile @Nullable Thread opener;

	private volatile @Nullable LeaderWatch watch;

	private volatile @Nullable String giveUpReason;

	private volatile boolean closed;

	private @Nullable LeaderResponse identity;

	/**
	 * Create a connection. The preamble of the protocol goes out with the first request.
	 * @param address the node that was dialled
	 * @param socket the connected socket
	 * @param tls what encrypts on that socket, or {@code null} for plain text
	 * @param maxMessageSize the largest message in bytes
	 */
	NodeConnection(NodeAddress address, Socket socket, @Nullable TlsSocket tls, int maxMessageSize) throws IOException {
		this.address = address;
		this.socket = socket;
		this.tls = tls;
		this.in = (tls != null) ? new ResponseInputStream(tls.input(), socket, true)
				: new ResponseInputStream(socket.getInputStream(), socket, false);
		this.out = (tls != null) ? tls.output() : socket.getOutputStream();
		this.writer = new FrameWriter(maxMessageSize);
		this.reader = new FrameReader(maxMessageSize);
		this.writer.appendHandshake();
		ExchangeWatchdog.instance().add(this);
	}

	/**
	 * Agree on encryption, where there is any.
	 * @throws IOException if that fails; the connection is closed then
	 */
	void secure(Deadline deadline) throws IOException {
		TlsSocket encryption = this.tls;
		if (encryption != null) {
			guarded(deadline, () -> {
				encryption.handshake();
				return true;
			});
		}
	}

	NodeAddress address() {
		return this.address;
	}

	/**
	 * Return who the node at the other side is.
	 * @return its identity and the address that it advertises
	 * @throws IllegalStateException if that was not found out
	 */
	LeaderResponse identity() {
		if (this.identity == null) {
			throw new IllegalStateException("The identity of the node " + this.address + " is not known");
		}
		return this.identity;
	}

	void identify(LeaderResponse identity) {
		this.identity = identity;
	}

	/**
	 * Send one request and wait for its response.
	 * @throws IllegalArgumentException if the request can't be encoded; the connection
	 * stays usable
	 * @throws UnsentException if the connection was closed before
	 * @throws IOException if the exchange was interrupted: the request may have been
	 * executed
	 */
	Response exchange(Request request, Deadline deadline) throws IOException {
		append(request);
		send(deadline);
		return receive(deadline);
	}

	/**
	 * Send one request about the cluster, which all generations of the engine answer
	 * alike, and wait for its response.
	 * @throws IOException if the exchange was interrupted, or ended with a response of
	 * another kind: the request may have been executed
	 * @throws EngineException if the node refuses
	 */
	<T extends Response> T exchange(Request request, Class<T> type, Deadline deadline)
			throws IOException, EngineException {
		Response response = exchange(request, deadline);
		if (type.isInstance(response)) {
			return type.cast(response);
		}
		if (response instanceof FailureResponse failure) {
			throw new EngineException(failure, EngineGeneration.OLD);
		}
		throw unexpected(response, type);
	}

	/**
	 * Close the connection because a response is of another kind than its request asks
	 * for.
	 * @param response the response
	 * @param expected the kind that was expected
	 * @return the failure, to be thrown
	 */
	IOException unexpected(Response response, Class<? extends Response> expected) {
		return broken(new ProtocolException("the node " + this.address + " answered with "
				+ response.getClass().getSimpleName() + " instead of " + expected.getSimpleName()));
	}

	/**
	 * Put a request behind those that wait to be sent.
	 * @throws IllegalArgumentException if the request can't be encoded; those that wait
	 * are unharmed
	 */
	void append(Request request) {
		this.writer.append(request);
	}

	/**
	 * Put requests behind those that wait to be sent, or none.
	 * @throws IllegalArgumentException if one of them can't be encoded; those that wait
	 * are unharmed
	 */
	void append(List<Request> requests) {
		this.writer.append(requests);
	}

	int pendingBytes() {
		return this.writer.size();
	}

	/**
	 * Tell whether bytes of a further response were read already.
	 */
	boolean hasReceived() {
		return this.reader.hasBuffered();
	}

	/**
	 * Send the requests that wait.
	 * @throws UnsentException if the connection was closed before
	 * @throws IOException if the connection broke: some may have arrived
	 */
	void send(Deadline deadline) throws IOException {
		if (this.closed) {
			throw new UnsentException("The connection to " + this.address + " is closed");
		}
		guarded(deadline, () -> {
			this.writer.flushTo(this.out);
			this.in.requestSent();
			return true;
		});
	}

	/**
	 * Wait for the response to the oldest request without one.
	 */
	Response receive(Deadline deadline) throws IOException {
		return guarded(deadline, () -> {
			Response response = Response.decode(this.reader.read(this.in));
			if (this.tls != null) {
				this.tls.markAnswered();
			}
			return response;
		});
	}

	/**
	 * Wait for the batch of rows that follows another.
	 */
	Response receiveFollowing(RowBatch previous, Deadline deadline) throws IOException {
		return guarded(deadline, () -> Response.decodeFollowing(this.reader.read(this.in), previous));
	}

	/**
	 * Wait for the head of the response to the oldest request without one. Its body is to
	 * be read to its end by {@link #receiveBody}.
	 */
	FrameHead receiveHead(Deadline deadline) throws IOException {
		return guarded(deadline, () -> this.reader.readHead(this.in));
	}

	/**
	 * Wait for a piece of the body of a response whose head was received.
	 * @return how many bytes were read, at least 1
	 */
	int receiveBody(byte[] target, int offset, int length, Deadline deadline) throws IOException {
		return guarded(deadline, () -> this.reader.readBody(this.in, target, offset, length));
	}

	/**
	 * Do one step of an exchange before its deadline. If it does not end as it should,
	 * for whatever reason (there may be no memory for a large message), the connection is
	 * closed.
	 */
	private <T> T guarded(Deadline deadline, Step<T> step) throws IOException {
		boolean settled = false;
		begin(deadline);
		try {
			T result = step.run();
			settled = true;
			return result;
		}
		catch (IOException ex) {
			settled = true;
			throw broken(ex);
		}
		finally {
			end();
			if (!settled) {
				close();
			}
		}
	}

	/**
	 * Close the connection because what came in makes no sense.
	 * @param failure what came in
	 * @return the failure, to be thrown
	 */
	IOException broken(IOException failure) {
		close();
		LeaderWatch current = this.watch;
		if (current != null) {
			current.connectionBroke(this.address);
		}
		if (this.waitingSince.get() == GIVEN_UP) {
			return new IOException("The request to " + this.address + " was given up: " + this.giveUpReason, failure);
		}
		if (this.dueAt.get() == OVERDUE) {
			SocketTimeoutException timeout = new SocketTimeoutException(
					"The node " + this.address + " did not answer in time");
			timeout.initCause(failure);
			return timeout;
		}
		return (this.tls != null) ? this.tls.explain(failure) : failure;
	}

	private void begin(Deadline deadline) throws IOException {
		this.dueAt.compareAndSet(IDLE, deadline.nanoTime());
		if (!this.waitingSince.compareAndSet(IDLE, System.nanoTime() | 1)) {
			throw broken(new UnsentException("The connection to " + this.address + " is closed"));
		}
	}

	private void end() {
		long since = this.waitingSince.get();
		if (since != GIVEN_UP) {
			this.waitingSince.compareAndSet(since, IDLE);
		}
		long due = this.dueAt.get();
		if (due != OVERDUE) {
			this.dueAt.compareAndSet(due, IDLE);
		}
	}

	/**
	 * Have a watch look at exchanges that take long.
	 */
	void watchBy(LeaderWatch watch) {
		this.watch = watch;
	}

	/**
	 * Let the interruption of this thread end what it waits for, until it is told
	 * otherwise: nothing is lost by that while a session is opened.
	 * @param opening whether one is
	 */
	void interruptible(boolean opening) {
		this.opener = opening ? Thread.currentThread() : null;
	}

	void giveUpIfInterrupted() {
		Thread current = this.opener;
		long since = this.waitingSince.get();
		if (current != null && since != IDLE && since != GIVEN_UP && current.isInterrupted()) {
			giveUp(since, "the thread was interrupted");
		}
	}

	void showToWatch(long now) {
		LeaderWatch current = this.watch;
		long since = this.waitingSince.get();
		if (current != null && since != IDLE && since != GIVEN_UP) {
			current.lookAt(this, since, now);
		}
	}

	/**
	 * Close the connection under an exchange that is not going to be answered.
	 * @param since since when it waits; one that began later is left alone
	 * @param reason why, for the message of the exception
	 */
	void giveUp(long since, String reason) {
		this.giveUpReason = reason;
		if (this.waitingSince.compareAndSet(since, GIVEN_UP)) {
			close();
		}
	}

	void closeIfOverdue(long now) {
		long due = this.dueAt.get();
		if (due != IDLE && due != OVERDUE && due - now <= 0 && this.dueAt.compareAndSet(due, OVERDUE)) {
			close();
		}
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Close the connection. TLS says goodbye first unless an exchange is under way, and
	 * not for long: the watchdog cuts the connection then.
	 */
	@Override
	public void close() {
		this.closed = true;
		try (Socket underneath = this.socket) {
			if (this.tls != null && this.dueAt.compareAndSet(IDLE, Deadline.after(GOODBYE).nanoTime())) {
				this.tls.close();
			}
		}
		catch (IOException ex) {
			// The descriptor is given back all the same, and there is nobody left to
			// tell.
		}
		finally {
			ExchangeWatchdog.instance().remove(this);
		}
	}

	/**
	 * One step of an exchange.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	private interface Step<T> {

		T run() throws IOException;

	}

}
