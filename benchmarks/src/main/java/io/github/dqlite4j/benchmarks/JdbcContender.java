package io.github.dqlite4j.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Does the work through this driver, as an application would.
 */
final class JdbcContender implements Contender {

	private static final int BUSY = 5;

	private final Peer peer;

	private final int rows;

	private final Connection connection;

	private final PreparedStatement select;

	private final PreparedStatement range;

	private final PreparedStatement insert;

	private final Connection rewriting;

	private final PreparedStatement rewrittenInsert;

	private final List<Connection> writers = new ArrayList<>();

	JdbcContender(Peer peer, String address, int rows) throws SQLException {
		this.peer = peer;
		this.rows = rows;
		this.connection = Database.connect(address);
		this.select = this.connection.prepareStatement(Database.SELECT);
		this.range = this.connection.prepareStatement(Database.RANGE);
		this.insert = this.connection.prepareStatement(Database.INSERT);
		this.rewriting = Database.connect(address, "&rewriteBatchedInserts=true");
		this.rewrittenInsert = this.rewriting.prepareStatement(Database.INSERT);
		for (int i = 0; i < Workload.WRITERS; i++) {
			this.writers.add(Database.connect(address));
		}
	}

	@Override
	public Peer peer() {
		return this.peer;
	}

	@Override
	public Measurement run(Workload workload, int operations) throws SQLException, InterruptedException {
		return switch (workload) {
			case POINT_SELECT -> pointSelects(operations);
			case READ_ONLY_TRANSACTION -> readOnlyTransactions(operations);
			case RANGE_SELECT -> rangeSelects(operations);
			case ROW_INSERT -> rowInserts(operations);
			case BATCH_INSERT -> batchInsert(this.connection, this.insert, operations);
			case BATCH_INSERT_REWRITTEN -> batchInsert(this.rewriting, this.rewrittenInsert, operations);
			case SCAN -> scan();
			case CONCURRENT_WRITERS -> concurrentWriters(operations);
		};
	}

	private Measurement pointSelects(int operations) throws SQLException {
		long checksum = 0;
		long start = System.nanoTime();
		for (int i = 0; i < operations; i++) {
			checksum += selectStock(i);
		}
		return new Measurement(operations, System.nanoTime() - start, checksum, 0);
	}

	private long selectStock(int operation) throws SQLException {
		this.select.setLong(1, Database.key(operation, this.rows));
		try (ResultSet item = this.select.executeQuery()) {
			item.next();
			item.getString(2);
			return item.getLong(1);
		}
	}

	private Measurement readOnlyTransactions(int operations) throws SQLException {
		long checksum = 0;
		this.connection.setReadOnly(true);
		this.connection.setAutoCommit(false);
		long start = System.nanoTime();
		for (int i = 0; i < operations; i++) {
			checksum += selectStock(i);
			this.connection.commit();
		}
		long nanos = System.nanoTime() - start;
		this.connection.setAutoCommit(true);
		this.connection.setReadOnly(false);
		return new Measurement(operations, nanos, checksum, 0);
	}

	private Measurement rowInserts(int operations) throws SQLException {
		this.connection.setAutoCommit(false);
		long start = System.nanoTime();
		for (int i = 1; i <= operations; i++) {
			bindSale(this.insert, i);
			this.insert.executeUpdate();
		}
		this.connection.commit();
		long nanos = System.nanoTime() - start;
		this.connection.setAutoCommit(true);
		return new Measurement(operations, nanos, 0, 0);
	}

	private Measurement batchInsert(Connection writer, PreparedStatement statement, int operations)
			throws SQLException {
		writer.setAutoCommit(false);
		long start = System.nanoTime();
		for (int i = 1; i <= operations; i++) {
			bindSale(statement, i);
			statement.addBatch();
		}
		statement.executeBatch();
		writer.commit();
		long nanos = System.nanoTime() - start;
		writer.setAutoCommit(true);
		return new Measurement(operations, nanos, 0, 0);
	}

	private void bindSale(PreparedStatement statement, int operation) throws SQLException {
		statement.setLong(1, operation);
		statement.setLong(2, Database.key(operation, this.rows));
		statement.setString(3, Database.SALE_NAME);
		statement.setDouble(4, Database.SALE_PRICE);
	}

	private Measurement scan() throws SQLException {
		long start = System.nanoTime();
		try (PreparedStatement scan = this.connection.prepareStatement(Database.SCAN);
				ResultSet items = scan.executeQuery()) {
			long checksum = sum(items);
			return new Measurement(this.rows, System.nanoTime() - start, checksum, 0);
		}
	}

	private Measurement rangeSelects(int operations) throws SQLException {
		long checksum = 0;
		long start = System.nanoTime();
		for (int i = 0; i < operations; i++) {
			this.range.setLong(1, Database.key(i, this.rows));
			try (ResultSet items = this.range.executeQuery()) {
				checksum += sum(items);
			}
		}
		return new Measurement(operations, System.nanoTime() - start, checksum, 0);
	}

	private static long sum(ResultSet items) throws SQLException {
		long sum = 0;
		while (items.next()) {
			sum += items.getLong(1) + items.getLong(2) + (long) items.getDouble(3) + items.getString(4).length();
		}
		return sum;
	}

	private Measurement concurrentWriters(int operations) throws SQLException, InterruptedException {
		List<PreparedStatement> inserts = new ArrayList<>();
		for (Connection writer : this.writers) {
			inserts.add(writer.prepareStatement(Database.INSERT));
		}
		Measurement measurement = Writers.run(operations, (writer, operation) -> {
			bindSale(inserts.get(writer), operation);
			return insertPatiently(inserts.get(writer));
		});
		for (PreparedStatement statement : inserts) {
			statement.close();
		}
		return measurement;
	}

	/**
	 * The driver should never say that the database is locked; how often it does is part
	 * of the result.
	 */
	private static long insertPatiently(PreparedStatement insert) throws SQLException {
		for (long busy = 0;; busy++) {
			try {
				insert.executeUpdate();
				return busy;
			}
			catch (SQLException ex) {
				if (ex.getErrorCode() != BUSY) {
					throw ex;
				}
			}
		}
	}

	@Override
	public void close() throws SQLException {
		for (Connection writer : this.writers) {
			writer.close();
		}
		this.rewriting.close();
		this.connection.close();
	}

}
