package io.github.dqlite4j.jdbc.tls;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.dqlite4j.client.Cluster;
import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.ConnectionOptions;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.jdbc.DqliteUrl;
import io.github.dqlite4j.node.DqliteNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A leader is told by its identity: the address by which it is dialled need not be the
 * one that it advertises.
 */
@ExtendWith(CertificatesExtension.class)
@Timeout(120)
class LeaderIdentityTests {

	@TempDir
	static Path directory;

	private static final List<DqliteNode> nodes = new ArrayList<>();

	private final Certificates certificates;

	LeaderIdentityTests(Certificates certificates) {
		this.certificates = certificates;
	}

	@BeforeAll
	static void startNodes() throws Exception {
		for (int i = 0; i < 3; i++) {
			nodes.add(DqliteNode.builder(directory.resolve("node" + i))
				.join(nodes.stream().map(DqliteNode::address).toList())
				// nothing here waits for an election, and none is to come in between
				.networkLatency(Duration.ofMillis(200))
				.start());
		}
	}

	@AfterAll
	static void stopNodes() {
		for (int i = nodes.size() - 1; i >= 0; i--) {
			nodes.get(i).close();
		}
	}

	private static String leader() throws Exception {
		return new ClusterAdministration(nodes.stream().map((node) -> NodeAddress.parse(node.address())).toList(),
				Duration.ofSeconds(30))
			.leader()
			.toString();
	}

	private static String follower() throws Exception {
		String leader = leader();
		return nodes.stream().map(DqliteNode::address).filter((address) -> !address.equals(leader)).findFirst().get();
	}

	private static ConnectionOptions options(Proxy proxy) {
		return DqliteUrl.parse(Sql.url(proxy.address(), "leaderTimeout=20s"));
	}

	@Test
	void aLeaderBehindAnotherAddressProvesItselfOnce() throws Exception {
		try (Proxy advertised = Proxy.plain(leader()); Proxy other = Proxy.plain(leader())) {
			advertised.replace(leader(), advertised.address());
			List<Integer> usual = burstsOfTwoConnections(advertised);
			assertThat(burstsOfTwoConnections(other)).containsExactly(usual.get(0) + 1, usual.get(1));
			assertThat(other.connections()).isEqualTo(2);
		}
	}

	/**
	 * Connect twice and count how often something was sent for each connection.
	 */
	private static List<Integer> burstsOfTwoConnections(Proxy proxy) throws SQLException {
		try (Connection first = Sql.connect(proxy.address(), "leaderTimeout=20s")) {
			int before = proxy.bursts();
			try (Connection second = Sql.connect(proxy.address(), "leaderTimeout=20s")) {
				int after = proxy.bursts();
				assertThat(first.isValid(5)).isTrue();
				assertThat(second.isValid(5)).isTrue();
				return List.of(before, after - before);
			}
		}
	}

	@Test
	void aFollowerBehindAnotherAddressLeadsToTheLeader() throws Exception {
		try (Proxy proxy = Proxy.plain(follower());
				Connection connection = Sql.connect(proxy.address(), "leaderTimeout=20s")) {
			assertThat(Sql.one(connection)).isEqualTo(1);
			assertThat(Cluster.shared(options(proxy)).lastLeader()).hasToString(leader());
		}
	}

	@Test
	void anAddressThatMovesToAnotherNodeIsForgotten() throws Exception {
		try (Proxy proxy = Proxy.plain(leader());
				Connection before = Sql.connect(proxy.address(), "leaderTimeout=20s")) {
			assertThat(Sql.one(before)).isEqualTo(1);
			proxy.forwardTo(follower());
			try (Connection after = Sql.connect(proxy.address(), "leaderTimeout=20s")) {
				assertThat(Sql.one(after)).isEqualTo(1);
				assertThat(Cluster.shared(options(proxy)).lastLeader()).hasToString(leader());
			}
		}
	}

	@Test
	void theAdvertisedAddressOfTheLeaderIsReported() throws Exception {
		try (Proxy proxy = Proxy.plain(leader())) {
			Cluster cluster = Cluster.shared(options(proxy));
			ClusterAdministration administration = new ClusterAdministration(cluster, Duration.ofSeconds(20));
			assertThat(administration.leader()).hasToString(leader());
			assertThat(administration.members()).hasSize(3);
		}
	}

	@Test
	void aFollowerNamesTheLeaderAndBothAreReachedByTls() throws Exception {
		String leader = leader();
		String follower = follower();
		try (Proxy toLeader = Proxy.tls(leader, this.certificates.server("server", null));
				Proxy toFollower = Proxy.tls(follower, this.certificates.server("server", null))) {
			toFollower.replace(leader, toLeader.address());
			toLeader.replace(leader, toLeader.address());
			try (Connection connection = Sql.connect(toFollower.address(),
					"leaderTimeout=20s&sslRootCert=" + this.certificates.cert("root"))) {
				assertThat(Sql.one(connection)).isEqualTo(1);
			}
			assertThat(toLeader.connections()).isPositive();
		}
	}

	@Test
	void theNameOfTheLeaderIsVerifiedAsWell() throws Exception {
		String leader = leader();
		String follower = follower();
		try (Proxy toLeader = Proxy.tls("127.0.0.2", leader, this.certificates.server("server", null));
				Proxy toFollower = Proxy.tls(follower, this.certificates.server("server", null))) {
			toFollower.replace(leader, toLeader.address());
			toLeader.replace(leader, toLeader.address());
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> Sql.connect(toFollower.address(),
						Sql.ENDLESS + "&sslRootCert=" + this.certificates.cert("root")))
				.isInstanceOf(SQLNonTransientConnectionException.class)
				.withMessageContaining("names the leader " + toLeader.address() + ", which can't be reached")
				.withMessageContaining("its certificate is not for the host 127.0.0.2 but for [localhost, 127.0.0.1]");
		}
	}

	@Test
	void theLeaderIsRefusedWhereItsAddressIsNotAllowed() throws Exception {
		String leader = leader();
		String follower = follower();
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> Sql.connect(follower, Sql.ENDLESS + "&allowedNodes=db1,10.0.0.0/8"))
			.isInstanceOf(SQLNonTransientConnectionException.class)
			.withMessageContaining(follower + ": names a leader that is not dialled: the address " + leader
					+ " is refused, since allowedNodes=db1,10.0.0.0/8 does not allow it");
		for (String allowed : List.of(leader, "127.0.0.0/8")) {
			try (Connection connection = Sql.connect(follower, "leaderTimeout=20s&allowedNodes=" + allowed)) {
				assertThat(Sql.one(connection)).isEqualTo(1);
			}
		}
	}

	@Test
	void administrationUsesTheTlsOfTheCluster() throws Exception {
		String leader = leader();
		try (Proxy proxy = Proxy.tls(leader, this.certificates.server("server", null))) {
			Cluster cluster = Cluster
				.shared(DqliteUrl.parse(Sql.url(proxy.address(), "sslRootCert=" + this.certificates.cert("root"))));
			assertThat(new ClusterAdministration(cluster, Duration.ofSeconds(20)).members()).hasSize(3);
		}
	}

}
