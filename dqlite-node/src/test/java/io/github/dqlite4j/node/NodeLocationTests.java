package io.github.dqlite4j.node;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Names, IPv6, and listening elsewhere than at the address.
 */
@RealEngine
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NodeLocationTests {

	@TempDir
	private Path directory;

	private final List<DqliteNode> nodes = new ArrayList<>();

	@AfterEach
	void stopNodes() {
		Collections.reverse(this.nodes);
		this.nodes.forEach(DqliteNode::close);
	}

	@Test
	void addressesMayBeNamesAndStayNames() throws Exception {
		List<String> addresses = List.of(name(), name(), name());
		for (String address : addresses) {
			start(address, null, addresses.subList(0, this.nodes.size()));
		}
		assertThat(this.nodes.get(2).members()).extracting(NodeInfo::address)
			.containsExactlyInAnyOrderElementsOf(addresses);
		this.nodes.forEach(NodeLocationTests::assertVotes);
		this.nodes.get(0).close();
		write(this.nodes.get(1).address());
		DqliteNode again = DqliteNode.builder(this.nodes.get(0).dataDirectory()).address(addresses.get(0)).start();
		this.nodes.add(again);
		assertThat(again.address()).isEqualTo(addresses.get(0));
		Awaiting.until("it follows", () -> addresses.contains(WireProbe.leaderAt(again.address())));
	}

	/**
	 * What was kept with the data may be written differently the next time.
	 */
	@Test
	void theNumberOfItsNameIsTheSameAddress() throws Exception {
		String name = name();
		start(name, null, List.of()).close();
		DqliteNode again = DqliteNode.builder(this.nodes.get(0).dataDirectory())
			.address(name.replace("localhost", "127.0.0.1"))
			.start();
		this.nodes.add(again);
		assertThat(again.address()).isEqualTo(name);
	}

	@Test
	void mayListenOnAllInterfaces() throws Exception {
		int free = FreePort.next();
		DqliteNode founder = start("localhost:" + free, "0.0.0.0:" + free, List.of());
		DqliteNode second = start(name(), null, List.of(founder.address()));
		assertThat(founder.address()).isEqualTo("localhost:" + free);
		assertThat(WireProbe.leaderAt("127.0.0.2:" + free)).isEqualTo(founder.address());
		assertVotes(second);
	}

	@Test
	void mayHaveAnAddressThatItDoesNotKnowItselfIfItIsToldWhereToListen() throws Exception {
		NodeEndpoint free = NodeEndpoint.resolve(FreePort.address());
		DqliteNode node = start("app-0.example.invalid:" + free.port(), free.toString(), List.of());
		assertThat(WireProbe.leaderAt(free.toString())).isEqualTo(node.address())
			.isEqualTo("app-0.example.invalid:" + free.port());
	}

	@Test
	void aNameThatIsNotKnownIsExplained() {
		assertThatExceptionOfType(NodeStartException.class)
			.isThrownBy(() -> start("app-0.example.invalid:9001", null, List.of()))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_NOT_USABLE);
				assertThat(ex.problem()).contains("app-0.example.invalid:9001", "cannot be resolved");
				assertThat(ex.remedy()).contains("'bind'");
			});
	}

	@Test
	void whereToListenNeedsAnAddress() {
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> start(null, "0.0.0.0:9001", List.of()))
			.satisfies((ex) -> assertThat(ex.problem()).contains("0.0.0.0:9001, but has no address"));
	}

	@Test
	void listensOnIpv6WhereTheEngineDoes() throws Exception {
		assumeThat(canListenOnIpv6()).as("this machine has IPv6").isTrue();
		String first = "[::1]:" + FreePort.next();
		String second = "[::1]:" + FreePort.next();
		if (!EngineLoader.shared().load(null).version().startsWith("1.18")) {
			assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> start(first, null, List.of()))
				.satisfies((ex) -> {
					assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_NOT_USABLE);
					assertThat(ex.problem()).contains("libdqlite", "cannot listen on",
							first.substring(first.lastIndexOf(':')));
					assertThat(ex.remedy()).contains("IPv4", "engines before 1.12");
				});
			assertThat(this.directory).isEmptyDirectory();
			return;
		}
		DqliteNode founder = start(first, null, List.of());
		DqliteNode member = start(second, null, List.of(first));
		assertThat(founder.address()).isEqualTo(first);
		assertVotes(member);
		write(second);
	}

	@Test
	void membersMayListenOnBothFamilies() throws Exception {
		assumeThat(canListenOnIpv6()).as("this machine has IPv6").isTrue();
		assumeThat(EngineLoader.shared().load(null).version()).startsWith("1.18");
		DqliteNode founder = start(name(), null, List.of());
		DqliteNode member = start("[::1]:" + FreePort.next(), null, List.of(founder.address()));
		assertVotes(member);
	}

	private static boolean canListenOnIpv6() {
		try (PortReservation port = PortReservation.of(new NodeEndpoint(InetAddress.getByName("::1"), 0))) {
			return port.endpoint().port() > 0;
		}
		catch (Exception ex) {
			return false;
		}
	}

	private static String name() throws IOException {
		return "localhost:" + FreePort.next();
	}

	private DqliteNode start(String address, String bind, List<String> join) throws NodeStartException {
		DqliteNode node = DqliteNode.builder(this.directory.resolve("node-" + this.nodes.size()))
			.address(address)
			.bind(bind)
			.join(join)
			.start();
		this.nodes.add(node);
		return node;
	}

	/**
	 * A voter has been sent the log, so that the leader has dialled it.
	 */
	private static void assertVotes(DqliteNode node) {
		try {
			Awaiting.until(node + " votes",
					() -> new NodeQuery(NodeEndpoint.of(NodeAddress.parse(node.address())), Duration.ofSeconds(10))
						.members()
						.stream()
						.anyMatch((member) -> member.id() == node.id() && member.role() == NodeRole.VOTER));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(String address) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:dqlite://" + address + "/names");
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY)");
			statement.executeUpdate("INSERT INTO entry DEFAULT VALUES");
		}
	}

}
