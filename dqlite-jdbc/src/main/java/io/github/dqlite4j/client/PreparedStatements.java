package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.List;

import io.github.dqlite4j.protocol.FinalizeRequest;
import io.github.dqlite4j.protocol.PrepareRequest;
import io.github.dqlite4j.protocol.Response;
import io.github.dqlite4j.protocol.StatementResponse;

/**
 * The prepared statements of a session: a statement that is used again is prepared.
 */
final class PreparedStatements {

	private final SessionChannel channel;

	private final StatementCache cache;

	PreparedStatements(SessionChannel channel, int capacity) {
		this.channel = channel;
		this.cache = new StatementCache(capacity);
	}

	/**
	 * Return the number of a statement.
	 * @param sql the statement
	 * @return its number, or -1 if it is not prepared
	 */
	int idOf(String sql) {
		return this.cache.idOf(sql);
	}

	/**
	 * Take note of a use of a statement, and prepare it if it was used before.
	 * @param sql its text
	 * @param deadline when to give up
	 * @return its number, or -1 if it is not prepared
	 * @throws UnsentException if the connection breaks: the statement was not sent
	 */
	int prepareIfUsedAgain(String sql, Deadline deadline) throws IOException, EngineException {
		int id = this.cache.idOf(sql);
		if (id >= 0 || !this.cache.isUsedAgain(sql)) {
			return id;
		}
		return prepareNow(sql, deadline);
	}

	/**
	 * Prepare a statement that is not prepared yet.
	 * @param sql its text
	 * @param deadline when to give up
	 * @return its number
	 * @throws UnsentException if the connection breaks: the statement was not sent
	 */
	int prepare(String sql, Deadline deadline) throws IOException, EngineException {
		int id = this.cache.idOf(sql);
		return (id >= 0) ? id : prepareNow(sql, deadline);
	}

	/**
	 * Prepare a statement, and let the server forget those that gave way, in one round
	 * trip.
	 */
	private int prepareNow(String sql, Deadline deadline) throws IOException, EngineException {
		this.channel.settle(deadline);
		int id;
		try {
			this.channel.append(new PrepareRequest(sql, 0));
			List<Integer> evicted = this.cache.takeEvicted();
			evicted.forEach((number) -> this.channel.append(new FinalizeRequest(number)));
			this.channel.send(deadline);
			Response prepared = this.channel.receive(deadline);
			for (int i = 0; i < evicted.size(); i++) {
				// A statement that can't be forgotten is none any more.
				this.channel.receive(deadline);
			}
			if (this.channel.isMisunderstood(prepared)) {
				prepared = this.channel.exchangeAfterCheck(new PrepareRequest(sql, 0), deadline);
			}
			id = this.channel.expect(StatementResponse.class, prepared).id();
		}
		catch (IOException ex) {
			throw UnsentException.behind(this.channel.node(), ex);
		}
		this.cache.prepared(sql, id);
		return id;
	}

	/**
	 * Return the statements that are prepared or were used.
	 * @return their texts, the one that was not used for the longest time first
	 */
	List<String> statements() {
		return this.cache.statements();
	}

	/**
	 * Take note that statements were used before, by a session that this one replaces.
	 * @param statements their texts
	 */
	void expectAgain(List<String> statements) {
		statements.forEach(this.cache::isUsedAgain);
	}

}
