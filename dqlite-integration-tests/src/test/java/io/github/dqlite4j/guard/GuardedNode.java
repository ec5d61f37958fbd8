package io.github.dqlite4j.guard;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.testing.NodeProcess;
import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node that dangerous things are tried on. Each try has a database of its own, with a
 * row written before and one after, by another connection; in the end the node is
 * restarted and all these rows must be there.
 */
public final class GuardedNode implements AfterAllCallback, TestExecutionExceptionHandler {

	private final Nodes nodes = new Nodes();

	private final List<String> databases = new ArrayList<>();

	private final NodeProcess process = this.nodes.single();

	private int attempts;

	/**
	 * Tries something.
	 * @param attempt what to try on a new connection
	 */
	public void attempt(Attempt attempt) throws SQLException {
		if (!this.process.isAlive()) {
			this.process.restart();
		}
		String database = "db" + this.attempts++;
		execute(database, "CREATE TABLE witness (id INTEGER PRIMARY KEY)", "INSERT INTO witness VALUES (1)");
		try (Connection connection = connect(database)) {
			attempt.run(connection);
			assertThat(this.process.isAlive()).as("the node lives").isTrue();
		}
		execute(database, "INSERT INTO witness VALUES (2)");
		assertThat(this.process.isAlive()).as("the node lives").isTrue();
		this.databases.add(database);
	}

	Connection connect(String database) throws SQLException {
		return DriverManager.getConnection(url(database));
	}

	String url(String database) {
		return "jdbc:dqlite://" + this.process.address() + "/" + database;
	}

	String address() {
		return this.process.address();
	}

	private void execute(String database, String... statements) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.executeUpdate(sql);
			}
		}
	}

	@Override
	public void afterAll(ExtensionContext context) throws Exception {
		try {
			this.process.stop();
			this.process.restart();
			for (String database : this.databases) {
				verify(database);
			}
		}
		finally {
			this.nodes.afterAll(context);
		}
	}

	private void verify(String database) throws SQLException {
		try (Connection connection = connect(database);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT sum(id), count(*) FROM witness")) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getInt(1)).as("the witnesses in " + database).isEqualTo(3);
		}
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable throwable) throws Throwable {
		this.nodes.handleTestExecutionException(context, throwable);
	}

	/**
	 * Something to try.
	 */
	@FunctionalInterface
	public interface Attempt {

		void run(Connection connection) throws SQLException;

	}

}
