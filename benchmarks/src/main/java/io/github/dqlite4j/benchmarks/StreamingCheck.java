package io.github.dqlite4j.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Reads a result that is many times larger than the heap. To be run with a small one
 * ({@code -Xmx64m}); the node has a process of its own. Ends by an OutOfMemoryError if
 * the driver keeps the rows.
 */
public final class StreamingCheck {

	private static final String QUERY = """
			WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT %d)
			SELECT i, i * 0.5, 'row ' || i || ' of a result that is much larger than the memory' FROM n""";

	private StreamingCheck() {
	}

	/**
	 * Run the check.
	 * @param args how many rows to read
	 * @throws IOException if the node does not start
	 * @throws SQLException if it refuses
	 */
	public static void main(String[] args) throws IOException, SQLException {
		long rows = Long.parseLong(args[0]);
		Path directory = Files.createTempDirectory("dqlite-streaming");
		try (NodeProcess node = NodeProcess.start(directory.resolve("node"))) {
			read(node.address(), rows, System.out);
		}
		finally {
			DirectoryRemoval.remove(directory);
		}
	}

	private static void read(String address, long rows, PrintStream out) throws SQLException {
		long start = System.nanoTime();
		long sum = 0;
		long bytes = 0;
		try (Connection connection = Database.connect(address);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(String.format(Locale.ROOT, QUERY, rows))) {
			while (result.next()) {
				sum += result.getLong(1);
				bytes += 16 + result.getString(3).length();
			}
		}
		if (sum != rows * (rows + 1) / 2) {
			throw new IllegalStateException("Not all of " + rows + " rows came: their numbers sum up to " + sum);
		}
		out.printf(Locale.ROOT, "read %,d rows with %,d MiB of values in %.1f s, with a heap of at most %,d MiB%n",
				rows, bytes >> 20, (System.nanoTime() - start) / 1e9, Runtime.getRuntime().maxMemory() >> 20);
	}

}
