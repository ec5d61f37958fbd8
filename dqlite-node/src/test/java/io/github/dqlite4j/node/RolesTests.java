package io.github.dqlite4j.node;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.client.ClusterAdministration;
import io.github.dqlite4j.client.NodeAddress;
import io.github.dqlite4j.protocol.NodeInfo;
import io.github.dqlite4j.protocol.NodeRole;
import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Five nodes as processes, of which three are to vote and one is to stand by.
 */
@RealEngine
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RolesTests {

	private static final int NODES = 5;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final Map<NodeRole, Long> WANTED = Map.of(NodeRole.VOTER, 3L, NodeRole.STANDBY, 1L, NodeRole.SPARE,
			1L);

	@TempDir
	private Path directory;

	private final Map<String, NodeProcess> processes = new LinkedHashMap<>();

	@AfterEach
	void stop() {
		this.processes.values().forEach(NodeProcess::close);
	}

	@Test
	void aVoterThatIsKilledIsReplacedAndIsAVoterLessWhenItComesBack() throws Exception {
		startAll();
		String victim = follower();
		kill(victim);
		Awaiting.until("the vote of " + victim + " is given to another", () -> role(victim) == NodeRole.SPARE);
		awaitRoles(WANTED);
		write();
		restart(victim, "--data-dir", data(victim), "--roles-interval", "200", "--standbys", "1");
		write();
		awaitRoles(WANTED);
		// one after the other: never is more than one of the three that vote away
		for (String next : List.of(follower(), leader())) {
			kill(next);
			Awaiting.until("the vote of " + next + " is given to another",
					() -> role(next) == NodeRole.SPARE && roles().get(NodeRole.VOTER) == 3L);
			write();
		}
	}

	/**
	 * When only two of three voters and nobody else are left, the third keeps its vote:
	 * with it two of three decide, without it two of two.
	 */
	@Test
	void noVoteIsTakenAwayWithoutReplacement() throws Exception {
		startAll();
		Map<NodeRole, List<String>> addresses = addresses();
		for (NodeRole role : List.of(NodeRole.SPARE, NodeRole.STANDBY)) {
			kill(addresses.get(role).get(0));
		}
		String victim = follower();
		kill(victim);
		write();
		// several intervals: the survey of nodes that have gone takes no time here
		for (int i = 0; i < 5; i++) {
			write();
			assertThat(role(victim)).isEqualTo(NodeRole.VOTER);
			assertThat(roles().get(NodeRole.VOTER)).isEqualTo(3L);
		}
		String last = follower();
		assertThat(last).isNotEqualTo(victim);
		kill(last);
		restart(victim, "--data-dir", data(victim), "--roles-interval", "200", "--standbys", "1");
		write();
	}

	@Test
	void aVoterThatHangsIsReplacedAndStandsByOrIsASpareWhenItGoesOn() throws Exception {
		startAll();
		String victim = follower();
		this.processes.get(victim).signal("STOP");
		Awaiting.until("the vote of " + victim + " is given to another",
				() -> role(victim) == NodeRole.SPARE && roles().get(NodeRole.VOTER) == 3L);
		write();
		this.processes.get(victim).signal("CONT");
		awaitRoles(WANTED);
		write();
	}

	@Test
	void votesAreSpreadOverFailureDomains() throws Exception {
		List<String> domains = List.of("a", "a", "a", "b", "c");
		for (String domain : domains) {
			start("--failure-domain", "zone-" + domain);
		}
		List<String> all = List.copyOf(this.processes.keySet());
		Awaiting.until("each zone has one voter",
				() -> voters().stream()
					.map((voter) -> domains.get(all.indexOf(voter)))
					.sorted()
					.toList()
					.equals(List.of("a", "b", "c")));
		awaitRoles(WANTED);
		String victim = all.get(4);
		kill(victim);
		Awaiting.until("a zone has two voters where there is no third zone",
				() -> voters().size() == 3 && !voters().contains(victim));
		restart(victim, "--data-dir", data(victim), "--roles-interval", "200", "--standbys", "1", "--failure-domain",
				"zone-c");
		Awaiting.until("the third zone votes again", () -> voters().size() == 3 && voters().contains(victim));
		write();
	}

	@Test
	void theLightestVote() throws Exception {
		for (int i = 0; i < NODES; i++) {
			start("--weight", Integer.toString(NODES - i));
		}
		awaitRoles(WANTED);
		List<String> all = List.copyOf(this.processes.keySet());
		String lightest = addresses().get(NodeRole.SPARE).get(0);
		assertThat(all.indexOf(lightest)).as("the spare, which came last").isEqualTo(NODES - 1);
		// a standby is preferred, since it has the data; then the spare is the lightest
		kill(addresses().get(NodeRole.STANDBY).get(0));
		Awaiting.until("the spare stands by", () -> role(lightest) == NodeRole.STANDBY);
	}

	private void startAll() throws Exception {
		for (int i = 0; i < NODES; i++) {
			start();
		}
		awaitRoles(WANTED);
		write();
	}

	private void start(String... options) throws Exception {
		String address = FreePort.address();
		List<String> arguments = new ArrayList<>(List.of("--data-dir", data(address), "--address", address,
				"--roles-interval", "200", "--standbys", "1"));
		if (!this.processes.isEmpty()) {
			arguments.addAll(List.of("--join", String.join(",", this.processes.keySet())));
		}
		arguments.addAll(List.of(options));
		restart(address, arguments.toArray(String[]::new));
	}

	private void restart(String address, String... arguments) throws Exception {
		NodeProcess process = NodeProcess.start(arguments);
		this.processes.put(address, process);
		assertThat(process.awaitReady()).isEqualTo(address);
	}

	private String data(String address) {
		return this.directory.resolve(address.substring(address.indexOf(':') + 1)).toString();
	}

	private void kill(String address) throws Exception {
		this.processes.get(address).kill();
		this.processes.get(address).awaitEnd();
	}

	private ClusterAdministration administration() {
		return new ClusterAdministration(this.processes.keySet().stream().map(NodeAddress::parse).toList(), TIMEOUT);
	}

	private String leader() throws IOException {
		return administration().leader().toString();
	}

	private String follower() throws Exception {
		String leader = leader();
		return voters().stream()
			.filter((voter) -> !voter.equals(leader) && this.processes.get(voter).isAlive())
			.findFirst()
			.orElseThrow();
	}

	private Map<NodeRole, List<String>> addresses() throws Exception {
		return administration().members()
			.stream()
			.collect(Collectors.groupingBy(NodeInfo::role, TreeMap::new,
					Collectors.mapping(NodeInfo::address, Collectors.toList())));
	}

	private List<String> voters() throws Exception {
		return addresses().get(NodeRole.VOTER);
	}

	private Map<NodeRole, Long> roles() throws Exception {
		return addresses().entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> (long) entry.getValue().size()));
	}

	private NodeRole role(String address) throws Exception {
		return addresses().entrySet()
			.stream()
			.filter((entry) -> entry.getValue().contains(address))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseThrow();
	}

	private void awaitRoles(Map<NodeRole, Long> wanted) throws Exception {
		Awaiting.until("the roles are " + wanted, () -> roles().equals(wanted));
	}

	private void write() throws Exception {
		Awaiting.until("the cluster can be written to", this::isWritable);
	}

	/**
	 * A leader may lose its voters in the middle of a write, whose outcome is unknown
	 * then. It does not matter here if there is one row more.
	 */
	private boolean isWritable() throws SQLException {
		try (Connection connection = DriverManager
			.getConnection("jdbc:dqlite://" + String.join(",", this.processes.keySet()) + "/roles?leaderTimeout=60s");
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY)");
			statement.executeUpdate("INSERT INTO entry DEFAULT VALUES");
			return true;
		}
		catch (SQLException ex) {
			if ("08007".equals(ex.getSQLState())) {
				return false;
			}
			throw ex;
		}
	}

}
