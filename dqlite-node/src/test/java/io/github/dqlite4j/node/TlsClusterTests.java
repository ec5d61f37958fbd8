package io.github.dqlite4j.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.client.tls.ClientTls;
import io.github.dqlite4j.client.tls.TlsOptions;
import io.github.dqlite4j.node.tls.NodeCertificates;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Three nodes of which every connection is encrypted.
 */
@RealEngine
class TlsClusterTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@TempDir
	private static Path certificateDirectory;

	private static NodeCertificates certificates;

	@TempDir
	private Path directory;

	private final List<DqliteNode> nodes = new ArrayList<>();

	@BeforeAll
	static void makeCertificates() throws Exception {
		certificates = NodeCertificates.make(certificateDirectory);
	}

	@AfterEach
	void stopNodes() {
		Collections.reverse(this.nodes);
		this.nodes.forEach(DqliteNode::close);
	}

	@Test
	void nodesVoteReplicateAndFailOver() throws Exception {
		TlsOptions tls = certificates.options("node", "root");
		for (int i = 0; i < 3; i++) {
			start(tls);
		}
		assertThat(members(tls)).hasSize(3).allMatch((member) -> member.role() == NodeRole.VOTER);
		try (Connection connection = connect("node", "root"); Statement statement = connection.createStatement()) {
			statement.execute("create table t (n integer)");
			statement.execute("insert into t values (1)");
		}
		this.nodes.remove(0).close();
		try (Connection connection = connect("node", "root"); Statement statement = connection.createStatement()) {
			statement.execute("insert into t values (2)");
			try (ResultSet rows = statement.executeQuery("select sum(n) from t")) {
				rows.next();
				assertThat(rows.getInt(1)).isEqualTo(3);
			}
		}
		assertThat(this.nodes).extracting(DqliteNode::address).contains(leader(tls));
	}

	@Test
	void aNodeStartsAgainUnderItsNameAndItsHost() throws Exception {
		TlsOptions tls = certificates.options("node", "root");
		String address = "localhost:" + FreePort.next();
		try (DqliteNode node = DqliteNode.builder(this.directory.resolve("named")).address(address).tls(tls).start()) {
			keep(DqliteNode.builder(this.directory.resolve("second")).join(List.of(address)).tls(tls).start());
			assertThat(node.address()).isEqualTo(address);
		}
		keep(DqliteNode.builder(this.directory.resolve("named")).address(address).tls(tls).start());
		Awaiting.until("both elect a leader", () -> members(tls).size() == 2);
	}

	@Test
	void aNodeWhoseDiskWasNearlyFullServesAgain() throws Exception {
		TlsOptions tls = certificates.options("node", "root");
		AtomicLong left = new AtomicLong(Long.MAX_VALUE);
		DqliteNode node = DqliteNode.builder(this.directory.resolve("disk")).tls(tls).start((path) -> left::get);
		keep(node);
		left.set(0);
		Awaiting.until("the node stops", () -> !node.isRunning());
		left.set(Long.MAX_VALUE);
		Awaiting.until("the node serves again", node::isRunning);
		assertThat(leader(tls)).isEqualTo(node.address());
	}

	@Test
	void anotherAuthorityIsTrustedWithoutARestart() throws Exception {
		Path cert = certificateDirectory.resolve("rotated.pem");
		Path key = certificateDirectory.resolve("rotated-key.pem");
		Path roots = certificateDirectory.resolve("roots.pem");
		certificates.issue("renewed", "other", "san=ip:127.0.0.1");
		certificates.replace(cert, certificates.cert("node"));
		certificates.replace(key, certificates.key("node"));
		certificates.replace(roots, certificates.cert("root"));
		TlsOptions tls = TlsOptions.builder().rootCert(roots).cert(cert).key(key).build();
		for (int i = 0; i < 3; i++) {
			start(tls);
		}
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect("renewed", "root"));
		certificates.replace(roots, certificates.cert("root"), certificates.cert("other"));
		connect("renewed", "root").close();
		// until the key follows, the certificate before stays in use
		certificates.replace(cert, certificates.cert("renewed"));
		connect("renewed", "root").close();
		certificates.replace(key, certificates.key("renewed"));
		connect("renewed", "other").close();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect("renewed", "root"));
		start(tls);
		assertThat(members(tls)).hasSize(4);
		this.nodes.remove(0).close();
		assertThat(this.nodes).extracting(DqliteNode::address).contains(leader(tls));
	}

	private String leader(TlsOptions tls) throws Exception {
		return administration(tls).leader().toString();
	}

	private List<NodeInfo> members(TlsOptions tls) throws Exception {
		return administration(tls).members();
	}

	private ClusterAdministration administration(TlsOptions tls) {
		return new ClusterAdministration(this.nodes.stream().map((node) -> NodeAddress.parse(node.address())).toList(),
				TIMEOUT, new ClientTls(tls));
	}

	private Connection connect(String alias, String authority) throws SQLException {
		return DriverManager.getConnection(
				"jdbc:dqlite://" + this.nodes.stream().map(DqliteNode::address).collect(Collectors.joining(","))
						+ "/app" + certificates.url(alias, authority));
	}

	private void start(TlsOptions tls) throws Exception {
		Path own = Files.createTempDirectory(this.directory, "node");
		List<String> join = this.nodes.stream().map(DqliteNode::address).toList();
		keep(DqliteNode.builder(own).join(join).tls(tls).start());
	}

	private void keep(DqliteNode node) {
		this.nodes.add(node);
	}

}
