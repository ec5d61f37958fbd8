package io.github.dqlite4j.client;

import java.io.IOException;

import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.Response;

/**
 * The responses that are still to come for requests that nobody waited for. They come
 * before that of any later request.
 */
final class OwedResponses {

	private final NodeConnection connection;

	private int count;

	OwedResponses(NodeConnection connection) {
		this.connection = connection;
	}

	/**
	 * Take note that requests were sent whose responses nobody waits for.
	 */
	void add(int requests) {
		this.count += requests;
	}

	boolean isEmpty() {
		return this.count == 0;
	}

	/**
	 * Wait for all of them.
	 * @param deadline when to give up
	 * @throws UnsentException if the connection breaks, or one of them is a failure: it
	 * is closed then, and what was to be sent behind them was not executed
	 */
	void collect(Deadline deadline) throws UnsentException {
		while (this.count > 0) {
			collectOne(deadline);
		}
	}

	private void collectOne(Deadline deadline) throws UnsentException {
		Response response;
		try {
			response = this.connection.receive(deadline);
		}
		catch (IOException ex) {
			throw UnsentException.behind(this.connection.address(), ex);
		}
		this.count--;
		if (response instanceof FailureResponse failure) {
			this.connection.close();
			throw new UnsentException("The end of the read-only transaction before failed: " + failure.message());
		}
	}

}
