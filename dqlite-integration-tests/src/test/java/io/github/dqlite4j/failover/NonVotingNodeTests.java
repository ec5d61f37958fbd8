package io.github.dqlite4j.failover;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;

import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.testing.ClusterProcesses;
import io.github.dqlite4j.testing.NodeProcess;
import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a URL is worth that names only a node that does not vote. The engine lets such a
 * node say nothing of the leader. One that stands by knows the members; a spare that was
 * never anything else knows nobody.
 */
class NonVotingNodeTests {

	@RegisterExtension
	static final Nodes nodes = new Nodes().roles(1, 1);

	private static ClusterProcesses cluster;

	@BeforeAll
	static void start() {
		cluster = nodes.cluster();
		cluster.awaitNode(NodeRole.STANDBY);
	}

	private static String url(NodeProcess node, String options) {
		return "jdbc:dqlite://" + node.address() + "/app?" + options;
	}

	@Test
	void aNodeThatStandsByIsEnoughToFindTheLeader() throws SQLException {
		NodeProcess standby = cluster.awaitNode(NodeRole.STANDBY);
		for (String options : new String[] { "", "allowedNodes=127.0.0.0/8" }) {
			try (Connection connection = DriverManager.getConnection(url(standby, options));
					Statement statement = connection.createStatement()) {
				statement.execute("CREATE TABLE IF NOT EXISTS t (a)");
				assertThat(statement.executeUpdate("INSERT INTO t VALUES (1)")).isOne();
			}
		}
	}

	@Test
	void whatItListsIsNotDialledUnlessAllowed() {
		NodeProcess standby = cluster.awaitNode(NodeRole.STANDBY);
		String leader = cluster.awaitNode(NodeRole.VOTER).address();
		assertThatExceptionOfType(SQLTransientConnectionException.class)
			.isThrownBy(() -> DriverManager.getConnection(url(standby, "allowedNodes=10.0.0.0/8&leaderTimeout=1s")))
			.withMessageContaining(standby.address() + ": does not vote and knows no leader. ")
			.withMessageContaining("the address " + leader + " is refused, since allowedNodes=10.0.0.0/8")
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("08001"));
	}

	@Test
	void aSpareThatKnowsNobodySaysWhatIsMissing() {
		NodeProcess spare = cluster.awaitNode(NodeRole.SPARE);
		assertThatExceptionOfType(SQLTransientConnectionException.class)
			.isThrownBy(() -> DriverManager.getConnection(url(spare, "leaderTimeout=1s")))
			.withMessageContaining(spare.address() + ": knows neither a leader nor any member of a cluster, like a "
					+ "spare, which does not vote, and like a node that was never added: name the voters too. ")
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("08001"));
	}

}
