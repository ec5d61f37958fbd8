package io.github.dqlite4j.lane;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;

import io.github.dqlite4j.testing.ClusterProcesses;
import io.github.dqlite4j.testing.NodeProcess;
import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The leader goes in the middle of a transaction: with it the transaction. What the
 * caller does next does not reach the new leader, where it would commit by itself.
 */
class LeaderLostInTransactionTests {

	@RegisterExtension
	final Nodes nodes = new Nodes();

	@Test
	void nothingBehindATransferIsCommitted() throws Exception {
		ClusterProcesses cluster = this.nodes.cluster();
		nothingIsCommittedAfter(cluster, () -> {
			NodeProcess leader = cluster.leader();
			cluster.transferLeadershipTo(cluster.others(leader).get(0));
			cluster.awaitOtherLeader(leader);
		});
	}

	@Test
	void nothingBehindACrashIsCommitted() throws Exception {
		ClusterProcesses cluster = this.nodes.cluster();
		nothingIsCommittedAfter(cluster, () -> {
			NodeProcess leader = cluster.leader();
			leader.kill();
			cluster.awaitOtherLeader(leader);
		});
	}

	private static void nothingIsCommittedAfter(ClusterProcesses cluster, Loss loss) throws Exception {
		String url = cluster.url("db");
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.executeUpdate("CREATE TABLE t (a)");
			connection.setAutoCommit(false);
			statement.executeUpdate("INSERT INTO t VALUES (1)");
			loss.happen();
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.executeUpdate("INSERT INTO t VALUES (2)"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isIn("40001", "08006"));
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.executeUpdate("INSERT INTO t VALUES (3)"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("25P02"));
			assertThatExceptionOfType(SQLTransactionRollbackException.class).isThrownBy(connection::commit);
			assertThat(count(url)).isZero();
			statement.executeUpdate("INSERT INTO t VALUES (4)");
			connection.commit();
			assertThat(count(url)).isOne();
		}
	}

	private static long count(String url) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
			rows.next();
			return rows.getLong(1);
		}
	}

	@FunctionalInterface
	private interface Loss {

		void happen() throws Exception;

	}

}
