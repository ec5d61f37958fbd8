package io.github.dqlite4j.roundtrip;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.testing.SimultaneousWrites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Round trips of writers that waited, all together.
 */
class GroupCommitRoundTripTests extends AbstractRoundTripTests {

	private static final int WRITERS = 20;

	/**
	 * BEGIN with the version of the schema, the writes, COMMIT. Before that, the three of
	 * the transaction that they waited for, and a question whether the node still leads
	 * where the connection was idle for a second.
	 */
	private static final int ROUND_TRIPS = 3 + 3 + 1;

	private final List<Connection> writers = new ArrayList<>();

	@BeforeEach
	void connectWriters() throws Exception {
		for (int i = 0; i < WRITERS; i++) {
			this.writers.add(DriverManager.getConnection(url()));
			assertThat(count(this.writers.get(i), "select id from t")).isEqualTo(3);
		}
	}

	@AfterEach
	void disconnectWriters() throws Exception {
		for (Connection writer : this.writers) {
			writer.close();
		}
	}

	@Test
	void oneCommitForAll() throws Exception {
		assertThat(roundTrips("first")).as("with a look at the schema").isLessThanOrEqualTo(ROUND_TRIPS + 1);
		assertThat(roundTrips("second")).isLessThanOrEqualTo(ROUND_TRIPS);
		assertThat(count(this.connection, "select id from t where name like '%-%'")).isEqualTo(2 * WRITERS);
	}

	private long roundTrips(String name) throws Exception {
		return this.proxy.roundTrips(() -> SimultaneousWrites.run(this.connection,
				"insert into t (name) values ('" + name + "')", this.writers, (writer, number) -> {
					try (Statement insert = writer.createStatement()) {
						return insert.executeUpdate("insert into t (name) values ('" + name + "-" + number + "')");
					}
				}));
	}

}
