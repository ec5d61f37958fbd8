package io.github.dqlite4j.jdbc;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.protocol.ResultResponse;

/**
 * What {@code last_insert_rowid()} and {@code changes()} have to return on one
 * connection. The engine counts for each of its sessions. Where the session of another
 * connection has committed a write of this one, or this one's has committed those of
 * others, it is astray, and the driver puts the number that it knows in the place of the
 * call.
 */
final class RowCounters {

	private long rowid;

	/**
	 * Whether {@link #rowid} is what it would be without groups. If it is not, the
	 * session is asked.
	 */
	private boolean rowidKnown = true;

	private boolean rowidAstray;

	private long changes;

	private boolean changesAstray;

	/**
	 * Tell whether a statement may commit together with others: the counters are known
	 * then, even if it inserts no row.
	 * @return whether they are
	 */
	boolean allowGroup() {
		return this.rowidKnown;
	}

	/**
	 * Take note of a statement that ran by itself or in a transaction of its connection.
	 * @param statement the statement
	 * @param result what the engine said
	 */
	void ranAlone(SqlStatement statement, ResultResponse result) {
		if (statement.kind().countsRows()) {
			count(statement, result);
			this.changesAstray = false;
			this.rowidAstray &= !hasInserted(statement, result);
		}
	}

	/**
	 * Take note of a statement that yields rows, or ran many times: the session knows
	 * what it leaves.
	 * @param statement the statement
	 */
	void ranAlone(SqlStatement statement) {
		if (statement.kind().writes()) {
			this.changesAstray = false;
			if (!statement.words().contains("UPDATE") && !statement.words().contains("DELETE")) {
				this.rowidAstray = false;
				this.rowidKnown = false;
			}
		}
	}

	/**
	 * Take note of a statement that committed together with others.
	 * @param statement the statement
	 * @param result what the engine said
	 */
	void ranInGroup(SqlStatement statement, ResultResponse result) {
		count(statement, result);
		this.changesAstray = true;
		this.rowidAstray = true;
	}

	private void count(SqlStatement statement, ResultResponse result) {
		this.changes = result.rowsAffected();
		if (hasInserted(statement, result)) {
			this.rowid = result.lastInsertId();
			this.rowidKnown = true;
		}
	}

	private static boolean hasInserted(SqlStatement statement, ResultResponse result) {
		return statement.kind() == StatementKind.INSERT && result.rowsAffected() > 0;
	}

	/**
	 * Return a statement with numbers in the place of the calls that the session would
	 * answer wrongly.
	 * @param statement the statement
	 * @return the answers, of which there may be none
	 */
	Answers answer(SqlStatement statement) {
		String sql = statement.sql();
		StringBuilder answered = new StringBuilder();
		boolean asksForTotal = false;
		Map<String, String> calls = new HashMap<>();
		int copied = 0;
		SqlTokenizer tokenizer = new SqlTokenizer(sql);
		SqlToken name = tokenizer.next();
		while (name != null) {
			SqlToken open = tokenizer.next();
			ConnectionFunction function = ConnectionFunction.of(sql, name);
			asksForTotal |= function == ConnectionFunction.TOTAL_CHANGES;
			if (open == null || !open.is(sql, '(') || numberOf(function) == null) {
				name = open;
				continue;
			}
			SqlToken close = tokenizer.next();
			if (close != null && close.is(sql, ')')) {
				String number = "( " + numberOf(function) + " )";
				answered.append(sql, copied, name.start()).append(number);
				copied = close.end();
				calls.put(number, sql.substring(name.start(), close.end()));
			}
			name = close;
		}
		return new Answers(statement.withSql(answered.append(sql, copied, sql.length()).toString()), calls,
				asksForTotal);
	}

	private @Nullable Long numberOf(@Nullable ConnectionFunction function) {
		if (function == ConnectionFunction.LAST_INSERT_ROWID) {
			return this.rowidAstray ? this.rowid : null;
		}
		return (function == ConnectionFunction.CHANGES && this.changesAstray) ? this.changes : null;
	}

	/**
	 * A statement with answers.
	 *
	 * @param statement the statement as it is to be run
	 * @param calls the calls that were replaced, by what stands in their place
	 * @param asksForTotal whether it asks for {@code total_changes()}, which nobody but a
	 * session that has run everything can tell
	 */
	record Answers(SqlStatement statement, Map<String, String> calls, boolean asksForTotal) {

		/**
		 * Give back the columns the names that they would have had.
		 */
		void restoreNames(RowStream rows) {
			if (!this.calls.isEmpty()) {
				rows.rename(this::restored);
			}
		}

		private String restored(String column) {
			String name = column;
			for (Map.Entry<String, String> call : this.calls.entrySet()) {
				name = name.replace(call.getKey(), call.getValue());
			}
			return name;
		}

	}

}
