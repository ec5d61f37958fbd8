package io.github.dqlite4j.benchmarks.jmh;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a read of one row by its primary key costs from end to end, on a node in the same
 * process.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PointSelect {

	private static final String SQL = "SELECT stock, name FROM item WHERE id = ?";

	private int operation;

	/**
	 * Prepares a statement for each read, as frameworks do: the session's cache of
	 * prepared statements makes it one round trip all the same.
	 * @param node the node
	 * @return a number that depends on the row
	 * @throws SQLException if the node refuses
	 */
	@Benchmark
	public long preparedForEachRead(InProcessNode node) throws SQLException {
		Connection connection = node.connection();
		try (PreparedStatement select = connection.prepareStatement(SQL)) {
			select.setLong(1, 1 + this.operation++ % InProcessNode.ROWS);
			try (ResultSet item = select.executeQuery()) {
				item.next();
				return item.getLong(1) + item.getString(2).length();
			}
		}
	}

}
