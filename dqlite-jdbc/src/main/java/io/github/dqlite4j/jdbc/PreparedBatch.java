package io.github.dqlite4j.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.BatchOutcome;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.protocol.Parameters;

/**
 * Runs a prepared statement with many sets of values inside a transaction. Several
 * executions are under way at once, so that one which ends the transaction would let
 * those behind it commit by themselves; where the schema has anything that rolls back on
 * a conflict they are therefore run one at a time.
 */
final class PreparedBatch {

	private static final int SMALL = 2;

	private static final List<SqlStatement> ROLLBACK_CLAUSES = SqlParser.parse(
			"SELECT EXISTS (SELECT 1 FROM (SELECT sql FROM sqlite_schema UNION ALL SELECT sql FROM sqlite_temp_schema) "
					+ "WHERE sql LIKE '%ROLLBACK%')");

	private final StatementExecutor executor;

	private final SqlStatement statement;

	private final GeneratedKeys keys;

	private final boolean rewritten;

	PreparedBatch(StatementExecutor executor, SqlStatement statement, GeneratedKeys keys, boolean rewritten) {
		this.executor = executor;
		this.statement = statement;
		this.keys = keys;
		this.rewritten = rewritten;
	}

	/**
	 * Run the batch.
	 * @param values the values of each execution
	 * @param deadline when to give up
	 * @return how many rows each changed
	 * @throws SQLException if one of them failed; all were tried unless the transaction
	 * ended
	 */
	long[] run(List<Parameters> values, Deadline deadline) throws SQLException {
		if (this.statement.kind() == StatementKind.RETURNING) {
			return runReturning(values, deadline);
		}
		int window = (values.size() <= SMALL || mayRollBack(deadline)) ? 1 : values.size();
		if (window > 1 && this.rewritten && runRewritten(values, deadline)) {
			long[] counts = new long[values.size()];
			Arrays.fill(counts, 1);
			return counts;
		}
		List<BatchOutcome> outcomes = new ArrayList<>(values.size());
		SQLException cause = null;
		for (int from = 0; from < values.size() && this.executor.transaction().isUsable(); from += window) {
			List<Parameters> part = values.subList(from, Math.min(from + window, values.size()));
			List<BatchOutcome> partOutcomes = this.executor.executeBatch(this.statement, part, deadline);
			outcomes.addAll(partOutcomes);
			EngineException failure = firstFailure(partOutcomes);
			if (failure != null) {
				SQLException mapped = this.executor.failedInTransaction(failure, deadline);
				cause = (cause != null) ? cause : mapped;
			}
		}
		long[] counts = counts(outcomes, values.size());
		if (cause != null) {
			throw failed(counts, cause);
		}
		return counts;
	}

	/**
	 * Insert the rows by statements of several rows.
	 * @return whether they were inserted; if not, nothing has changed
	 */
	private boolean runRewritten(List<Parameters> values, Deadline deadline) throws SQLException {
		if (values.size() < RewrittenBatch.MIN_BATCH || this.keys.areRequested()) {
			return false;
		}
		MultiRowInsert insert = MultiRowInsert.of(this.statement);
		return insert != null && new MultiRowCheck(this.executor).allows(insert, deadline)
				&& new RewrittenBatch(this.executor, insert).run(values, deadline);
	}

	/**
	 * Run one execution after the other, because each yields rows.
	 */
	private long[] runReturning(List<Parameters> values, Deadline deadline) throws SQLException {
		long[] counts = new long[values.size()];
		Arrays.fill(counts, Statement.EXECUTE_FAILED);
		SQLException cause = null;
		for (int i = 0; i < counts.length && this.executor.transaction().isUsable(); i++) {
			try {
				counts[i] = this.keys.addReturned(this.executor, this.statement, values.get(i), deadline);
			}
			catch (SQLException ex) {
				cause = (cause != null) ? cause : ex;
			}
		}
		if (cause != null) {
			throw failed(counts, cause);
		}
		return counts;
	}

	private boolean mayRollBack(Deadline deadline) throws SQLException {
		if (this.statement.has(SqlStatement.Trait.MAY_ROLL_BACK)
				|| this.statement.has(SqlStatement.Trait.ASKS_CONNECTION)) {
			return true;
		}
		RowStream rows = this.executor.query(ROLLBACK_CLAUSES.get(0), Parameters.NONE, deadline);
		return this.executor.reading(() -> rows.next() && rows.row().getLong(0) != 0);
	}

	private static @Nullable EngineException firstFailure(List<BatchOutcome> outcomes) {
		for (BatchOutcome outcome : outcomes) {
			if (outcome.failure() != null) {
				return outcome.failure();
			}
		}
		return null;
	}

	private long[] counts(List<BatchOutcome> outcomes, int size) {
		long[] counts = new long[size];
		for (int i = 0; i < size; i++) {
			BatchOutcome outcome = (i < outcomes.size()) ? outcomes.get(i) : new BatchOutcome(null, null);
			if (outcome.result() != null) {
				counts[i] = this.statement.kind().countsRows() ? outcome.result().rowsAffected() : 0;
				this.keys.add(this.statement, outcome.result());
			}
			else {
				counts[i] = Statement.EXECUTE_FAILED;
			}
		}
		return counts;
	}

	static BatchUpdateException failed(long[] counts, SQLException cause) {
		int index = 0;
		while (index < counts.length - 1 && counts[index] != Statement.EXECUTE_FAILED) {
			index++;
		}
		return new BatchUpdateException(
				"Execution " + (index + 1) + " of " + counts.length + " in the batch failed: " + cause.getMessage(),
				cause.getSQLState(), cause.getErrorCode(), counts, cause);
	}

}
