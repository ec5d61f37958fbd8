package io.github.dqlite4j.chaos.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.dqlite4j.chaos.check.BankAction;
import io.github.dqlite4j.chaos.check.BankAction.Balances;
import io.github.dqlite4j.chaos.check.BankAction.Transfer;
import io.github.dqlite4j.chaos.check.BankChecker;
import io.github.dqlite4j.chaos.check.Violation;
import io.github.dqlite4j.chaos.history.History;
import io.github.dqlite4j.chaos.history.Operation;
import io.github.dqlite4j.chaos.history.Outcome;

/**
 * Transfers between accounts, computed by the client from what it has read, and looks at
 * all accounts in the course of which others go on.
 */
public final class BankWorkload implements Workload {

	private static final int ACCOUNTS = 10;

	private static final long INITIAL = 100;

	private static final int LARGEST = 30;

	private final AtomicLong next = new AtomicLong();

	private final History<BankAction> history = new History<>();

	@Override
	public String name() {
		return "bank";
	}

	@Override
	public void prepare(Client client) {
		client.prepare("CREATE TABLE IF NOT EXISTS fence (passed INTEGER NOT NULL)", "INSERT INTO fence VALUES (0)",
				"CREATE TABLE IF NOT EXISTS transfer (id INTEGER NOT NULL, payer INTEGER NOT NULL, "
						+ "payee INTEGER NOT NULL, amount INTEGER NOT NULL)",
				"CREATE INDEX IF NOT EXISTS transfer_id ON transfer (id)",
				"CREATE TABLE IF NOT EXISTS account (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL)");
		for (int account = 0; account < ACCOUNTS; account++) {
			client.prepare("INSERT OR IGNORE INTO account VALUES (" + account + ", " + INITIAL + ")");
		}
	}

	@Override
	public void step(Client client, Random random) {
		if (random.nextInt(10) < 4) {
			look(client);
		}
		else {
			int from = random.nextInt(ACCOUNTS);
			int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
			transfer(client, new Transfer(this.next.incrementAndGet(), from, to, 1 + random.nextInt(LARGEST)));
		}
	}

	private void look(Client client) {
		Attempt<List<Long>> attempt = client.repeat(Mode.READ_ONLY, BankWorkload::balances);
		List<Long> balances = (attempt.outcome() == Outcome.OK) ? attempt.require() : List.of();
		this.history.add(new Operation<>(client.toString(), attempt.start(), attempt.end(), attempt.outcome(),
				new Balances(balances)));
	}

	/**
	 * Reads one account after the other: they must all be of one moment.
	 */
	private static List<Long> balances(Connection connection) throws SQLException {
		List<Long> balances = new ArrayList<>();
		for (int account = 0; account < ACCOUNTS; account++) {
			balances.add(balance(connection, account));
		}
		return balances;
	}

	private static long balance(Connection connection, int account) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement("SELECT balance FROM account WHERE id = ?")) {
			query.setInt(1, account);
			try (ResultSet rows = query.executeQuery()) {
				if (!rows.next()) {
					throw new IllegalStateException("Account " + account + " is gone");
				}
				return rows.getLong(1);
			}
		}
	}

	private void transfer(Client client, Transfer transfer) {
		Attempt<Boolean> attempt = client.repeat(Mode.READ_WRITE, (connection) -> run(connection, transfer));
		long end = attempt.end();
		Outcome outcome = attempt.outcome();
		if (outcome == Outcome.OK && !attempt.require()) {
			// The payer had not enough: nothing was to be done, and nothing was.
			return;
		}
		if (outcome == Outcome.UNKNOWN) {
			Attempt<Boolean> lookUp = client.lookUp((connection) -> isThere(connection, transfer));
			end = lookUp.end();
			if (lookUp.outcome() == Outcome.OK) {
				outcome = lookUp.require() ? Outcome.FOUND : Outcome.NOT_FOUND;
			}
		}
		this.history.add(new Operation<>(client.toString(), attempt.start(), end, outcome, transfer));
	}

	private static boolean run(Connection connection, Transfer transfer) throws SQLException {
		long payer = balance(connection, transfer.from());
		long payee = balance(connection, transfer.to());
		if (payer < transfer.amount()) {
			return false;
		}
		update(connection, transfer.from(), payer - transfer.amount());
		update(connection, transfer.to(), payee + transfer.amount());
		try (PreparedStatement insert = connection.prepareStatement("INSERT INTO transfer VALUES (?, ?, ?, ?)")) {
			insert.setLong(1, transfer.id());
			insert.setInt(2, transfer.from());
			insert.setInt(3, transfer.to());
			insert.setLong(4, transfer.amount());
			insert.executeUpdate();
		}
		return true;
	}

	private static void update(Connection connection, int account, long balance) throws SQLException {
		try (PreparedStatement update = connection.prepareStatement("UPDATE account SET balance = ? WHERE id = ?")) {
			update.setLong(1, balance);
			update.setInt(2, account);
			update.executeUpdate();
		}
	}

	private static boolean isThere(Connection connection, Transfer transfer) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM transfer WHERE id = ?")) {
			query.setLong(1, transfer.id());
			try (ResultSet rows = query.executeQuery()) {
				return rows.next();
			}
		}
	}

	@Override
	public List<Violation> verify(Client client) {
		List<Transfer> transfers = new ArrayList<>();
		List<Long> balances = client.lookUp((connection) -> {
			transfers.clear();
			try (PreparedStatement query = connection.prepareStatement("SELECT id, payer, payee, amount FROM transfer");
					ResultSet rows = query.executeQuery()) {
				while (rows.next()) {
					transfers.add(new Transfer(rows.getLong(1), rows.getInt(2), rows.getInt(3), rows.getLong(4)));
				}
			}
			return balances(connection);
		}).require();
		return BankChecker.check(Collections.nCopies(ACCOUNTS, INITIAL), this.history.operations(), balances,
				transfers);
	}

	@Override
	public Stream<Outcome> outcomes() {
		return this.history.operations().stream().map(Operation::outcome);
	}

}
