package io.github.dqlite4j.roundtrip;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.testing.InProcessNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node behind a proxy that counts, and a connection to it.
 */
abstract class AbstractRoundTripTests {

	@RegisterExtension
	static final InProcessNode node = new InProcessNode();

	protected RoundTripProxy proxy;

	protected Connection connection;

	@BeforeEach
	void connect() throws Exception {
		this.proxy = new RoundTripProxy(NodeAddress.parse(node.address()));
		this.connection = DriverManager.getConnection(url());
		execute("create table t (id integer primary key, name text)");
		execute("insert into t (name) values ('a'), ('b'), ('c')");
	}

	/**
	 * Returns the URL of the test's database. Whoever waits for an answer that is held
	 * fails after 10 seconds.
	 */
	protected String url() {
		return this.proxy.url(node.database()) + "?readTimeout=10s";
	}

	@AfterEach
	void disconnect() throws Exception {
		this.connection.close();
		this.proxy.close();
	}

	protected final void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	protected static int count(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			return count(rows);
		}
	}

	protected static int count(ResultSet rows) throws SQLException {
		int count = 0;
		while (rows.next()) {
			count++;
		}
		return count;
	}

	protected static void insert(PreparedStatement insert, String name) throws SQLException {
		insert.setString(1, name);
		insert.executeUpdate();
	}

	protected static void addBatch(PreparedStatement insert, int size) throws SQLException {
		for (int i = 0; i < size; i++) {
			insert.setString(1, "n" + i);
			insert.addBatch();
		}
	}

}
