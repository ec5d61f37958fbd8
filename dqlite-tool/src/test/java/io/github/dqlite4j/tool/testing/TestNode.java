package io.github.dqlite4j.tool.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import io.github.dqlite4j.node.DqliteNode;
import io.github.dqlite4j.testing.TemporaryDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A node of this process for a class of tests, registered in a static field.
 */
public final class TestNode implements BeforeAllCallback, AfterAllCallback {

	private @Nullable TemporaryDirectory directory;

	private @Nullable DqliteNode node;

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
	 * Returns the URL of a database.
	 */
	public String url(String database) {
		return "jdbc:dqlite://" + address() + "/" + database;
	}

	/**
	 * Connects to a database.
	 */
	public Connection connect(String database) throws SQLException {
		return DriverManager.getConnection(url(database));
	}

	@Override
	public void beforeAll(ExtensionContext context) throws Exception {
		TemporaryDirectory data = TemporaryDirectory.create("dqlite-tool");
		this.directory = data;
		this.node = DqliteNode.builder(data.path()).start();
	}

	@Override
	public void afterAll(ExtensionContext context) throws Exception {
		try (TemporaryDirectory data = this.directory; DqliteNode running = this.node) {
			this.directory = null;
			this.node = null;
		}
	}

}
