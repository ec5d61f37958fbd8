package io.github.dqlite4j.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Results that come in several messages, of which the server holds the second back until
 * the first was acknowledged.
 */
@Tag("alone")
class ResultBatchesTests {

	/**
	 * An acknowledgement that is delayed makes the second message cost more than a
	 * hundred times what the first one costs.
	 */
	private static final int TOLERANCE = 20;

	private static final int ROUNDS = 21;

	@RegisterExtension
	final Nodes nodes = new Nodes();

	@Test
	void furtherMessagesAreNotWaitedFor() throws SQLException {
		try (Connection connection = DriverManager
			.getConnection("jdbc:dqlite://" + this.nodes.single().address() + "/db");
				Statement statement = connection.createStatement()) {
			List<Long> one = new ArrayList<>();
			List<Long> several = new ArrayList<>();
			for (int i = 0; i < ROUNDS; i++) {
				one.add(nanosToRead(statement, 100));
				several.add(nanosToRead(statement, 600));
			}
			assertThat(median(several)).isLessThan(TOLERANCE * median(one));
		}
	}

	private static long nanosToRead(Statement statement, int count) throws SQLException {
		long start = System.nanoTime();
		try (ResultSet rows = statement
			.executeQuery("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + count
					+ ") SELECT i FROM n")) {
			int read = 0;
			while (rows.next()) {
				read++;
			}
			assertThat(read).isEqualTo(count);
		}
		return System.nanoTime() - start;
	}

	private static long median(List<Long> values) {
		Collections.sort(values);
		return values.get(values.size() / 2);
	}

}
