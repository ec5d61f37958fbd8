package io.github.dqlite4j.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.dqlite4j.client.BatchOutcome;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.protocol.Parameters;

/**
 * Inserts the rows of a batch by statements of several rows each. They run behind a
 * savepoint, and unless every row went in they are undone: which row failed, and why, is
 * then to be found out by inserting them one by one.
 */
final class RewrittenBatch {

	/**
	 * A shorter batch gains less than the further round trips cost.
	 */
	static final int MIN_BATCH = 32;

	/**
	 * At the end of a batch a statement of fewer rows does not make up for the round trip
	 * that it costs.
	 */
	private static final int MIN_ROWS_AT_END = 16;

	private static final int MIN_ROWS = 4;

	private static final int MAX_ROWS = 128;

	/**
	 * Of large rows a few fill the window of outstanding requests, so that there is
	 * nothing to be gained. Less than the smallest value of maxMessageSize.
	 */
	private static final int MAX_BYTES = 32 * 1024;

	private static final int FEW_PARAMETERS = 255;

	/**
	 * What SQLite takes unless it is built otherwise.
	 */
	private static final int MANY_PARAMETERS = 32_766;

	private static final SqlStatement SAVEPOINT = parse("SAVEPOINT dqlite4j_rewritten_batch");

	private static final SqlStatement RELEASE = parse("RELEASE dqlite4j_rewritten_batch");

	private static final SqlStatement ROLLBACK = parse("ROLLBACK TO dqlite4j_rewritten_batch");

	private final StatementExecutor executor;

	private final MultiRowInsert insert;

	RewrittenBatch(StatementExecutor executor, MultiRowInsert insert) {
		this.executor = executor;
		this.insert = insert;
	}

	private static SqlStatement parse(String sql) {
		return SqlParser.parse(sql).get(0);
	}

	/**
	 * Insert the rows, all or none.
	 * @param values the values of each row
	 * @param deadline when to give up
	 * @return whether they were inserted, each as one row; if not, nothing has changed
	 * @throws SQLException if the transaction has ended or could not begin to write
	 */
	boolean run(List<Parameters> values, Deadline deadline) throws SQLException {
		List<Part> parts = parts(values);
		if (parts.stream().noneMatch((part) -> part.rows() > 1)) {
			return false;
		}
		this.executor.requireWritable(this.insert.statement());
		this.executor.transaction().upgrade(deadline);
		this.executor.execute(SAVEPOINT, Parameters.NONE, deadline);
		boolean inserted = insert(parts, values, deadline);
		if (!inserted) {
			this.executor.execute(ROLLBACK, Parameters.NONE, deadline);
		}
		this.executor.execute(RELEASE, Parameters.NONE, deadline);
		return inserted;
	}

	private boolean insert(List<Part> parts, List<Parameters> values, Deadline deadline) throws SQLException {
		for (Part part : parts) {
			List<BatchOutcome> outcomes;
			try {
				outcomes = this.executor.executeBatch(this.insert.withRows(part.rows()), part.joined(values), deadline);
			}
			catch (SQLException ex) {
				if (!this.executor.transaction().isUsable()) {
					throw ex;
				}
				// Inserting the rows one by one meets the same error at its place.
				return false;
			}
			if (!allInserted(part, outcomes, values.size(), deadline)) {
				return false;
			}
		}
		return true;
	}

	private boolean allInserted(Part part, List<BatchOutcome> outcomes, int size, Deadline deadline)
			throws SQLException {
		for (int i = 0; i < outcomes.size(); i++) {
			BatchOutcome outcome = outcomes.get(i);
			if (outcome.failure() != null) {
				SQLException cause = this.executor.failedInTransaction(outcome.failure(), deadline);
				if (!this.executor.transaction().isUsable()) {
					long[] counts = new long[size];
					Arrays.fill(counts, Statement.EXECUTE_FAILED);
					Arrays.fill(counts, 0, part.from() + i * part.rows(), 1);
					throw PreparedBatch.failed(counts, cause);
				}
				return false;
			}
			if (outcome.result() == null || outcome.result().rowsAffected() != part.rows()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Divide the rows. Numbers of rows are powers of two, so that few statements have to
	 * be prepared, and what is left over at the end goes row by row.
	 */
	private List<Part> parts(List<Parameters> values) throws SQLException {
		int most = mostRows();
		int least = Math.max(MIN_ROWS, Math.min(most, MIN_ROWS_AT_END));
		List<Part> parts = new ArrayList<>();
		for (int from = 0; from < values.size();) {
			int rows = Math.min(most, Integer.highestOneBit(values.size() - from));
			while (rows >= least && bytes(values.subList(from, from + rows)) > MAX_BYTES) {
				rows /= 2;
			}
			rows = (rows >= least) ? rows : 1;
			Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
			if (last != null && last.rows() == rows) {
				parts.set(parts.size() - 1, new Part(rows, last.from(), from + rows));
			}
			else {
				parts.add(new Part(rows, from, from + rows));
			}
			from += rows;
		}
		return parts;
	}

	private int mostRows() throws SQLException {
		int limit = this.executor.generation().supportsManyParameters() ? MANY_PARAMETERS : FEW_PARAMETERS;
		return Math.min(MAX_ROWS, Integer.highestOneBit(limit / Math.max(1, this.insert.parametersOfRow())));
	}

	/**
	 * Return how many bytes rows take at most, for each value its type and padding
	 * included.
	 */
	private static long bytes(List<Parameters> rows) {
		long bytes = 0;
		for (Parameters row : rows) {
			for (int i = 0; i < row.count(); i++) {
				Object value = row.value(i);
				if (value instanceof String text) {
					bytes += 3L * text.length();
				}
				else if (value instanceof byte[] content) {
					bytes += content.length;
				}
				bytes += 16;
			}
		}
		return bytes;
	}

	/**
	 * Successive rows that are inserted by the same statement.
	 *
	 * @param rows how many rows the statement has
	 * @param from the first row
	 * @param to the row behind the last one
	 */
	private record Part(int rows, int from, int to) {

		private List<Parameters> joined(List<Parameters> values) {
			if (this.rows == 1) {
				return values.subList(this.from, this.to);
			}
			List<Parameters> joined = new ArrayList<>((this.to - this.from) / this.rows);
			for (int i = this.from; i < this.to; i += this.rows) {
				joined.add(join(values.subList(i, i + this.rows)));
			}
			return joined;
		}

		private static Parameters join(List<Parameters> rows) {
			int count = rows.get(0).count();
			Object[] joined = new Object[rows.size() * count];
			for (int i = 0; i < joined.length; i++) {
				joined[i] = rows.get(i / count).value(i % count);
			}
			return Parameters.of(joined);
		}

	}

}
