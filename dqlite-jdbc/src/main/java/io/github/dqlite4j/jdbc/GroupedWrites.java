package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.FailureKind;
import io.github.dqlite4j.client.GroupedWrite;
import io.github.dqlite4j.client.GroupingRules;
import io.github.dqlite4j.client.RowStream;
import io.github.dqlite4j.client.Session;
import io.github.dqlite4j.client.WriteLane;
import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ResultResponse;

/**
 * Writes in auto-commit mode that commit together with those of other connections of the
 * same data source, if these wait for their turn as well: one commit, and one wait for
 * the disks of the cluster, for all of them. Whoever has the turn runs the others too.
 * <p>
 * Nobody can tell the difference, but by the time: what would behave otherwise in a
 * transaction with others is left out.
 */
final class GroupedWrites {

	/**
	 * How many writes commit together at most.
	 */
	private static final int LARGEST_GROUP = 32;

	/**
	 * What may need a transaction of its own, for the tokens to tell.
	 */
	private static final String SUSPECTS = "SELECT sql FROM sqlite_master WHERE sql LIKE '%rollback%' "
			+ "OR sql LIKE '%fail%' OR sql LIKE '%deferred%'";

	/**
	 * A failure that rolls back the transaction or keeps a part of its statement, and
	 * constraints that are checked at its end.
	 */
	private static final Set<String> SUSPICIOUS_WORDS = Set.of("ROLLBACK", "FAIL", "DEFERRED");

	private final SessionHolder sessions;

	private final TransactionControl transaction;

	private final StatementAttempts attempts;

	GroupedWrites(SessionHolder sessions, TransactionControl transaction, StatementAttempts attempts) {
		this.sessions = sessions;
		this.transaction = transaction;
		this.attempts = attempts;
	}

	/**
	 * Offer a statement to be committed together with others.
	 * @param sql the statement
	 * @param parameters its values
	 * @return the write, or {@code null} if it must commit by itself
	 */
	@Nullable GroupedWrite offer(SqlStatement statement, String sql, Parameters parameters) {
		Session session = this.sessions.current();
		boolean suitable = session != null && statement.kind().countsRows() && rules().allow()
				&& !Thread.currentThread().isInterrupted();
		return suitable ? session.offer(sql, parameters) : null;
	}

	private GroupingRules rules() {
		return this.sessions.cluster().groupingRules();
	}

	/**
	 * Run a write, with others or alone.
	 * @param write the write, as it was offered
	 * @param alone runs it alone
	 * @param announcement announces that
	 * @param deadline when to give up
	 * @return what the engine says
	 * @throws SQLException if it fails, or whether it did is unknown
	 */
	ResultResponse run(GroupedWrite write, StatementAttempts.Operation<ResultResponse> alone,
			Announcement announcement, Deadline deadline) throws SQLException {
		Deadline busy = this.sessions.busy(deadline);
		WriteLane.Permit permit = this.transaction.acquire(busy, deadline, announcement, write);
		if (permit == null) {
			ResultResponse result = outcome(write);
			if (result == null) {
				return this.attempts.writeAlone(alone, announcement, deadline);
			}
			if (write.isCommittedElsewhere()) {
				this.sessions.discard();
			}
			return result;
		}
		try (permit) {
			if (permit.sender() == null && permit.hasFollowers()) {
				lead(permit, write, deadline);
				ResultResponse result = outcome(write);
				if (result != null) {
					return result;
				}
			}
			return this.attempts.writeInTurn(alone, permit, busy, deadline);
		}
	}

	private static @Nullable ResultResponse outcome(GroupedWrite write) throws SQLException {
		if (write.doubt() != null) {
			throw SqlExceptions.outcomeUnknown("the write", write.doubt());
		}
		return write.result();
	}

	/**
	 * Run one's own write behind those of others. If their transaction can't begin,
	 * nothing has happened.
	 */
	private void lead(WriteLane.Permit permit, GroupedWrite own, Deadline deadline) throws SQLException {
		Session session = this.sessions.sessionForWrite(this.sessions.leader(deadline));
		Supplier<Deadline> deadlines = () -> this.sessions.exchange(deadline);
		try {
			if (!begin(session, deadlines)) {
				return;
			}
		}
		catch (EngineException ex) {
			if (ex.kind() != FailureKind.BUSY) {
				this.sessions.discard();
			}
			return;
		}
		catch (IOException ex) {
			// whoever writes alone looks for the leader then
			this.sessions.discard();
			return;
		}
		List<GroupedWrite> group = permit.takeFollowers(LARGEST_GROUP - 1);
		group.add(own);
		session.commitGroup(group, deadlines);
	}

	private boolean begin(Session session, Supplier<Deadline> deadlines) throws IOException, EngineException {
		long version = session.beginGroup(deadlines);
		if (rules().allow(version)) {
			return true;
		}
		if (isSuspicious(session, deadlines)) {
			rules().forbid("the schema has triggers or constraints that a transaction with others would change");
			session.execute("ROLLBACK", Parameters.NONE, deadlines.get());
			return false;
		}
		rules().schemaAllows(version);
		return true;
	}

	private static boolean isSuspicious(Session session, Supplier<Deadline> deadlines)
			throws IOException, EngineException {
		boolean suspicious = false;
		RowStream rows = session.query(SUSPECTS, Parameters.NONE, deadlines);
		while (rows.next()) {
			suspicious |= hasWord(rows.row().getText(0));
		}
		rows.close();
		return suspicious;
	}

	private static boolean hasWord(String sql) {
		SqlTokenizer tokenizer = new SqlTokenizer(sql);
		for (SqlToken token = tokenizer.next(); token != null; token = tokenizer.next()) {
			if (token.type() == SqlToken.Type.WORD
					&& SUSPICIOUS_WORDS.contains(token.text(sql).toUpperCase(Locale.ROOT))) {
				return true;
			}
		}
		return false;
	}

}
