package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.testing.InProcessNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node, and an empty database for each test.
 */
abstract class AbstractMetadataTests {

	@RegisterExtension
	static final InProcessNode node = new InProcessNode();

	protected Connection connection;

	protected DatabaseMetaData metadata;

	@BeforeEach
	void connect() throws SQLException {
		this.connection = node.connect("?declaredTypeGuard=false");
		this.metadata = this.connection.getMetaData();
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
