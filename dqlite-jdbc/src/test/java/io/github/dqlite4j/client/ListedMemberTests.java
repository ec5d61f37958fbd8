package io.github.dqlite4j.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The leader is found by way of a node that knows no leader but lists the members.
 */
@Timeout(60)
class ListedMemberTests {

	private ScriptedServer given;

	private ScriptedServer other;

	@BeforeEach
	void start() throws IOException {
		this.given = ScriptedServer.start();
		this.other = ScriptedServer.start();
		this.given.follow("");
	}

	@AfterEach
	void stop() throws IOException {
		this.given.close();
		this.other.close();
	}

	private void list(String... addresses) {
		this.given.always("CLUSTER", Answer.of(Reply.nodes(addresses)));
	}

	private Cluster cluster(ConnectionOptions.Builder options) {
		return new Cluster(options.build());
	}

	private NoLeaderException search(ConnectionOptions.Builder options) {
		Cluster cluster = cluster(options.leaderTimeout(Duration.ofSeconds(2)));
		return catchThrowableOfType(NoLeaderException.class, () -> cluster.openSession(Deadline.NEVER));
	}

	@Test
	void membersThatANodeListsAreAsked() throws IOException {
		list(this.given.address().toString(), this.other.address().toString());
		try (Session session = cluster(TestClusters.options(this.given.address())).openSession(Deadline.NEVER)) {
			assertThat(session.node()).isEqualTo(this.other.address());
		}
		Await.until("the given node is left", () -> this.given.openConnections() == 0);
	}

	@Test
	void whoIsListedIsBelievedNoMoreThanWhoIsNamed() {
		list(this.other.address().toString());
		this.other.follow(this.given.address().toString());
		assertThat(search(TestClusters.options(this.given.address())).reasons()).containsEntry(
				this.other.address().toString(),
				"names the leader " + this.given.address() + ", which can't be reached: knows no leader");
		assertThat(this.given.count("OPEN") + this.other.count("OPEN")).isZero();
	}

	@Test
	void membersThatAreNotAllowedAreNotDialled() {
		list(this.other.address().toString());
		AllowedNodes allowed = AllowedNodes.parse(List.of("10.0.0.0/8"));
		assertThat(search(TestClusters.options(this.given.address()).allowedNodes(allowed)).reasons())
			.containsEntry(this.given.address().toString(), "knows no leader")
			.containsEntry(this.other.address().toString(), "the address " + this.other.address()
					+ " is refused, since allowedNodes=10.0.0.0/8 does not allow it: add it there if it belongs to the cluster");
		assertThat(this.other.accepted()).isZero();
	}

	@Test
	void aNodeThatListsNobodyIsNoHelp() {
		list();
		NoLeaderException ex = search(TestClusters.options(this.given.address()));
		assertThat(ex.reasons()).isEqualTo(Map.of(this.given.address().toString(),
				"knows neither a leader nor any member of a cluster, like a spare, which does not vote, and like a "
						+ "node that was never added: name the voters too"));
	}

	@Test
	void membersWithoutAnAddressAreToldOf() {
		list("@dqlite-1");
		assertThat(search(TestClusters.options(this.given.address())).reasons())
			.containsKey(this.given.address().toString())
			.hasEntrySatisfying(this.given.address() + " lists a member that can't be reached",
					(reason) -> assertThat(reason).contains("'@dqlite-1'"));
	}

	@Test
	void aListIsNotFollowedWithoutEnd() {
		list(IntStream.rangeClosed(1, 1000).mapToObj((port) -> "127.255.0.1:" + port).toArray(String[]::new));
		NoLeaderException ex = search(TestClusters.options(this.given.address()));
		assertThat(ex.reasons()).hasSize(1 + 64);
	}

	@Test
	void aNodeThatRefusesToListIsToldOf() {
		this.given.always("CLUSTER", Answer.failure(1005, "unrecognized request type"));
		assertThat(search(TestClusters.options(this.given.address())).reasons())
			.containsValue("knows no leader, and refuses to list the members: unrecognized request type");
	}

}
