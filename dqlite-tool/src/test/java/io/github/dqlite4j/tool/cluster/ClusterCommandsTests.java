package io.github.dqlite4j.tool.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.github.dqlite4j.testing.Awaiting;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.testing.Content;
import io.github.dqlite4j.tool.testing.EngineCondition;
import io.github.dqlite4j.tool.testing.ServerProcess;
import io.github.dqlite4j.tool.testing.Tool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands about a cluster, on three nodes.
 */
@ExtendWith(EngineCondition.class)
class ClusterCommandsTests {

	private static final int TRANSFERS = 8;

	private static final List<ServerProcess> servers = new ArrayList<>();

	@BeforeAll
	static void start(@TempDir Path directory) throws Exception {
		servers.add(ServerProcess.start(directory.resolve("one")));
		servers.add(ServerProcess.start(directory.resolve("two"), "--join", servers.get(0).address()));
		servers.add(ServerProcess.start(directory.resolve("three"), "--join", servers.get(0).address()));
	}

	@AfterAll
	static void stop() {
		servers.forEach(ServerProcess::close);
	}

	private static Tool run(String... args) {
		String nodes = servers.stream().map(ServerProcess::address).collect(Collectors.joining(","));
		List<String> all = new ArrayList<>(List.of(args));
		all.addAll(1, List.of("--nodes", nodes));
		return Tool.run(all.toArray(String[]::new));
	}

	private static String leader() {
		return run("leader").ok().out().strip();
	}

	private static String follower() {
		String leader = leader();
		return servers.stream()
			.map(ServerProcess::address)
			.filter((address) -> !address.equals(leader))
			.findFirst()
			.orElseThrow();
	}

	private static JsonNode member(String address) {
		for (JsonNode member : run("cluster", "--json").ok().json()) {
			if (member.get("address").asString().equals(address)) {
				return member;
			}
		}
		throw new AssertionError("no member " + address);
	}

	@Test
	void clusterListsTheMembers() {
		JsonNode members = run("cluster", "--json").ok().json();
		assertThat(members).hasSize(3);
		assertThat(members).allSatisfy((member) -> {
			assertThat(member.get("role").asString()).isEqualTo("voter");
			assertThat(member.get("answers").asBoolean()).isTrue();
		});
		assertThat(member(leader()).get("leader").asBoolean()).isTrue();
		assertThat(run("cluster").ok().out()).startsWith("id").contains(servers.get(2).address());
	}

	@Test
	void leadershipIsTransferredToAnotherOrTheOneThatIsNamed() {
		String before = leader();
		assertThat(run("transfer", "--json").ok().json().get("leader").asString()).isNotEqualTo(before);
		run("transfer", before).ok();
		assertThat(leader()).isEqualTo(before);
		assertThat(run("transfer", "--json", "--from", follower()).ok().json().get("transferred").asBoolean())
			.isFalse();
		assertThat(leader()).isEqualTo(before);
	}

	@Test
	void rolesAreAssigned() {
		String node = follower();
		// the leader may give the roles back that it wants
		Awaiting.until("a node that stands by can't lead", () -> {
			run("assign", node, "standby").ok();
			return member(node).get("role").asString().equals("standby")
					&& run("transfer", node).err().contains("dqlite assign " + node + " voter");
		});
		run("assign", node, "voter").ok();
		Awaiting.until("it votes again", () -> member(node).get("role").asString().equals("voter"));
		run("assign", node, "voter").ok();
		run("assign", leader(), "spare").failed(ExitStatus.FAILED, "dqlite transfer");
		run("assign", node, "king").failed(ExitStatus.USAGE, "king");
	}

	@Test
	void weightsAreSetAndDescribed() {
		String node = follower();
		run("weight", node, "7").ok();
		JsonNode described = run("describe", node, "--json").ok().json();
		assertThat(described.get(0).get("weight").asString()).isEqualTo("7");
		assertThat(run("describe", "--json").ok().json()).hasSize(3);
		run("weight", "--", node, "-1").failed(ExitStatus.USAGE, "-1");
	}

	@Test
	void aServerTellsItsFailureDomainAndWeight(@TempDir Path directory) throws Exception {
		try (ServerProcess server = ServerProcess.start(directory.resolve("one"), "--failure-domain", "3", "--weight",
				"8", "--voters", "1", "--standbys", "0", "--roles-interval", "10s")) {
			JsonNode described = Tool.run("describe", "-n", server.address(), "--json").ok().json().get(0);
			assertThat(described.get("failure_domain").asString()).isEqualTo("3");
			assertThat(described.get("weight").asString()).isEqualTo("8");
		}
	}

	@Test
	void aMemberComesAndGoes(@TempDir Path directory) throws Exception {
		run("add", "77", "127.0.0.1:1").ok();
		assertThat(member("127.0.0.1:1").get("role").asString()).isEqualTo("spare");
		assertThat(member("127.0.0.1:1").get("answers").asBoolean()).isFalse();
		run("describe", "127.0.0.1:1").failed(ExitStatus.UNREACHABLE, "127.0.0.1:1");
		run("add", "77", "127.0.0.1:2").failed(ExitStatus.FAILED, "the engine refuses");
		run("remove", "77").ok();
		run("remove", "127.0.0.1:1").failed(ExitStatus.FAILED, servers.get(0).address());
		run("remove", leader()).failed(ExitStatus.FAILED, "dqlite transfer");
		run("add", "one", "127.0.0.1:2").failed(ExitStatus.USAGE, "one");
	}

	@Test
	void aStoppedLeaderHandsOver(@TempDir Path directory) throws Exception {
		try (ServerProcess fourth = ServerProcess.start(directory.resolve("four"), "--join", leader())) {
			run("assign", fourth.address(), "voter").ok();
			run("transfer", fourth.address()).ok();
			fourth.stop();
			Awaiting.until("another node leads", () -> !leader().equals(fourth.address()));
			assertThat(fourth.log()).contains("handed leadership over");
			run("remove", fourth.address()).ok();
		}
	}

	@Test
	void aRestoreGoesOnWhenTheLeaderChanges(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("rows.db");
		Content.create(file, "CREATE TABLE r (id INTEGER PRIMARY KEY, data BLOB)",
				"INSERT INTO r WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 40000)"
						+ " SELECT i, randomblob(500) FROM n");
		AtomicBoolean done = new AtomicBoolean();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<Integer> transfers = executor.submit(() -> {
				int count = 0;
				while (!done.get() && count < TRANSFERS) {
					count += (run("transfer").status() == ExitStatus.OK) ? 1 : 0;
				}
				return count;
			});
			run("restore", "-d", "rows", file.toString()).ok();
			done.set(true);
			assertThat(transfers.get(60, TimeUnit.SECONDS)).isPositive();
		}
		finally {
			done.set(true);
			executor.shutdown();
			assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		}
		Path copy = directory.resolve("copy.db");
		run("backup", "-d", "rows", copy.toString()).ok();
		assertThat(Content.of(copy)).isEqualTo(Content.of(file));
	}

	@Test
	void withoutAClusterTheExitCodesSaySo() {
		Tool.run("cluster", "-n", "127.0.0.1:1", "--timeout", "200ms").failed(ExitStatus.UNREACHABLE, "127.0.0.1:1");
		Tool.run("leader", "-n", "not valid").failed(ExitStatus.USAGE, "not valid");
		Tool.run("leader", "-n", "a:1", "-o", "nonsense=1").failed(ExitStatus.USAGE, "nonsense");
		Tool.run("nonsense").failed(ExitStatus.USAGE, "nonsense");
		Tool.run().failed(ExitStatus.USAGE, "Name a command");
	}

}
