package io.github.dqlite4j.sequence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that take values of a sequence in transactions that have read and written
 * before, and roll some of them back.
 */
final class SequenceUsers {

	static final String[] SCHEMA = { "create sequence s", "create table t (id integer primary key, half text)" };

	/**
	 * How many values are taken in each transaction.
	 */
	static final int VALUES = 5;

	private static final int BEFORE = 3;

	private final String url;

	private final int threads;

	private final boolean patient;

	/**
	 * Describes users.
	 * @param url the database
	 * @param threads how many there are, each with a connection
	 * @param patient whether they repeat a transaction that failed, as they should when
	 * nodes fail
	 */
	SequenceUsers(String url, int threads, boolean patient) {
		this.url = url;
		this.threads = threads;
		this.patient = patient;
	}

	/**
	 * Uses the sequence.
	 * @param transactions how many transactions each thread completes
	 * @return all values that were taken
	 */
	List<Long> run(int transactions) throws InterruptedException, SQLException {
		ExecutorService executor = Executors.newFixedThreadPool(this.threads);
		try {
			List<Callable<List<Long>>> tasks = new ArrayList<>();
			for (int i = 0; i < this.threads; i++) {
				tasks.add(() -> use(transactions));
			}
			List<Long> values = new ArrayList<>();
			for (Future<List<Long>> future : executor.invokeAll(tasks)) {
				values.addAll(future.get());
			}
			return values;
		}
		catch (ExecutionException ex) {
			throw new SQLException("A user failed: " + ex.getCause(), ex.getCause());
		}
		finally {
			executor.shutdownNow();
		}
	}

	private List<Long> use(int transactions) throws SQLException {
		List<Long> values = new ArrayList<>();
		for (int i = 0; i < transactions;) {
			try (Connection connection = DriverManager.getConnection(this.url)) {
				connection.setAutoCommit(false);
				while (i < transactions) {
					transaction(connection, values);
					if (i++ % 3 == 0) {
						connection.rollback();
					}
					else {
						connection.commit();
					}
				}
			}
			catch (SQLException ex) {
				if (!this.patient || !mayBeRepeated(ex)) {
					throw ex;
				}
			}
		}
		return values;
	}

	/**
	 * The first values are taken before the transaction begins, when others take theirs
	 * at the same time; later the write lock keeps them apart.
	 */
	private static void transaction(Connection connection, List<Long> values) throws SQLException {
		values.addAll(Sql.next(connection, "s", BEFORE));
		Sql.number(connection, "select count(*) from t");
		values.add(Sql.next(connection, "s"));
		insert(connection, values.get(values.size() - 1), "first");
		values.add(Sql.next(connection, "s"));
		insert(connection, values.get(values.size() - 1), "second");
	}

	private static void insert(Connection connection, long id, String half) throws SQLException {
		Sql.run(connection, "insert into t values (" + id + ", '" + half + "')");
	}

	private static boolean mayBeRepeated(SQLException ex) {
		return ex.getSQLState().startsWith("08") || ex.getSQLState().equals("40001");
	}

}
