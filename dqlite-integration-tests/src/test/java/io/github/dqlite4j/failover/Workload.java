package io.github.dqlite4j.failover;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dqlite4j.testing.Awaiting;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads that write and read through a pool, and the books of what they were told. Every
 * attempt has a key that is never used again, so that afterwards each can be accounted
 * for.
 */
final class Workload implements AutoCloseable {

	private static final int THREADS = 8;

	private static final String OUTCOME_UNKNOWN = "08007";

	private final HikariDataSource pool = new HikariDataSource();

	private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

	private final List<Client> clients = new ArrayList<>();

	private final List<Future<?>> running = new ArrayList<>();

	private volatile boolean stopped;

	/**
	 * Creates the table and begins.
	 * @param url the database
	 */
	Workload(String url) throws SQLException {
		this.pool.setJdbcUrl(url);
		this.pool.setMaximumPoolSize(THREADS);
		try (Connection connection = this.pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.executeUpdate("CREATE TABLE entries (client INTEGER, attempt INTEGER, half INTEGER)");
		}
		for (int i = 0; i < THREADS; i++) {
			Client client = new Client(i);
			this.clients.add(client);
			this.running.add(this.executor.submit(client::run));
		}
		awaitProgress();
	}

	/**
	 * Waits until every thread has had some more writes acknowledged.
	 */
	void awaitProgress() {
		awaitProgress(10);
	}

	/**
	 * Waits until every thread has had one more write acknowledged.
	 * @return how long it took, in milliseconds
	 */
	long awaitService() {
		return awaitProgress(1);
	}

	private long awaitProgress(int writes) {
		long start = System.nanoTime();
		int[] enough = this.clients.stream().mapToInt((client) -> client.successes.get() + writes).toArray();
		for (Client client : this.clients) {
			Awaiting.until("client " + client.number + " gets on; " + client,
					() -> this.running.get(client.number).isDone() || client.successes.get() >= enough[client.number]);
		}
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	/**
	 * Ends the threads and compares their books with the table.
	 */
	void stopAndVerify() throws Exception {
		this.stopped = true;
		for (Future<?> future : this.running) {
			future.get(Awaiting.DEADLINE.toSeconds(), TimeUnit.SECONDS);
		}
		Map<String, Integer> table = readTable();
		for (Client client : this.clients) {
			client.verify(table);
		}
		assertThat(table).as("rows that nobody wrote").isEmpty();
	}

	private Map<String, Integer> readTable() throws SQLException {
		Map<String, Integer> counts = new HashMap<>();
		try (Connection connection = this.pool.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement
					.executeQuery("SELECT client || '/' || attempt || '/' || half FROM entries")) {
			while (rows.next()) {
				counts.merge(rows.getString(1), 1, Integer::sum);
			}
		}
		return counts;
	}

	/**
	 * Returns what the threads were told.
	 */
	String summary() {
		Map<String, Integer> total = new HashMap<>();
		for (Client client : this.clients) {
			client.outcomes.forEach((attempt, outcome) -> total.merge(outcome.toString(), 1, Integer::sum));
		}
		return total.toString();
	}

	@Override
	public void close() {
		this.stopped = true;
		this.executor.shutdownNow();
		this.pool.close();
	}

	/**
	 * What a thread was told of an attempt.
	 */
	private enum Outcome {

		ACKNOWLEDGED, ROLLED_BACK, UNKNOWN

	}

	/**
	 * One thread.
	 */
	private final class Client {

		private final int number;

		private final Map<Integer, Outcome> outcomes = new HashMap<>();

		private final AtomicInteger successes = new AtomicInteger();

		Client(int number) {
			this.number = number;
		}

		private Void run() throws SQLException {
			for (int attempt = 0; !Workload.this.stopped; attempt++) {
				switch (attempt % 3) {
					case 0 -> note(attempt, writeAlone(attempt));
					case 1 -> note(attempt, writeInTransaction(attempt));
					default -> read();
				}
			}
			return null;
		}

		private void note(int attempt, Outcome outcome) {
			this.outcomes.put(attempt, outcome);
			if (outcome == Outcome.ACKNOWLEDGED) {
				this.successes.incrementAndGet();
			}
		}

		/**
		 * A single statement either succeeds or has an unknown outcome: where it
		 * certainly was not executed, it is to be repeated unnoticed.
		 */
		private Outcome writeAlone(int attempt) throws SQLException {
			try (Connection connection = Workload.this.pool.getConnection()) {
				insert(connection, attempt, 0);
				return Outcome.ACKNOWLEDGED;
			}
			catch (SQLException ex) {
				if (OUTCOME_UNKNOWN.equals(ex.getSQLState())) {
					return Outcome.UNKNOWN;
				}
				throw new SQLException("The write " + this.number + "/" + attempt + " was neither acknowledged nor of "
						+ "unknown outcome, but " + ex.getSQLState() + ": " + ex.getMessage(), ex);
			}
		}

		private Outcome writeInTransaction(int attempt) throws SQLException {
			try (Connection connection = Workload.this.pool.getConnection()) {
				connection.setAutoCommit(false);
				try {
					insert(connection, attempt, 0);
					insert(connection, attempt, 1);
					connection.commit();
					return Outcome.ACKNOWLEDGED;
				}
				catch (SQLException ex) {
					return transactionFailed(connection, attempt, ex);
				}
			}
		}

		private Outcome transactionFailed(Connection connection, int attempt, SQLException ex) throws SQLException {
			return switch (String.valueOf(ex.getSQLState())) {
				case OUTCOME_UNKNOWN -> Outcome.UNKNOWN;
				case "40001" -> {
					connection.rollback();
					yield Outcome.ROLLED_BACK;
				}
				// The pool has closed such a connection already.
				case "08006" -> Outcome.ROLLED_BACK;
				default -> throw new SQLException("The transaction " + this.number + "/" + attempt + " ended by "
						+ ex.getSQLState() + ": " + ex.getMessage(), ex);
			};
		}

		private void insert(Connection connection, int attempt, int half) throws SQLException {
			try (PreparedStatement insert = connection.prepareStatement("INSERT INTO entries VALUES (?, ?, ?)")) {
				insert.setInt(1, this.number);
				insert.setInt(2, attempt);
				insert.setInt(3, half);
				assertThat(insert.executeUpdate()).isOne();
			}
		}

		/**
		 * A read never fails: it can always be repeated. It sees whole transactions only.
		 */
		private void read() throws SQLException {
			try (Connection connection = Workload.this.pool.getConnection();
					PreparedStatement query = connection
						.prepareStatement("SELECT count(*) FROM (SELECT attempt, count(*) "
								+ "AS halves FROM entries WHERE client = ? AND attempt % 3 = 1 GROUP BY attempt) "
								+ "WHERE halves <> 2")) {
				query.setInt(1, this.number);
				try (ResultSet rows = query.executeQuery()) {
					assertThat(rows.next()).isTrue();
					assertThat(rows.getInt(1)).as("torn transactions").isZero();
				}
			}
		}

		void verify(Map<String, Integer> table) {
			this.outcomes.forEach((attempt, outcome) -> {
				int halves = (attempt % 3 == 0) ? 1 : 2;
				int present = 0;
				for (int half = 0; half < halves; half++) {
					Integer count = table.remove(this.number + "/" + attempt + "/" + half);
					assertThat(count).as("%d/%d/%d is there once", this.number, attempt, half).isIn(null, 1);
					present += (count != null) ? 1 : 0;
				}
				String description = this.number + "/" + attempt + " " + outcome;
				switch (outcome) {
					case ACKNOWLEDGED -> assertThat(present).as(description).isEqualTo(halves);
					case ROLLED_BACK -> assertThat(present).as(description).isZero();
					case UNKNOWN -> assertThat(present).as(description).isIn(0, halves);
				}
			});
		}

		@Override
		public String toString() {
			return this.successes + " successes";
		}

	}

}
