package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.OptionalLong;

import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ResultResponse;

/**
 * The statements that move one counter.
 */
final class CounterExchange {

	private final Session session;

	private final SequenceDefinition sequence;

	private final Deadline deadline;

	private final String table;

	CounterExchange(Session session, SequenceDefinition sequence, Deadline deadline) {
		this.session = session;
		this.sequence = sequence;
		this.deadline = deadline;
		this.table = SequenceCounters.table(sequence.generation());
	}

	long next() throws IOException, EngineException, SequenceException {
		try {
			return take();
		}
		catch (EngineException ex) {
			if (ex.kind() != FailureKind.STATEMENT) {
				throw ex;
			}
			// A new leader of old engines prepares statements before it has applied its
			// log, so that its word is not enough. A query waits for that.
			requireCounter();
			return take();
		}
	}

	private long take() throws IOException, EngineException, SequenceException {
		boolean begun = false;
		while (true) {
			ResultResponse advanced = advance();
			if (advanced.rowsAffected() > 0) {
				return advanced.lastInsertId();
			}
			if (begun) {
				if (!this.sequence.cycles()) {
					throw SequenceException.exhausted(this.sequence);
				}
				ResultResponse cycled = cycle();
				if (cycled.rowsAffected() > 0) {
					return cycled.lastInsertId();
				}
			}
			else if (begin().rowsAffected() > 0) {
				return this.sequence.firstValue();
			}
			begun = true;
		}
	}

	/**
	 * Does nothing where there is no value yet, or none left. The difference of bound and
	 * increment is left to the engine, which calculates on beyond 64 bits.
	 */
	private ResultResponse advance() throws IOException, EngineException {
		boolean up = this.sequence.increment() > 0;
		return this.session.execute(
				"INSERT OR REPLACE INTO " + this.table + " (value, one) SELECT value + ?1, 1 FROM " + this.table
						+ " WHERE value " + (up ? "<=" : ">=") + " ?2 - ?1",
				Parameters.of(this.sequence.increment(), up ? this.sequence.maximum() : this.sequence.minimum()),
				this.deadline);
	}

	private ResultResponse begin() throws IOException, EngineException {
		return this.session.execute("INSERT OR IGNORE INTO " + this.table + " (value, one) VALUES (?1, 1)",
				Parameters.of(this.sequence.firstValue()), this.deadline);
	}

	private ResultResponse cycle() throws IOException, EngineException {
		boolean up = this.sequence.increment() > 0;
		return this.session.execute(
				"INSERT OR REPLACE INTO " + this.table + " (value, one) SELECT ?3, 1 FROM " + this.table
						+ " WHERE value " + (up ? ">" : "<") + " ?2 - ?1",
				Parameters.of(this.sequence.increment(), up ? this.sequence.maximum() : this.sequence.minimum(),
						up ? this.sequence.minimum() : this.sequence.maximum()),
				this.deadline);
	}

	OptionalLong last() throws IOException, EngineException, SequenceException {
		requireCounter();
		return query("SELECT value FROM " + this.table, Parameters.NONE);
	}

	private void requireCounter() throws IOException, EngineException, SequenceException {
		if (query("SELECT 1 FROM sqlite_schema WHERE name = ?", Parameters.of(this.table)).isEmpty()) {
			throw SequenceException.counterMissing(this.sequence);
		}
	}

	private OptionalLong query(String sql, Parameters parameters) throws IOException, EngineException {
		RowStream rows = this.session.query(sql, parameters, () -> this.deadline);
		OptionalLong value = rows.next() ? OptionalLong.of(rows.row().getLong(0)) : OptionalLong.empty();
		rows.close();
		return value;
	}

}
