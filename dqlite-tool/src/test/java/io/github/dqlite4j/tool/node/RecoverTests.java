package io.github.dqlite4j.tool.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.github.dqlite4j.testing.TemporaryDirectory;
import io.github.dqlite4j.tool.cli.ExitStatus;
import io.github.dqlite4j.tool.testing.Content;
import io.github.dqlite4j.tool.testing.EngineCondition;
import io.github.dqlite4j.tool.testing.ServerProcess;
import io.github.dqlite4j.tool.testing.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two of three nodes are destroyed, and a cluster is made of the third.
 */
@ExtendWith(EngineCondition.class)
class RecoverTests {

	private static final int ROWS = 200;

	@TempDir
	private Path directory;

	private static Connection connect(ServerProcess server) throws Exception {
		return DriverManager.getConnection("jdbc:dqlite://" + server.address() + "/app");
	}

	private static void write(ServerProcess server, int from, int to) throws Exception {
		try (Connection connection = connect(server)) {
			Content.execute(connection, "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, x)");
			for (int i = from; i < to; i++) {
				Content.execute(connection, "INSERT INTO t VALUES (" + i + ", randomblob(100))");
			}
		}
	}

	private Tool recover(String... more) {
		return Tool.run(
				Stream.concat(Stream.of("recover", this.directory.toString()), Stream.of(more)).toArray(String[]::new));
	}

	private JsonNode status() {
		return Tool.run("status", this.directory.toString(), "--json").ok().json();
	}

	@Test
	void whatTheSurvivorHasIsThereAndOthersJoinAgain() throws Exception {
		ServerProcess one = ServerProcess.start(this.directory.resolve("one"));
		ServerProcess two = ServerProcess.start(this.directory.resolve("two"), "--join", one.address());
		ServerProcess three = ServerProcess.start(this.directory.resolve("three"), "--join", one.address());
		try (one; two; three) {
			write(two, 0, ROWS);
			// only who has all rows can lead
			Tool.run("transfer", "-n", one.address(), three.address()).ok();
			recover("--yes").failed(ExitStatus.FAILED, "in use");
		}
		assertThat(status()).hasSize(3);
		TemporaryDirectory.remove(one.directory());
		TemporaryDirectory.remove(two.directory());
		JsonNode before = status().get(0);
		assertThat(before.get("members")).hasSize(3);
		assertThat(before.get("last_index").asLong()).isGreaterThan(ROWS);

		recover().failed(ExitStatus.FAILED, "--yes");
		Tool dry = recover("--dry-run").ok();
		assertThat(dry.out()).contains("WHAT WILL BE LOST")
			.contains(one.address())
			.contains(two.address())
			.contains("index " + before.get("last_index"));
		assertThat(status().get(0)).isEqualTo(before);
		assertThat(recover("--yes").ok().out()).contains("--join " + three.address());
		assertThat(status().get(0).get("members")).hasSize(1);
		recover("--yes").failed(ExitStatus.FAILED, "second recovery");

		try (ServerProcess again = ServerProcess.start(three.directory())) {
			assertThat(again.address()).isEqualTo(three.address());
			try (Connection connection = connect(again)) {
				assertThat(Content.query(connection, "SELECT count(*) FROM t")).containsExactly("" + ROWS);
			}
			try (ServerProcess first = ServerProcess.start(one.directory(), "--join", again.address());
					ServerProcess second = ServerProcess.start(two.directory(), "--join", again.address())) {
				write(first, ROWS, ROWS + 10);
				assertThat(Tool.run("cluster", "-n", second.address(), "--json").ok().json()).hasSize(3)
					.allSatisfy((member) -> assertThat(member.get("role").asString()).isEqualTo("voter"));
			}
		}
		// after others have joined, a second disaster may be recovered from
		TemporaryDirectory.remove(one.directory());
		TemporaryDirectory.remove(two.directory());
		recover("--yes").ok();
		try (ServerProcess again = ServerProcess.start(three.directory()); Connection connection = connect(again)) {
			assertThat(Content.query(connection, "SELECT count(*) FROM t")).containsExactly("" + (ROWS + 10));
		}
	}

	@Test
	void theMostAdvancedDirectoryIsChosen() throws Exception {
		ServerProcess one = ServerProcess.start(this.directory.resolve("one"));
		ServerProcess two = ServerProcess.start(this.directory.resolve("two"), "--join", one.address());
		ServerProcess three = ServerProcess.start(this.directory.resolve("three"), "--join", one.address());
		try (one; two; three) {
			write(one, 0, 20);
			two.kill();
			write(one, 20, 40);
		}
		TemporaryDirectory.remove(three.directory());
		Tool run = recover("--yes", "--json").ok();
		assertThat(run.json().get("directory").asString()).isEqualTo(one.directory().toRealPath().toString());
		assertThat(run.json().get("quorum_of_directories").asBoolean()).isTrue();
		recover("--yes").failed(ExitStatus.FAILED, "second recovery");
		try (ServerProcess again = ServerProcess.start(one.directory()); Connection connection = connect(again)) {
			assertThat(Content.query(connection, "SELECT count(*) FROM t")).containsExactly("40");
		}
	}

	@Test
	void whatIsNoDisasterIsRefused() throws Exception {
		recover("--yes").failed(ExitStatus.FAILED, "No data directory");
		try (ServerProcess alone = ServerProcess.start(this.directory.resolve("alone"))) {
			write(alone, 0, 1);
		}
		recover("--yes").failed(ExitStatus.FAILED, "nothing to recover");
		try (ServerProcess other = ServerProcess.start(this.directory.resolve("other"))) {
			write(other, 0, 50);
		}
		recover("--yes").failed(ExitStatus.FAILED, "a copy");
		Path empty = Files.createDirectory(this.directory.resolve("empty"));
		Tool.run("status", empty.toString()).failed(ExitStatus.FAILED, "no data directory");
		assertThat(List.of(empty.toFile().list())).isEmpty();
	}

	@Test
	void damagedFilesAreReported() throws Exception {
		try (ServerProcess alone = ServerProcess.start(this.directory.resolve("alone"))) {
			write(alone, 0, 20);
			alone.stop();
		}
		Path segment;
		try (Stream<Path> files = Files.list(this.directory.resolve("alone"))) {
			segment = files.filter((file) -> file.getFileName().toString().matches("\\d{16}-\\d{16}"))
				.max(Comparator.naturalOrder())
				.orElseThrow();
		}
		byte[] bytes = Files.readAllBytes(segment);
		bytes[bytes.length / 2] ^= 1;
		Files.write(segment, bytes);
		Tool run = Tool.run("status", this.directory.toString());
		assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
		assertThat(run.out()).contains(segment.getFileName().toString()).contains("damaged");
	}

}
