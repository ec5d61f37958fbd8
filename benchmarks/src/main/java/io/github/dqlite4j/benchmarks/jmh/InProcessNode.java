package io.github.dqlite4j.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.github.dqlite4j.benchmarks.DirectoryRemoval;
import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.node.NodeStartException;

/**
 * A node in this process with a table of items, and a connection to it.
 */
@State(Scope.Benchmark)
public class InProcessNode {

	static final int ROWS = 10_000;

	private @Nullable Path directory;

	private @Nullable DqliteNode node;

	private @Nullable Connection connection;

	/**
	 * Start the node and fill the table.
	 * @throws IOException if there is no place for the data
	 * @throws NodeStartException if the node does not start
	 * @throws SQLException if it refuses
	 */
	@Setup(Level.Trial)
	public void start() throws IOException, NodeStartException, SQLException {
		this.directory = Files.createTempDirectory("dqlite-jmh");
		this.node = DqliteNode.builder(this.directory.resolve("node")).start();
		this.connection = DriverManager.getConnection("jdbc:dqlite://" + this.node.address() + "/jmh");
		try (Statement statement = connection().createStatement()) {
			statement.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, stock INTEGER, name TEXT)");
			statement.execute("INSERT INTO item WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT "
					+ ROWS + ") SELECT i, i % 1000, 'item ' || i FROM n");
		}
	}

	Connection connection() {
		return Objects.requireNonNull(this.connection);
	}

	/**
	 * Stop the node and remove its data.
	 * @throws IOException if the data can't be removed
	 * @throws SQLException if the connection can't be closed
	 */
	@TearDown(Level.Trial)
	public void stop() throws IOException, SQLException {
		connection().close();
		Objects.requireNonNull(this.node).close();
		DirectoryRemoval.remove(Objects.requireNonNull(this.directory));
	}

}
