package io.github.dqlite4j.node;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the driver was told is written is there after a restart, however the node ended.
 */
@RealEngine
class DataSurvivalTests {

	/**
	 * More than the snapshot threshold, so that a restart needs a snapshot and the log
	 * behind it.
	 */
	private static final int ROWS = 700;

	@TempDir
	private Path directory;

	@Test
	void survivesARestart() throws Exception {
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			insert(node.address(), ROWS);
		}
		assertRows(ROWS);
	}

	@Test
	void survivesAMoveToAnotherPort() throws Exception {
		NodeEndpoint endpoint;
		try (DqliteNode node = DqliteNode.builder(this.directory).start()) {
			insert(node.address(), ROWS);
			endpoint = NodeEndpoint.resolve(node.address());
		}
		try (ServerSocket taken = new ServerSocket(endpoint.port(), 1, endpoint.host())) {
			assertThat(taken.isBound()).isTrue();
			assertRows(ROWS);
		}
	}

	@Test
	void survivesTheDeathOfTheProcess() throws Exception {
		try (NodeProcess process = NodeProcess.start("--data-dir", this.directory.toString())) {
			insert(process.awaitReady(), ROWS);
			process.kill();
			process.awaitEnd();
		}
		assertRows(ROWS);
	}

	private void insert(String address, int rows) throws SQLException {
		try (Connection connection = connect(address); Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
			try (PreparedStatement insert = connection.prepareStatement("INSERT INTO entry (text) VALUES (?)")) {
				for (int i = 0; i < rows; i++) {
					insert.setString(1, "row " + i);
					insert.executeUpdate();
				}
			}
		}
	}

	private void assertRows(int rows) throws Exception {
		try (DqliteNode node = DqliteNode.builder(this.directory).start();
				Connection connection = connect(node.address());
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT count(*), max(id) FROM entry")) {
			assertThat(result.next()).isTrue();
			assertThat(result.getInt(1)).isEqualTo(rows);
			assertThat(result.getInt(2)).isEqualTo(rows);
		}
	}

	private static Connection connect(String address) throws SQLException {
		return DriverManager.getConnection("jdbc:dqlite://" + address + "/survival");
	}

}
