package io.github.dqlite4j.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dqlite4j.node.DqliteNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A node of this process for a class of tests, registered in a static field, with an
 * empty database for each test.
 */
public final class InProcessNode implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

	private static final AtomicInteger databases = new AtomicInteger();

	private final List<Connection> connections = new ArrayList<>();

	private @Nullable TemporaryDirectory directory;

	private @Nullable DqliteNode node;

	private String database = "";

	/**
	 * Returns where the node is reached.
	 * @return {@code host:port}
	 */
	public String address() {
		if (this.node == null) {
			throw new IllegalStateException("The node does not run: its field must be static");
		}
		return this.node.address();
	}

	/**
	 * Returns the name of the test's database.
	 */
	public String database() {
		return this.database;
	}

	/**
	 * Returns the URL of the test's database.
	 */
	public String url() {
		return "jdbc:dqlite://" + address() + "/" + this.database;
	}

	/**
	 * Connects to the test's database.
	 * @return a connection that is closed after the test
	 */
	public Connection connect() throws SQLException {
		return connect("");
	}

	/**
	 * Connects to the test's database.
	 * @param options the options of the URL, with their question mark
	 * @return a connection that is closed after the test
	 */
	public Connection connect(String options) throws SQLException {
		Connection connection = DriverManager.getConnection(url() + options);
		this.connections.add(connection);
		return connection;
	}

	@Override
	public void beforeAll(ExtensionContext context) throws Exception {
		TemporaryDirectory data = TemporaryDirectory.create("dqlite-node");
		this.directory = data;
		this.node = DqliteNode.builder(data.path()).start();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.database = "db" + databases.incrementAndGet();
	}

	@Override
	public void afterEach(ExtensionContext context) throws SQLException {
		for (Connection connection : this.connections) {
			connection.close();
		}
		this.connections.clear();
	}

	@Override
	public void afterAll(ExtensionContext context) throws Exception {
		try (TemporaryDirectory data = this.directory; DqliteNode running = this.node) {
			this.directory = null;
			this.node = null;
		}
	}

}
