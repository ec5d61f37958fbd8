package io.github.dqlite4j.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables that the contenders work on: items to read and sales to write. Looks after
 * them between the runs, by a connection of its own.
 */
final class Database implements AutoCloseable {

	static final String NAME = "benchmark";

	/**
	 * How many items there are normally.
	 */
	static final int ROWS = 200_000;

	static final String SELECT = "SELECT stock, name FROM item WHERE id = ?";

	static final String RANGE = "SELECT id, stock, price, name FROM item WHERE id >= ? LIMIT 200";

	static final String SCAN = "SELECT id, stock, price, name FROM item";

	static final String INSERT = "INSERT INTO sale (id, item, name, price) VALUES (?, ?, ?, ?)";

	static final String SALE_NAME = "what was sold, in short";

	static final double SALE_PRICE = 0.5;

	/**
	 * Prime to the number of items, so that consecutive reads touch distant pages and no
	 * two of them the same item.
	 */
	private static final int KEY_STRIDE = 7919;

	private final Connection connection;

	private final int rows;

	private Database(Connection connection, int rows) {
		this.connection = connection;
		this.rows = rows;
	}

	/**
	 * Create and fill the tables.
	 * @param address the node
	 * @param rows how many items
	 * @throws SQLException if the node refuses
	 */
	static Database create(String address, int rows) throws SQLException {
		Database database = new Database(connect(address), rows);
		try (Statement statement = database.connection.createStatement()) {
			statement.execute("""
					CREATE TABLE item (id INTEGER PRIMARY KEY, stock INTEGER NOT NULL, price REAL NOT NULL,
						name TEXT NOT NULL);
					CREATE TABLE sale (id INTEGER PRIMARY KEY, item INTEGER NOT NULL, name TEXT NOT NULL,
						price REAL NOT NULL)""");
			statement.execute("INSERT INTO item WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
					+ rows + ") SELECT i, i % 1000, i * 0.25, 'item ' || i || ' of the catalogue' FROM n");
		}
		return database;
	}

	static Connection connect(String address) throws SQLException {
		return connect(address, "");
	}

	/**
	 * Connect.
	 * @param options further options of the URL, each behind an ampersand
	 */
	static Connection connect(String address, String options) throws SQLException {
		return DriverManager.getConnection("jdbc:dqlite://" + address + "/" + NAME + "?busyTimeout=60s" + options);
	}

	/**
	 * Return the item that an operation is about.
	 * @param operation which operation, counted from 0
	 * @param rows how many items there are
	 */
	static long key(long operation, int rows) {
		return 1 + operation * KEY_STRIDE % rows;
	}

	int rows() {
		return this.rows;
	}

	/**
	 * Get ready for a run.
	 * @throws SQLException if the node refuses
	 */
	void prepare() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("DELETE FROM sale");
		}
	}

	/**
	 * Check that a run left the sales it should.
	 * @param operations how many
	 * @throws SQLException if the node refuses
	 * @throws IllegalStateException if others are there
	 */
	void verify(long operations) throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet sales = statement.executeQuery("SELECT count(*), ifnull(sum(id), 0) FROM sale")) {
			sales.next();
			long expectedSum = operations * (operations + 1) / 2;
			if (sales.getLong(1) != operations || sales.getLong(2) != expectedSum) {
				throw new IllegalStateException("A run of " + operations + " inserts left " + sales.getLong(1)
						+ " rows with ids that sum up to " + sales.getLong(2) + " instead of " + expectedSum);
			}
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
