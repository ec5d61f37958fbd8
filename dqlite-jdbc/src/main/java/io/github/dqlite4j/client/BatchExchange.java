package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.github.dqlite4j.protocol.ExecRequest;
import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ProtocolException;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.ResultResponse;

/**
 * Sends the executions of a batch by a sliding window: a new one goes out for each
 * response that comes in. The window is bounded in requests and in bytes: a server whose
 * responses nobody reads stops reading requests, and both sides would wait for each
 * other.
 */
final class BatchExchange {

	private static final int WINDOW = 64;

	private static final int WINDOW_BYTES = 64 * 1024;

	private final NodeConnection connection;

	private final EngineGeneration generation;

	BatchExchange(NodeConnection connection, EngineGeneration generation) {
		this.connection = connection;
		this.generation = generation;
	}

	List<BatchOutcome> run(int statementId, List<Parameters> batch, Deadline deadline) throws IOException {
		List<BatchOutcome> outcomes = new ArrayList<>(batch.size());
		Queue<Integer> outstanding = new ArrayDeque<>(WINDOW);
		int outstandingBytes = 0;
		int sent = 0;
		while (outcomes.size() < batch.size()) {
			while (sent < batch.size() && outstanding.size() < WINDOW
					&& (outstanding.isEmpty() || outstandingBytes < WINDOW_BYTES)) {
				int before = this.connection.pendingBytes();
				append(new ExecRequest(statementId, batch.get(sent++)), outstanding.size(), deadline);
				int size = this.connection.pendingBytes() - before;
				outstanding.add(size);
				outstandingBytes += size;
			}
			if (this.connection.pendingBytes() > 0) {
				this.connection.send(deadline);
			}
			do {
				outcomes.add(outcome(this.connection.receive(deadline)));
				outstandingBytes -= outstanding.remove();
			}
			while (!outstanding.isEmpty() && this.connection.hasReceived());
		}
		return outcomes;
	}

	/**
	 * A value that can't be encoded ends the batch, but what was sent before is still
	 * answered.
	 */
	private void append(ExecRequest request, int outstanding, Deadline deadline) throws IOException {
		try {
			this.connection.append(request);
		}
		catch (IllegalArgumentException ex) {
			if (this.connection.pendingBytes() > 0) {
				this.connection.send(deadline);
			}
			for (int i = 0; i < outstanding; i++) {
				this.connection.receive(deadline);
			}
			throw ex;
		}
	}

	private BatchOutcome outcome(Response response) throws IOException {
		if (response instanceof ResultResponse result) {
			return new BatchOutcome(result, null);
		}
		if (response instanceof FailureResponse failure) {
			return new BatchOutcome(null, new EngineException(failure, this.generation));
		}
		throw this.connection.broken(new ProtocolException("an execution was answered by " + response));
	}

}
