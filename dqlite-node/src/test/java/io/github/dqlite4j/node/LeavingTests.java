package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.node.NodeStartException.Reason;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a node leaves behind when it stops, and when it leaves for good.
 */
@RealEngine
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LeavingTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	private final List<DqliteNode> nodes = new ArrayList<>();

	@AfterEach
	void stopNodes() {
		this.nodes.forEach(DqliteNode::close);
	}

	@Test
	void aVoterThatStopsGivesItsVoteToAStandbyAndBecomesOneWhenItIsBack() throws Exception {
		DqliteNode founder = start();
		start();
		DqliteNode third = start();
		DqliteNode fourth = start();
		assertThat(role(fourth)).isEqualTo(NodeRole.STANDBY);
		third.close();
		assertThat(role(fourth)).isEqualTo(NodeRole.VOTER);
		assertThat(role(third)).isEqualTo(NodeRole.SPARE);
		DqliteNode again = keep(builder(third.dataDirectory()).start());
		Awaiting.until("it stands by", () -> role(again) == NodeRole.STANDBY);
		write(founder);
	}

	@Test
	void aLeaderThatStopsGivesLeadershipAndVoteAway() throws Exception {
		DqliteNode founder = start();
		DqliteNode second = start();
		DqliteNode third = start();
		DqliteNode fourth = start();
		founder.close();
		assertThat(WireProbe.leaderAt(second.address())).isNotEqualTo(founder.address()).isNotEmpty();
		assertThat(role(founder)).isEqualTo(NodeRole.SPARE);
		for (DqliteNode voter : List.of(second, third, fourth)) {
			assertThat(role(voter)).isEqualTo(NodeRole.VOTER);
		}
		write(second);
	}

	/**
	 * A restart of one of three changes nothing: there is no one to take its vote.
	 */
	@Test
	void aVoterWithoutReplacementKeepsItsVote() throws Exception {
		start();
		start();
		DqliteNode third = start();
		third.close();
		assertThat(role(third)).isEqualTo(NodeRole.VOTER);
	}

	@Test
	void theOneThatRemainsOfAPairGoesOn() throws Exception {
		DqliteNode founder = start();
		DqliteNode second = start();
		founder.close();
		write(second);
		assertThat(role(founder)).isEqualTo(NodeRole.SPARE);
		DqliteNode again = keep(builder(founder.dataDirectory()).start());
		Awaiting.until("both vote again", () -> role(again) == NodeRole.VOTER);
		second.close();
		write(again);
	}

	@Test
	void aPairIsWarnedOfOnce() throws Exception {
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		events.start();
		Logger logger = (Logger) LoggerFactory.getLogger(NodeAgent.class);
		logger.addAppender(events);
		try {
			DqliteNode founder = start();
			DqliteNode second = start();
			Awaiting.until("it is warned", () -> !warnings(events).isEmpty());
			write(founder);
			assertThat(warnings(events)).singleElement()
				.asString()
				.contains(founder.address(), second.address(), "tolerates no failure", "Add a third node");
		}
		finally {
			logger.detachAppender(events);
		}
	}

	private static List<String> warnings(ListAppender<ILoggingEvent> events) {
		return List.copyOf(events.list)
			.stream()
			.map(ILoggingEvent::getFormattedMessage)
			.filter((message) -> message.contains("tolerates"))
			.toList();
	}

	@Test
	void aLeaderMayLeaveForGood() throws Exception {
		DqliteNode founder = start();
		DqliteNode second = start();
		DqliteNode third = start();
		founder.leave(TIMEOUT);
		assertThat(founder.isRunning()).isFalse();
		assertThat(administration().members()).extracting(NodeInfo::address)
			.containsExactlyInAnyOrder(second.address(), third.address());
		write(second);
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> builder(founder.dataDirectory()).start())
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.NO_MEMBER);
				assertThat(ex.problem()).contains(founder.dataDirectory().toString(), founder.address(),
						"has left its cluster for good");
				assertThat(ex.remedy()).contains("empty the directory");
			});
		assertThatIllegalStateException().isThrownBy(() -> founder.leave(TIMEOUT));
	}

	@Test
	void aNewNodeMayTakeTheAddressOfOneThatLeft() throws Exception {
		DqliteNode founder = start();
		DqliteNode second = start();
		second.leave(TIMEOUT);
		DqliteNode successor = keep(DqliteNode.builder(this.directory.resolve("successor"))
			.address(second.address())
			.join(List.of(founder.address()))
			.start());
		assertThat(administration().members()).extracting(NodeInfo::id)
			.containsExactlyInAnyOrder(founder.id(), successor.id());
	}

	@Test
	void theOnlyMemberCannotLeave() throws Exception {
		DqliteNode founder = start();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> founder.leave(TIMEOUT))
			.withMessageContaining("could not leave its cluster: it is the only member")
			.withMessageContaining(founder.address());
		write(keep(builder(founder.dataDirectory()).start()));
	}

	@Test
	void aNodeCannotLeaveWithoutWhichTheOthersHaveNoQuorum() throws Exception {
		DqliteNode founder = start();
		DqliteNode second = start();
		DqliteNode third = start();
		second.close();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> third.leave(TIMEOUT))
			.withMessageContaining("no quorum without it: 1 of the 2 voters");
		DqliteNode again = keep(builder(third.dataDirectory()).start());
		Awaiting.until("one of the two leads", () -> !WireProbe.leaderAt(again.address()).isEmpty());
		write(founder);
		assertThat(administration().members()).hasSize(3);
	}

	private DqliteNode start() throws IOException {
		List<String> join = this.nodes.stream().map(DqliteNode::address).toList();
		return keep(builder(this.directory.resolve("node-" + this.nodes.size())).address(FreePort.address())
			.join(join)
			.start());
	}

	private static DqliteNode.Builder builder(Path directory) {
		return DqliteNode.builder(directory).rolesInterval(Duration.ofMillis(200));
	}

	private DqliteNode keep(DqliteNode node) {
		this.nodes.add(node);
		return node;
	}

	private ClusterAdministration administration() {
		return new ClusterAdministration(
				this.nodes.stream().map(DqliteNode::address).map(NodeAddress::parse).distinct().toList(), TIMEOUT);
	}

	private NodeRole role(DqliteNode node) throws Exception {
		return administration().members()
			.stream()
			.filter((member) -> member.id() == node.id())
			.map(NodeInfo::role)
			.findFirst()
			.orElseThrow();
	}

	private static void write(DqliteNode node) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:dqlite://" + node.address() + "/leaving");
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY)");
			statement.executeUpdate("INSERT INTO entry DEFAULT VALUES");
		}
	}

}
