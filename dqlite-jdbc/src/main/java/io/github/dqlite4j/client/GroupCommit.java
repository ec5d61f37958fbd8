package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.dqlite4j.protocol.ExecRequest;
import io.github.dqlite4j.protocol.ExecSqlRequest;
import io.github.dqlite4j.protocol.FailureResponse;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.Request;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.ResultResponse;

/**
 * Runs the writes of several connections in the transaction that is open on a session,
 * commits them together and tells each what became of it.
 * <p>
 * The writes travel one behind the other, without waiting for each other's response. A
 * broken constraint undoes the one write alone, which its owner then repeats by itself,
 * to fail as it would have. Any other failure undoes the group. If a failure has ended
 * the transaction, those behind it may have committed by themselves: they are in doubt,
 * as all are if the connection breaks.
 */
final class GroupCommit {

	private static final Request COMMIT = new ExecSqlRequest("COMMIT", Parameters.NONE);

	private static final Request ROLLBACK = new ExecSqlRequest("ROLLBACK", Parameters.NONE);

	private final SessionChannel channel;

	private final PreparedStatements prepared;

	private final Supplier<Deadline> deadlines;

	GroupCommit(SessionChannel channel, PreparedStatements prepared, Supplier<Deadline> deadlines) {
		this.channel = channel;
		this.prepared = prepared;
		this.deadlines = deadlines;
	}

	/**
	 * Run them, and end the transaction; the session is closed if that fails.
	 * @param writes the writes, all of which are settled in the end
	 */
	void run(List<GroupedWrite> writes) {
		try {
			List<GroupedWrite> group = send(writes);
			end(group, receive(group.size()));
		}
		catch (UnsentException | IllegalArgumentException ex) {
			rollBack();
			unsettled(writes).forEach(GroupedWrite::notExecuted);
		}
		catch (IOException ex) {
			this.channel.close();
			unsettled(writes).forEach((write) -> write.inDoubt(ex));
		}
		finally {
			if (!unsettled(writes).isEmpty()) {
				this.channel.close();
				IOException failure = new IOException("the thread that wrote for others as well has failed");
				unsettled(writes).forEach((write) -> write.inDoubt(failure));
			}
		}
	}

	private static List<GroupedWrite> unsettled(List<GroupedWrite> writes) {
		return writes.stream().filter((write) -> !write.isSettled()).toList();
	}

	/**
	 * All are encoded before the first one is sent. The responses are so short that the
	 * server can always write them.
	 */
	private List<GroupedWrite> send(List<GroupedWrite> writes) throws IOException {
		List<GroupedWrite> group = prepare(writes);
		List<Request> requests = new ArrayList<>(group.size());
		for (GroupedWrite write : group) {
			int id = this.prepared.idOf(write.sql());
			requests.add((id >= 0) ? new ExecRequest(id, write.parameters())
					: new ExecSqlRequest(write.sql(), write.parameters()));
		}
		this.channel.append(requests);
		this.channel.send(this.deadlines.get());
		return group;
	}

	private List<GroupedWrite> prepare(List<GroupedWrite> writes) throws IOException {
		List<GroupedWrite> group = new ArrayList<>(writes.size());
		for (GroupedWrite write : writes) {
			try {
				this.prepared.prepareIfUsedAgain(write.sql(), this.deadlines.get());
				group.add(write);
			}
			catch (EngineException ex) {
				// its owner gets the same when it tries alone
				write.notExecuted();
			}
		}
		return group;
	}

	private List<Response> receive(int count) throws IOException {
		List<Response> responses = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			// each of them may take as long as it might alone
			Response response = this.channel.receive(this.deadlines.get());
			if (!(response instanceof ResultResponse) && !(response instanceof FailureResponse)) {
				throw this.channel.unexpected(response, ResultResponse.class);
			}
			responses.add(response);
		}
		return responses;
	}

	private void end(List<GroupedWrite> group, List<Response> responses) throws IOException {
		List<FailureKind> failures = responses.stream()
			.filter(FailureResponse.class::isInstance)
			.map((failure) -> this.channel.kindOf((FailureResponse) failure))
			.toList();
		if (!failures.isEmpty() && !isOpen()) {
			settleEnded(group, responses);
		}
		else if (failures.stream().allMatch(FailureKind.CONSTRAINT::equals) && commit()) {
			for (int i = 0; i < group.size(); i++) {
				settle(group.get(i), responses.get(i));
			}
		}
		else {
			rollBack();
			group.forEach(GroupedWrite::notExecuted);
		}
	}

	private void settle(GroupedWrite write, Response response) {
		if (response instanceof ResultResponse result) {
			write.committed(result, this.channel.nodeId());
		}
		else {
			write.notExecuted();
		}
	}

	/**
	 * Find out whether a failure has ended the transaction: only if it is open a second
	 * one can't begin. On a connection that was closed meanwhile nobody can tell.
	 */
	private boolean isOpen() throws IOException {
		Response response;
		try {
			response = this.channel.exchange(SessionChannel.BEGIN, this.deadlines.get());
		}
		catch (UnsentException ex) {
			return false;
		}
		if (response instanceof FailureResponse failure) {
			return this.channel.kindOf(failure) == FailureKind.STATEMENT;
		}
		rollBack();
		return false;
	}

	/**
	 * Commit.
	 * @return whether it is committed; if not, the transaction may be open
	 * @throws UnsentException if the COMMIT was not sent
	 * @throws IOException if the outcome is unknown
	 */
	private boolean commit() throws IOException {
		Response response = this.channel.exchange(COMMIT, this.deadlines.get());
		if (response instanceof FailureResponse failure) {
			if (this.channel.kindOf(failure) == FailureKind.OUTCOME_UNKNOWN) {
				throw new IOException(failure.message());
			}
			return false;
		}
		if (response instanceof ResultResponse) {
			return true;
		}
		throw this.channel.unexpected(response, ResultResponse.class);
	}

	/**
	 * Those before the first failure, and that one itself, went with the transaction.
	 * Those behind it had none to be in.
	 */
	private void settleEnded(List<GroupedWrite> group, List<Response> responses) {
		this.channel.close();
		boolean open = true;
		for (int i = 0; i < group.size(); i++) {
			boolean failed = responses.get(i) instanceof FailureResponse failure
					&& this.channel.kindOf(failure) != FailureKind.OUTCOME_UNKNOWN;
			if (open || failed) {
				group.get(i).notExecuted();
			}
			else {
				group.get(i).inDoubt(new IOException("the transaction that it was written in has ended before"));
			}
			open &= responses.get(i) instanceof ResultResponse;
		}
	}

	private void rollBack() {
		try {
			Response response = this.channel.exchange(ROLLBACK, this.deadlines.get());
			if (response instanceof FailureResponse failure && this.channel.kindOf(failure) != FailureKind.STATEMENT) {
				this.channel.close();
			}
		}
		catch (IOException ex) {
			// the server rolls back when it sees the connection closed
			this.channel.close();
		}
	}

}
