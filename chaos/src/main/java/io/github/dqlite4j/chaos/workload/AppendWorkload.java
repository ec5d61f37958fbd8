package io.github.dqlite4j.chaos.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.dqlite4j.chaos.check.Access;
import io.github.dqlite4j.chaos.check.Access.Append;
import io.github.dqlite4j.chaos.check.Access.Read;
import io.github.dqlite4j.chaos.check.AppendChecker;
import io.github.dqlite4j.chaos.check.Transaction;
import io.github.dqlite4j.chaos.check.Violation;
import io.github.dqlite4j.chaos.history.History;
import io.github.dqlite4j.chaos.history.Operation;
import io.github.dqlite4j.chaos.history.Outcome;

/**
 * Transactions that append to lists and read them. A list is given up for a new one when
 * it has grown long. A transaction that is to be repeated is another one to the checker,
 * with new elements, so that nothing of the failed one may ever be seen.
 */
public final class AppendWorkload implements Workload {

	private static final int LISTS = 4;

	private static final int LENGTH = 40;

	private static final int LONGEST = 4;

	private final AtomicLong next = new AtomicLong();

	private final History<Transaction> history = new History<>();

	@Override
	public String name() {
		return "list-append";
	}

	@Override
	public void prepare(Client client) {
		client.prepare("CREATE TABLE IF NOT EXISTS fence (passed INTEGER NOT NULL)", "INSERT INTO fence VALUES (0)",
				"CREATE TABLE IF NOT EXISTS list (id INTEGER PRIMARY KEY, elements TEXT NOT NULL)");
	}

	@Override
	public void step(Client client, Random random) {
		List<Access> plan = new ArrayList<>();
		boolean onlyReads = random.nextInt(3) == 0;
		int length = 1 + random.nextInt(LONGEST);
		for (int i = 0; i < length; i++) {
			long element = this.next.incrementAndGet();
			int list = (int) (element / (LISTS * LENGTH)) * LISTS + random.nextInt(LISTS);
			plan.add((onlyReads || random.nextBoolean()) ? new Read(list, List.of()) : new Append(list, element));
		}
		Transaction planned = new Transaction(plan);
		Mode mode = planned.isUpdate() ? Mode.READ_WRITE : Mode.READ_ONLY;
		Attempt<Transaction> attempt = client.attempt(mode, (connection) -> run(connection, planned));
		this.history.add(new Operation<>(client.toString(), attempt.start(), attempt.end(), attempt.outcome(),
				(attempt.outcome() == Outcome.OK) ? attempt.require() : planned));
	}

	private static Transaction run(Connection connection, Transaction planned) throws SQLException {
		List<Access> done = new ArrayList<>();
		for (Access access : planned.accesses()) {
			if (access instanceof Append append) {
				append(connection, append);
				done.add(append);
			}
			else {
				done.add(new Read(access.list(), read(connection, access.list())));
			}
		}
		return new Transaction(done);
	}

	private static void append(Connection connection, Append append) throws SQLException {
		try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO list (id, elements) VALUES (?, ?) "
				+ "ON CONFLICT (id) DO UPDATE SET elements = elements || ',' || excluded.elements")) {
			upsert.setInt(1, append.list());
			upsert.setString(2, Long.toString(append.element()));
			upsert.executeUpdate();
		}
	}

	private static List<Long> read(Connection connection, int list) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement("SELECT elements FROM list WHERE id = ?")) {
			query.setInt(1, list);
			try (ResultSet rows = query.executeQuery()) {
				return rows.next() ? parse(rows.getString(1)) : List.of();
			}
		}
	}

	private static List<Long> parse(String elements) {
		return Arrays.stream(elements.split(",")).map(Long::valueOf).toList();
	}

	@Override
	public List<Violation> verify(Client client) {
		Map<Integer, List<Long>> last = client.lookUp(AppendWorkload::lists).require();
		return AppendChecker.check(this.history.operations(), last);
	}

	private static Map<Integer, List<Long>> lists(Connection connection) throws SQLException {
		Map<Integer, List<Long>> lists = new HashMap<>();
		try (PreparedStatement query = connection.prepareStatement("SELECT id, elements FROM list");
				ResultSet rows = query.executeQuery()) {
			while (rows.next()) {
				lists.put(rows.getInt(1), parse(rows.getString(2)));
			}
		}
		return lists;
	}

	@Override
	public Stream<Outcome> outcomes() {
		return this.history.operations().stream().map(Operation::outcome);
	}

}
