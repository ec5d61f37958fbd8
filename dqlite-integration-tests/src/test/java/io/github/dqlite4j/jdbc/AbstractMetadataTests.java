package io.github.dqlite4j.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.node.DqliteNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node, and an empty database for each test.
 */
abstract class AbstractMetadataTests {

	@TempDir
	static Path directory;

	private static DqliteNode node;

	private static int databases;

	protected Connection connection;

	protected DatabaseMetaData metadata;

	@BeforeAll
	static void startNode() throws Exception {
		node = DqliteNode.builder(directory).start();
	}

	@AfterAll
	static void stopNode() {
		node.close();
	}

	@BeforeEach
	void connect() throws SQLException {
		this.connection = DriverManager
			.getConnection("jdbc:dqlite://" + node.address() + "/metadata" + databases++ + "?declaredTypeGuard=false");
		this.metadata = this.connection.getMetaData();
	}

	@AfterEach
	void disconnect() throws SQLException {
		this.connection.close();
	}

	void execute(String... sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			for (String each : sql) {
				statement.execute(each);
			}
		}
	}

	/**
	 * Read a result to its end.
	 * @return the rows, each with the given columns joined by a bar
	 */
	static List<String> rows(ResultSet result, String... columns) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (result) {
			while (result.next()) {
				List<String> values = new ArrayList<>();
				for (String column : columns) {
					values.add(result.getString(column));
				}
				rows.add(String.join("|", values));
			}
		}
		return rows;
	}

	static List<String> labels(ResultSet result) throws SQLException {
		List<String> labels = new ArrayList<>();
		try (result) {
			for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
				labels.add(result.getMetaData().getColumnLabel(i));
			}
		}
		return labels;
	}

}
