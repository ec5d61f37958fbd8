package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What a {@link ScriptedServer} does with a request.
 */
@FunctionalInterface
public interface Answer {

	/**
	 * Answer.
	 * @param call the request
	 * @throws IOException if the client has gone
	 * @throws InterruptedException if the server is closed
	 */
	void run(ServerCall call) throws IOException, InterruptedException;

	/**
	 * Send whole messages.
	 */
	static Answer of(byte[]... messages) {
		return (call) -> call.send(Reply.join(List.of(messages)));
	}

	static Answer failure(long code, String message) {
		return of(Reply.failure(code, message));
	}

	static Answer result(long lastInsertId, long rowsAffected) {
		return of(Reply.result(lastInsertId, rowsAffected));
	}

	static Answer rows(long... values) {
		return of(Reply.rows(true, "a", values));
	}

	/**
	 * Never answer, but notice when the client closes the connection.
	 */
	static Answer stall() {
		return ServerCall::awaitClose;
	}

	/**
	 * Close the connection instead of answering.
	 */
	static Answer cut() {
		return ServerCall::cut;
	}

	/**
	 * Send the first bytes of a message and close the connection.
	 */
	static Answer cutAfter(int count, byte[] message) {
		return (call) -> {
			call.send(Arrays.copyOf(message, count));
			call.cut();
		};
	}

	/**
	 * Send the first bytes of a message and never the others.
	 */
	static Answer stallAfter(int count, byte[] message) {
		return (call) -> {
			call.send(Arrays.copyOf(message, count));
			call.awaitClose();
		};
	}

	/**
	 * Send a message one byte at a time.
	 */
	static Answer drip(long intervalMillis, byte[] message) {
		return (call) -> {
			for (byte b : message) {
				call.send(new byte[] { b });
				Thread.sleep(intervalMillis);
			}
		};
	}

	/**
	 * Answer as another one would, but not before a gate is open.
	 */
	default Answer after(CountDownLatch gate) {
		return (call) -> {
			gate.await();
			run(call);
		};
	}

	/**
	 * Answer as another one would, but not before the client has sent more.
	 */
	default Answer afterTheNextRequest() {
		return (call) -> {
			call.awaitMore();
			run(call);
		};
	}

}
