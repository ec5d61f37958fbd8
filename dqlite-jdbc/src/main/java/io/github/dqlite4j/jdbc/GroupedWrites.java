package io.github.dqlite4j.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
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
import io.github.dqlite4j.protocol.ValueType;

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

	private static final Set<SqlStatement.Trait> UNSUITABLE = EnumSet.of(SqlStatement.Trait.MAY_ROLL_BACK,
			SqlStatement.Trait.MAY_FAIL_PARTLY, SqlStatement.Trait.ASKS_CONNECTION);

	private final SessionHolder sessions;

	private final TransactionControl transaction;

	private final StatementAttempts attempts;

	private final RowCounters counters;

	GroupedWrites(SessionHolder sessions, TransactionControl transaction, StatementAttempts attempts,
			RowCounters counters) {
		this.sessions = sessions;
		this.transaction = transaction;
		this.attempts = attempts;
		this.counters = counters;
	}

	/**
	 * Run a write that commits by itself, as far as its caller can tell.
	 * @param statement the statement
	 * @param offer offers it to others, or returns {@code null}
	 * @param alone runs it alone
	 * @param announcement announces that
	 * @param deadline when to give up
	 * @return what the engine says
	 * @throws SQLException if it fails, or whether it did is unknown
	 */
	ResultResponse run(SqlStatement statement, Function<Session, @Nullable GroupedWrite> offer,
			StatementAttempts.Operation<ResultResponse> alone, Announcement announcement, Deadline deadline)
			throws SQLException {
		Session session = this.sessions.current();
		GroupedWrite write = (session != null && isSuitable(statement, deadline)) ? offer.apply(session) : null;
		if (write == null) {
			return alone(statement, this.attempts.writeAlone(alone, announcement, deadline));
		}
		Deadline busy = this.sessions.busy(deadline);
		WriteLane.Permit permit = this.transaction.acquire(busy, deadline, announcement, write);
		if (permit == null) {
			ResultResponse result = outcome(statement, write);
			if (write.isCommittedElsewhere()) {
				this.sessions.discard();
			}
			return (result != null) ? result
					: alone(statement, this.attempts.writeAlone(alone, announcement, deadline));
		}
		try (permit) {
			if (permit.sender() == null && permit.hasFollowers()) {
				lead(permit, write, deadline);
			}
			ResultResponse result = outcome(statement, write);
			return (result != null) ? result
					: alone(statement, this.attempts.writeInTurn(alone, permit, busy, deadline));
		}
	}

	private ResultResponse alone(SqlStatement statement, ResultResponse result) {
		this.counters.ranAlone(statement, result);
		return result;
	}

	/**
	 * Only what has no deadline but the usual one of each exchange can wait for others.
	 */
	private boolean isSuitable(SqlStatement statement, Deadline deadline) {
		return statement.kind().countsRows() && Collections.disjoint(statement.traits(), UNSUITABLE)
				&& deadline == Deadline.NEVER && this.sessions.hasUsualReadTimeout() && rules().allow()
				&& this.sessions.isUnchanged() && this.counters.allowGroup() && !Thread.currentThread().isInterrupted();
	}

	private GroupingRules rules() {
		return this.sessions.cluster().groupingRules();
	}

	private @Nullable ResultResponse outcome(SqlStatement statement, GroupedWrite write) throws SQLException {
		Exception doubt = write.doubt();
		if (doubt != null) {
			throw SqlExceptions.outcomeUnknown("the write", doubt);
		}
		ResultResponse result = write.result();
		if (result != null) {
			this.counters.ranInGroup(statement, result);
		}
		return result;
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
			suspicious |= rows.row().type(0) == ValueType.TEXT && hasWord(rows.row().getText(0));
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
