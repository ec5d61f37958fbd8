package io.github.dqlite4j.lane;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;

/**
 * Threads that write to one database through one pool: single statements in turn with
 * transactions of two, each row with a key that no other has.
 */
final class Writers {

	static final String TABLE = "CREATE TABLE IF NOT EXISTS entries (writer TEXT, number INTEGER, PRIMARY KEY (writer, number))";

	private static final String INSERT = "INSERT INTO entries (writer, number) VALUES (?, ?)";

	private final String url;

	private final String name;

	private final int threads;

	/**
	 * Describes writers.
	 * @param url the database
	 * @param name a name that tells these writers from those of other processes
	 * @param threads how many there are, each with a connection
	 */
	Writers(String url, String name, int threads) {
		this.url = url;
		this.name = name;
		this.threads = threads;
	}

	/**
	 * Writes.
	 * @param rows how many rows each thread writes
	 * @return how long each write took, from the call to its return
	 */
	Durations run(int rows) throws InterruptedException, SQLException {
		ExecutorService executor = Executors.newFixedThreadPool(this.threads);
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(this.url);
			pool.setMaximumPoolSize(this.threads);
			try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
				statement.executeUpdate(TABLE);
			}
			fill(pool);
			List<Callable<List<Long>>> tasks = new ArrayList<>();
			for (int i = 0; i < this.threads; i++) {
				String writer = this.name + "-" + i;
				tasks.add(() -> write(pool, writer, rows));
			}
			List<Long> nanos = new ArrayList<>();
			long began = System.currentTimeMillis();
			for (Future<List<Long>> future : executor.invokeAll(tasks)) {
				nanos.addAll(future.get());
			}
			return Durations.of(nanos, began, System.currentTimeMillis());
		}
		catch (ExecutionException ex) {
			throw new SQLException("A writer failed: " + ex.getCause(), ex.getCause());
		}
		finally {
			executor.shutdownNow();
		}
	}

	/**
	 * Has the pool open all its connections, so that this is not counted as waiting.
	 */
	private void fill(HikariDataSource pool) throws SQLException {
		List<Connection> all = new ArrayList<>();
		for (int i = 0; i < this.threads; i++) {
			all.add(pool.getConnection());
		}
		for (Connection connection : all) {
			connection.close();
		}
	}

	private static List<Long> write(HikariDataSource pool, String writer, int rows) throws SQLException {
		List<Long> nanos = new ArrayList<>();
		int number = 0;
		while (number < rows) {
			int count = (nanos.size() % 2 == 0 || number + 2 > rows) ? 1 : 2;
			long start = System.nanoTime();
			try (Connection connection = pool.getConnection()) {
				connection.setAutoCommit(count == 1);
				try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
					for (int i = 0; i < count; i++) {
						insert.setString(1, writer);
						insert.setInt(2, number++);
						insert.executeUpdate();
					}
				}
				if (count > 1) {
					connection.commit();
				}
			}
			nanos.add(System.nanoTime() - start);
		}
		return nanos;
	}

	/**
	 * How long writes took, in microseconds, and when, in milliseconds since 1970, which
	 * can be compared with those of other processes.
	 *
	 * @param median what half of them took at most
	 * @param longest what all of them took at most
	 * @param began when the first of them began
	 * @param ended when the last of them had ended
	 */
	record Durations(long median, long longest, long began, long ended) {

		static Durations of(List<Long> nanos, long began, long ended) {
			List<Long> sorted = nanos.stream().sorted().toList();
			return new Durations(sorted.get(sorted.size() / 2) / 1000, sorted.get(sorted.size() - 1) / 1000, began,
					ended);
		}

		static Durations parse(String text) {
			String[] parts = text.split(" ");
			return new Durations(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]),
					Long.parseLong(parts[3]));
		}

		@Override
		public String toString() {
			return this.median + " " + this.longest + " " + this.began + " " + this.ended;
		}

	}

}
