package io.github.dqlite4j.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The nodes of the other tests do what they are told.
 */
class NodesTests {

	@RegisterExtension
	private final Nodes nodes = new Nodes();

	@Test
	void killedAndStoppedNodesKeepTheirData() throws SQLException {
		NodeProcess node = this.nodes.single();
		String url = "jdbc:dqlite://" + node.address() + "/app";
		execute(url, "create table t (a)", "insert into t values (1)");
		node.kill();
		node.restart();
		execute(url, "insert into t values (2)");
		node.stop();
		node.restart();
		assertThat(count(url)).isEqualTo(2);
	}

	@Test
	void pausedNodeGoesOn() throws SQLException {
		NodeProcess node = this.nodes.single();
		String url = "jdbc:dqlite://" + node.address() + "/app?readTimeout=60s";
		execute(url, "create table t (a)");
		node.pause();
		Thread resumer = new Thread(node::resume);
		resumer.start();
		execute(url, "insert into t values (1)");
		assertThat(count(url)).isEqualTo(1);
	}

	@Test
	void clusterHandsOver() throws SQLException {
		ClusterProcesses cluster = this.nodes.cluster();
		NodeProcess next = cluster.others(cluster.leader()).get(0);
		cluster.transferLeadershipTo(next);
		execute(cluster.url("app"), "create table t (a)", "insert into t values (1)");
		next.kill();
		assertThat(cluster.awaitOtherLeader(next)).isNotSameAs(next);
		assertThat(count(cluster.url("app"))).isEqualTo(1);
	}

	private static void execute(String url, String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	private static int count(String url) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from t")) {
			rows.next();
			return rows.getInt(1);
		}
	}

}
