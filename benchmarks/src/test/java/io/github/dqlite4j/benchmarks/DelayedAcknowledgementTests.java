package io.github.dqlite4j.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.node.DqliteNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server sends a result in messages of 4 KiB and holds each back until the one before
 * it was acknowledged. Left to the kernel that takes 40 ms, which is 600 times as long as
 * the query.
 */
class DelayedAcknowledgementTests {

	private static final String QUERY = """
			WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?)
			SELECT i, 'a text of some length, number ' || i FROM n""";

	@Test
	void resultOfSeveralMessagesDoesNotWaitForThem(@TempDir Path directory) throws Exception {
		try (DqliteNode node = DqliteNode.builder(directory).start();
				Connection connection = DriverManager.getConnection("jdbc:dqlite://" + node.address() + "/app");
				PreparedStatement query = connection.prepareStatement(QUERY)) {
			long oneMessage = medianNanos(query, 20);
			long fewMessages = medianNanos(query, 200);
			long manyMessages = medianNanos(query, 10_000);
			assertThat(fewMessages).isLessThan(100 * oneMessage);
			assertThat(manyMessages).isLessThan(100 * fewMessages);
		}
	}

	private static long medianNanos(PreparedStatement query, int rows) throws SQLException {
		long[] nanos = new long[41];
		for (int i = 0; i < nanos.length; i++) {
			query.setInt(1, rows);
			long start = System.nanoTime();
			try (ResultSet result = query.executeQuery()) {
				int count = 0;
				while (result.next()) {
					count++;
				}
				assertThat(count).isEqualTo(rows);
			}
			nanos[i] = System.nanoTime() - start;
		}
		Arrays.sort(nanos);
		return nanos[nanos.length / 2];
	}

}
