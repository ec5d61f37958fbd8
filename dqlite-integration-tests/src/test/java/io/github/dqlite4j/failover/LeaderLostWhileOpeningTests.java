package io.github.dqlite4j.failover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.DatabaseDump;
import io.github.dqlite4j.client.Deadline;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.Session;
import io.github.dqlite4j.protocol.DatabaseName;
import io.github.dqlite4j.testing.ClusterProcesses;
import io.github.dqlite4j.testing.NodeProcess;
import io.github.dqlite4j.testing.Nodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The node that was found to lead leads no more when it is to open the database.
 */
class LeaderLostWhileOpeningTests {

	private static final DatabaseName DATABASE = new DatabaseName("app");

	@RegisterExtension
	static final Nodes nodes = new Nodes();

	private static ClusterProcesses processes;

	private final AtomicBoolean lost = new AtomicBoolean();

	@BeforeAll
	static void start() throws SQLException {
		processes = nodes.cluster();
		try (Connection connection = DriverManager.getConnection(processes.url(DATABASE.value()));
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE t (a)");
		}
	}

	/**
	 * Return a cluster whose leader hands over as soon as it is found, before anything
	 * else is asked of it.
	 */
	private Cluster cluster() {
		List<NodeAddress> addresses = processes.nodes()
			.stream()
			.map(NodeProcess::address)
			.map(NodeAddress::parse)
			.toList();
		Cluster cluster = new Cluster(ConnectionOptions.builder().nodes(addresses).database(DATABASE.value()).build());
		cluster.addLeaderListener((leader) -> {
			if (this.lost.compareAndSet(false, true)) {
				processes.transferLeadershipTo(processes.others(processes.leader()).get(0));
			}
		});
		return cluster;
	}

	@Test
	void aDumpComesFromTheNextLeader() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DatabaseDump dump = DatabaseDump.open(cluster(), true, Deadline.NEVER)) {
			assertThat(this.lost).isTrue();
			assertThat(dump.node()).hasToString(processes.leader().address());
			assertThat(dump.copy(DATABASE, (name, length) -> bytes)).isTrue();
		}
		assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).contains("CREATE TABLE t (a)");
	}

	@Test
	void aSessionIsOneWithTheNextLeader() throws IOException {
		try (Session session = cluster().openSession(Deadline.NEVER)) {
			assertThat(this.lost).isTrue();
			assertThat(session.node()).hasToString(processes.leader().address());
		}
	}

}
