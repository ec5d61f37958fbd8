package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.EngineException;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of members that were away, and of directories that are not what they
 * should be.
 */
@RealEngine
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MemberLifeTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int ROWS = 600;

	private static final Pattern FIRST_ENTRY = Pattern.compile("0{15}1-\\d{16}");

	@TempDir
	private Path directory;

	private final List<DqliteNode> nodes = new ArrayList<>();

	@AfterEach
	void stopNodes() {
		this.nodes.forEach(DqliteNode::close);
	}

	/**
	 * The others do not have the entries any more that the node lacks: it gets a
	 * snapshot.
	 */
	@Test
	void aMemberIsBroughtUpToDateAfterALongAbsence() throws Exception {
		DqliteNode founder = start("a");
		start("b");
		DqliteNode third = start("c");
		write(founder, "CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT)");
		third.close();
		assertThat(names(third.dataDirectory())).noneMatch((name) -> name.startsWith("snapshot-"));
		insert(founder, ROWS);
		assertThat(names(founder.dataDirectory())).as("the first entries are gone")
			.noneMatch((name) -> FIRST_ENTRY.matcher(name).matches());
		DqliteNode again = keep(builder("c").start());
		Awaiting.until("it has got a snapshot",
				() -> names(again.dataDirectory()).stream().anyMatch((name) -> name.startsWith("snapshot-")));
		Awaiting.until("it leads", () -> leadsAfterTransfer(again));
		assertThat(count(again)).isEqualTo(ROWS);
	}

	/**
	 * The engine refuses while the node lags behind, and answers before the node leads.
	 */
	private boolean leadsAfterTransfer(DqliteNode node) throws Exception {
		try {
			administration().transferLeadership(node.id());
		}
		catch (EngineException ex) {
			return false;
		}
		return Awaiting.holdsWithin(Duration.ofSeconds(2),
				() -> WireProbe.leaderAt(node.address()).equals(node.address()));
	}

	@Test
	void knowsItsMembersAfterARestartWithoutBeingToldOrAsking() throws Exception {
		DqliteNode founder = start("a");
		DqliteNode second = start("b");
		List<NodeInfo> members = second.members();
		assertThat(members).extracting(NodeInfo::address)
			.containsExactlyInAnyOrder(founder.address(), second.address());
		second.close();
		founder.close();
		DqliteNode again = keep(builder("b").start());
		assertThat(again.members()).extracting(NodeInfo::id).containsExactlyInAnyOrder(founder.id(), second.id());
	}

	@Test
	void aNodeThatWasRemovedWhileItWasAwayIsRefused() throws Exception {
		DqliteNode founder = start("a");
		start("b");
		DqliteNode third = start("c");
		third.close();
		administration().remove(third.id());
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> builder("c").start()).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(Reason.NO_MEMBER);
			assertThat(ex.problem()).contains("it was removed", third.address(), founder.address());
			assertThat(ex.remedy()).contains("empty the directory");
		});
		assertThat(administration().members()).hasSize(2);
	}

	/**
	 * The founders of both clusters have the same id.
	 */
	@Test
	void theFounderOfAnotherClusterIsRefused() throws Exception {
		DqliteNode founder = start("a");
		DqliteNode other = DqliteNode.builder(this.directory.resolve("other")).start();
		other.close();
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(
					() -> DqliteNode.builder(this.directory.resolve("other")).join(List.of(founder.address())).start())
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.NO_MEMBER);
				assertThat(ex.problem()).contains(other.address(), founder.address());
				assertThat(ex.remedy()).contains("those of another cluster, correct the addresses to join");
			});
		assertThat(administration().members()).extracting(NodeInfo::address).containsExactly(founder.address());
		// and it still runs for itself
		DqliteNode.builder(this.directory.resolve("other")).start().close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "b" })
	void aDirectoryOfWhichOnlyTheIdentityIsThereIsRefused(String name) throws Exception {
		assertRefusedCopyOf(name, (file) -> file.equals(IdentityFile.NAME), "incomplete|gone or damaged");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "b" })
	void aDirectoryWithoutTermAndVoteIsRefused(String name) throws Exception {
		assertRefusedCopyOf(name, (file) -> !file.startsWith("metadata"), "incomplete: .*metadata1 and metadata2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "b" })
	void aDirectoryWithoutIdentityIsRefused(String name) throws Exception {
		assertRefusedCopyOf(name, (file) -> !file.equals(IdentityFile.NAME), "but no " + IdentityFile.NAME);
	}

	private void assertRefusedCopyOf(String name, Predicate<String> copied, String why) throws Exception {
		start("a");
		start("b");
		Path original = this.directory.resolve(name);
		this.nodes.forEach(DqliteNode::close);
		Path copy = Files.createDirectory(this.directory.resolve("copy"));
		for (String file : names(original).stream().filter(copied).toList()) {
			Files.copy(original.resolve(file), copy.resolve(file));
		}
		List<String> before = names(copy);
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> DqliteNode.builder(copy).start())
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.DATA_DIRECTORY_NOT_USABLE);
				assertThat(ex.problem()).contains(copy.toRealPath().toString()).containsPattern(why);
			});
		assertThat(names(copy)).containsAll(before);
	}

	private DqliteNode start(String name) throws IOException {
		return keep(builder(name).address(FreePort.address())
			.join(this.nodes.stream().map(DqliteNode::address).toList())
			.start());
	}

	private DqliteNode.Builder builder(String name) {
		return DqliteNode.builder(this.directory.resolve(name)).snapshots(64, 128);
	}

	private DqliteNode keep(DqliteNode node) {
		this.nodes.add(node);
		return node;
	}

	private ClusterAdministration administration() {
		return new ClusterAdministration(
				this.nodes.stream().map(DqliteNode::address).map(NodeAddress::parse).distinct().toList(), TIMEOUT);
	}

	private static List<String> names(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	private static Connection connect(DqliteNode node) throws Exception {
		return DriverManager.getConnection("jdbc:dqlite://" + node.address() + "/life");
	}

	private static void write(DqliteNode node, String sql) throws Exception {
		try (Connection connection = connect(node); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static void insert(DqliteNode node, int rows) throws Exception {
		try (Connection connection = connect(node);
				PreparedStatement insert = connection.prepareStatement("INSERT INTO entry (text) VALUES ('x')")) {
			for (int i = 0; i < rows; i++) {
				insert.executeUpdate();
			}
		}
	}

	private static int count(DqliteNode node) throws Exception {
		try (Connection connection = connect(node);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT count(*) FROM entry")) {
			assertThat(result.next()).isTrue();
			return result.getInt(1);
		}
	}

}
