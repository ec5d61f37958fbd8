package io.github.dqlite4j.chaos.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import io.github.dqlite4j.chaos.check.Anomaly;
import io.github.dqlite4j.chaos.history.Outcome;

/**
 * One user of a database: takes connections from a pool, repeats what is to be repeated,
 * and takes everything else as the documentation of the driver says. Used by one thread.
 */
public final class Client {

	/**
	 * How long something may take that is to succeed in the end.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(90);

	/**
	 * How long a single transaction may take: a connection of the pool (30 s), a leader
	 * (15 s) and answers (30 s) may each take their time.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(120);

	private static final int REPETITIONS = 10;

	private static final int PAUSE_MILLIS = 20;

	private final String name;

	private final DataSource pool;

	private final Incidents incidents;

	private final AtomicLong successes = new AtomicLong();

	/**
	 * Create a client.
	 * @param name its name in histories
	 * @param pool where its connections come from
	 * @param incidents where it notes what happens
	 */
	Client(String name, DataSource pool, Incidents incidents) {
		this.name = name;
		this.pool = pool;
		this.incidents = incidents;
	}

	/**
	 * Try once.
	 * @param mode how
	 * @param work what
	 */
	<T> Attempt<T> attempt(Mode mode, Work<T> work) {
		long start = System.nanoTime();
		Attempt<T> attempt;
		try {
			T value = run(mode, work);
			this.successes.incrementAndGet();
			attempt = new Attempt<>(start, System.nanoTime(), Outcome.OK, value, null);
		}
		catch (SQLException ex) {
			attempt = new Attempt<>(start, System.nanoTime(), outcome(mode, ex), null, ex);
		}
		long nanos = attempt.end() - start;
		this.incidents.duration(nanos);
		if (nanos > LIMIT.toNanos()) {
			this.incidents.violation(Anomaly.HANG, this + " waited " + TimeUnit.NANOSECONDS.toSeconds(nanos)
					+ " s for a transaction that ended with " + attempt);
		}
		return attempt;
	}

	private <T> T run(Mode mode, Work<T> work) throws SQLException {
		Connection connection = this.pool.getConnection();
		try {
			if (mode == Mode.AUTOCOMMIT) {
				return work.run(connection);
			}
			connection.setReadOnly(mode == Mode.READ_ONLY);
			connection.setAutoCommit(false);
			try {
				T value = work.run(connection);
				connection.commit();
				return value;
			}
			catch (SQLException ex) {
				rollback(connection, ex);
				throw ex;
			}
		}
		finally {
			close(connection);
		}
	}

	private static void rollback(Connection connection, SQLException cause) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			// The first one tells what became of the transaction.
			cause.addSuppressed(ex);
		}
	}

	/**
	 * Gives a connection back. A failure of that says nothing about the transaction
	 * before it, as frameworks see it too.
	 */
	private void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			this.incidents.exception("when a connection was given back: " + describe(ex));
		}
	}

	private Outcome outcome(Mode mode, SQLException ex) {
		if (Thread.currentThread().isInterrupted()) {
			// The round is over, and the pool is closed.
			return Outcome.UNKNOWN;
		}
		Outcome outcome = ExceptionTable.outcome(ex, mode == Mode.READ_ONLY);
		if (outcome == null) {
			this.incidents.violation(Anomaly.UNEXPECTED_EXCEPTION, this + ", " + mode, ex);
			return Outcome.UNKNOWN;
		}
		this.incidents.exception(describe(ex));
		return outcome;
	}

	private static String describe(SQLException ex) {
		return ex.getClass().getSimpleName() + " " + ex.getSQLState();
	}

	/**
	 * Try once, and again when the driver says so.
	 * @param mode how
	 * @param work what
	 * @return the last attempt; it seems to have begun when the first one did
	 */
	<T> Attempt<T> repeat(Mode mode, Work<T> work) {
		long start = System.nanoTime();
		Attempt<T> attempt = attempt(mode, work);
		for (int i = 0; i < REPETITIONS && attempt.isToBeRepeated(); i++) {
			pause();
			attempt = attempt(mode, work);
		}
		return new Attempt<>(start, attempt.end(), attempt.outcome(), attempt.value(), attempt.failure());
	}

	/**
	 * Look something up in a transaction that also writes: when it is committed, nothing
	 * that was sent before it can be applied any more.
	 * @param work what to look up; may be done several times
	 * @return the last attempt, which has succeeded unless there was no service for long
	 */
	<T> Attempt<T> lookUp(Work<T> work) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (true) {
			Attempt<T> attempt = attempt(Mode.READ_WRITE, (connection) -> {
				try (Statement statement = connection.createStatement()) {
					statement.executeUpdate("UPDATE fence SET passed = passed + 1");
				}
				return work.run(connection);
			});
			if (attempt.outcome() == Outcome.OK || System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
				return attempt;
			}
			pause();
		}
	}

	/**
	 * Run statements, each of which may be run twice.
	 * @param statements the statements
	 */
	void prepare(String... statements) {
		for (String sql : statements) {
			long end = System.nanoTime() + PATIENCE.toNanos();
			Attempt<Integer> attempt;
			do {
				attempt = repeat(Mode.AUTOCOMMIT, (connection) -> {
					try (Statement statement = connection.createStatement()) {
						return statement.executeUpdate(sql);
					}
				});
			}
			while (attempt.outcome() != Outcome.OK && System.nanoTime() < end);
			attempt.require();
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Return how many transactions have succeeded.
	 */
	long successes() {
		return this.successes.get();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
