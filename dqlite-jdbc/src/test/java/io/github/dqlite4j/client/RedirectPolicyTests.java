package io.github.dqlite4j.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.dqlite4j.protocol.Parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nodes that the cluster names, but that {@link ConnectionOptions#allowedNodes()} does
 * not allow, are never dialled, and the caller hears so at once.
 */
@Timeout(60)
class RedirectPolicyTests {

	private ScriptedServer given;

	private ScriptedServer other;

	@BeforeEach
	void start() throws IOException {
		this.given = ScriptedServer.start();
		this.other = ScriptedServer.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.given.close();
		this.other.close();
	}

	private Cluster cluster(String... allowed) {
		return new Cluster(
				TestClusters.options(this.given.address()).allowedNodes(AllowedNodes.parse(List.of(allowed))).build());
	}

	private String refusal(String allowed) {
		return "the address " + this.other.address() + " is refused, since allowedNodes=" + allowed
				+ " does not allow it: add it there if it belongs to the cluster";
	}

	@Test
	void redirectToAnotherNodeIsRefusedAtOnce() {
		this.given.follow(this.other.address().toString());
		assertThatExceptionOfType(NoLeaderException.class)
			.isThrownBy(() -> cluster("db1", "10.0.0.0/8").openSession(Deadline.NEVER))
			.withMessage("No node of the cluster can be used, and waiting would not help. " + this.given.address()
					+ ": names a leader that is not dialled: " + refusal("db1,10.0.0.0/8") + ".")
			.satisfies((ex) -> assertThat(ex.isPermanent()).isTrue());
		assertThat(this.other.accepted()).isZero();
	}

	@Test
	void redirectToAnAllowedNodeIsFollowed() throws IOException {
		this.given.follow(this.other.address().toString());
		for (String allowed : List.of("127.0.0.1", this.other.address().toString(), "127.0.0.0/8")) {
			try (Session session = cluster(allowed).openSession(Deadline.NEVER)) {
				assertThat(session.node()).isEqualTo(this.other.address());
			}
		}
	}

	@Test
	void givenNodesNeedNoPermission() throws IOException {
		try (Session session = cluster().openSession(Deadline.NEVER)) {
			assertThat(session.node()).isEqualTo(this.given.address());
		}
	}

	@Test
	void membersThatTheClusterNamesAreRefused() throws IOException {
		this.given.always("CLUSTER",
				Answer.of(Reply.nodes(this.given.address().toString(), this.other.address().toString())));
		Cluster cluster = cluster("10.0.0.0/8");
		cluster.openSession(Deadline.NEVER).close();
		assertThat(cluster.knownNodes()).containsExactly(this.given.address(), this.other.address());
		this.given.follow(this.other.address().toString());
		assertThatExceptionOfType(NoLeaderException.class).isThrownBy(() -> cluster.openSession(Deadline.NEVER))
			.satisfies((ex) -> assertThat(ex.reasons()).containsEntry(this.other.address().toString(),
					refusal("10.0.0.0/8")));
		assertThat(this.other.accepted()).isZero();
	}

	@Test
	void votersThatTheClusterNamesAreNotAskedWhoLeads() throws Exception {
		this.given.always("CLUSTER",
				Answer.of(Reply.nodes(this.given.address().toString(), this.other.address().toString())));
		Cluster cluster = cluster();
		List<IOException> failures = new ArrayList<>();
		try (Session session = cluster.openSession(Deadline.NEVER)) {
			int asked = this.given.accepted();
			this.given.always("INSERT", Answer.stall());
			Thread writer = new Thread(() -> {
				try {
					session.execute("INSERT", Parameters.NONE, TestClusters.ample());
				}
				catch (IOException | EngineException ex) {
					failures.add(new IOException(ex));
				}
			});
			writer.start();
			Await.until("the voters are asked", () -> this.given.accepted() >= asked + 3);
			assertThat(this.other.accepted()).isZero();
			session.close();
			writer.join();
			assertThat(failures).hasSize(1);
		}
	}

	@Test
	void administrationKeepsToTheRuleOfItsCluster() {
		this.given.follow(this.other.address().toString());
		assertThatExceptionOfType(NoLeaderException.class)
			.isThrownBy(() -> new ClusterAdministration(cluster(), TestClusters.AMPLE).leader())
			.withMessageContaining(refusal(""));
		assertThat(this.other.accepted()).isZero();
	}

}
