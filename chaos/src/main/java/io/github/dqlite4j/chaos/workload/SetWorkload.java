package io.github.dqlite4j.chaos.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.dqlite4j.chaos.check.SetChecker;
import io.github.dqlite4j.chaos.check.SetInsert;
import io.github.dqlite4j.chaos.check.Violation;
import io.github.dqlite4j.chaos.history.History;
import io.github.dqlite4j.chaos.history.Operation;
import io.github.dqlite4j.chaos.history.Outcome;

/**
 * Inserts of unique elements, alone and as batches, all without a transaction of the
 * client's own. The table has no key, so that a doubled insert would succeed and be seen.
 */
public final class SetWorkload implements Workload {

	private static final int BATCH = 5;

	private final AtomicLong next = new AtomicLong();

	private final History<SetInsert> history = new History<>();

	@Override
	public String name() {
		return "set";
	}

	@Override
	public void prepare(Client client) {
		client.prepare("CREATE TABLE IF NOT EXISTS fence (passed INTEGER NOT NULL)", "INSERT INTO fence VALUES (0)",
				"CREATE TABLE IF NOT EXISTS element (value INTEGER NOT NULL)");
	}

	@Override
	public void step(Client client, Random random) {
		int count = random.nextBoolean() ? 1 : 1 + random.nextInt(BATCH);
		List<Long> elements = LongStream.range(0, count).map((i) -> this.next.incrementAndGet()).boxed().toList();
		Attempt<Integer> attempt = client.repeat(Mode.AUTOCOMMIT, (connection) -> insert(connection, elements));
		long end = attempt.end();
		Outcome outcome = attempt.outcome();
		if (outcome == Outcome.UNKNOWN) {
			Attempt<Boolean> lookUp = client.lookUp((connection) -> isThere(connection, elements.get(0)));
			end = lookUp.end();
			if (lookUp.outcome() == Outcome.OK) {
				outcome = lookUp.require() ? Outcome.FOUND : Outcome.NOT_FOUND;
			}
		}
		this.history.add(new Operation<>(client.toString(), attempt.start(), end, outcome, new SetInsert(elements)));
	}

	private static int insert(Connection connection, List<Long> elements) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement("INSERT INTO element (value) VALUES (?)")) {
			if (elements.size() == 1) {
				insert.setLong(1, elements.get(0));
				return insert.executeUpdate();
			}
			for (Long element : elements) {
				insert.setLong(1, element);
				insert.addBatch();
			}
			return insert.executeBatch().length;
		}
	}

	private static boolean isThere(Connection connection, long element) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM element WHERE value = ?")) {
			query.setLong(1, element);
			try (ResultSet rows = query.executeQuery()) {
				return rows.next();
			}
		}
	}

	@Override
	public List<Violation> verify(Client client) {
		List<Long> content = client.lookUp(SetWorkload::content).require();
		return SetChecker.check(this.history.operations(), content);
	}

	private static List<Long> content(Connection connection) throws SQLException {
		List<Long> content = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT value FROM element")) {
			while (rows.next()) {
				content.add(rows.getLong(1));
			}
		}
		return content;
	}

	@Override
	public Stream<Outcome> outcomes() {
		return this.history.operations().stream().map(Operation::outcome);
	}

}
