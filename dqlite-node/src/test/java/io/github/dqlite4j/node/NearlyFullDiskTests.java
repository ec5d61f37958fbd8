package io.github.dqlite4j.node;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.node.NodeStartException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A node whose disk is nearly full leaves before the engine finds it full, and comes
 * back. What is left is told to the node; the reserve is real.
 */
@RealEngine
class NearlyFullDiskTests {

	private static final long MEBIBYTE = 1024L * 1024;

	private static final long RESERVE = 16 * MEBIBYTE;

	private static final long PLENTY = 1024 * MEBIBYTE;

	private final AtomicLong left = new AtomicLong(PLENTY);

	private final List<DqliteNode> nodes = new ArrayList<>();

	@TempDir
	private Path directory;

	@AfterEach
	void stopNodes() {
		Collections.reverse(this.nodes);
		this.nodes.forEach(DqliteNode::close);
	}

	@Test
	void aLeaderHandsOverStopsAndComesBackByItself() throws Exception {
		DqliteNode founder = start("a", this.left);
		DqliteNode second = start("b", new AtomicLong(PLENTY));
		DqliteNode third = start("c", new AtomicLong(PLENTY));
		execute("CREATE TABLE entry (id INTEGER PRIMARY KEY)");
		execute("INSERT INTO entry VALUES (1)");
		this.left.set(RESERVE / 2 - 1);
		Awaiting.until("the founder stops", () -> !founder.isRunning() && refuses(founder));
		assertThat(founder.problem()).contains("only 7 MB were left", "when 32 MB are free");
		assertThat(reserveOf(founder)).doesNotExist();
		// no election: the others know the new leader at once
		assertThat(WireProbe.leaderAt(second.address())).isIn(second.address(), third.address());
		execute("INSERT INTO entry VALUES (2)");
		this.left.set(2 * RESERVE);
		Awaiting.until("the founder serves again", founder::isRunning);
		assertThat(founder.problem()).isNull();
		assertThat(reserveOf(founder)).hasSize(RESERVE);
		Awaiting.until("the founder follows", () -> !WireProbe.leaderAt(founder.address()).isEmpty());
		second.close();
		assertThat(count()).isEqualTo(2);
	}

	@Test
	void aNodeOnItsOwnKeepsItsData() throws Exception {
		DqliteNode node = start("a", this.left);
		execute("CREATE TABLE entry (id INTEGER PRIMARY KEY)");
		execute("INSERT INTO entry VALUES (1)");
		this.left.set(0);
		Awaiting.until("the node stops", () -> !node.isRunning() && refuses(node));
		this.left.set(PLENTY);
		Awaiting.until("the node serves again", node::isRunning);
		assertThat(count()).isEqualTo(1);
		execute("INSERT INTO entry VALUES (2)");
		assertThat(count()).isEqualTo(2);
	}

	@Test
	void staysStoppedUntilThereIsAMargin() throws Exception {
		DqliteNode node = start("a", this.left);
		this.left.set(0);
		Awaiting.until("the node stops", () -> !node.isRunning() && refuses(node));
		this.left.set(2 * RESERVE - 1);
		assertThat(Awaiting.holdsWithin(Duration.ofSeconds(1), node::isRunning)).isFalse();
		this.left.set(2 * RESERVE);
		Awaiting.until("the node serves again", node::isRunning);
	}

	@Test
	void saysWhatElseKeepsItFromComingBack() throws Exception {
		DqliteNode node = start("a", this.left);
		this.left.set(0);
		Awaiting.until("the node stops", () -> !node.isRunning() && refuses(node));
		NodeEndpoint endpoint = NodeEndpoint.resolve(node.address());
		try (ServerSocket taken = new ServerSocket(endpoint.port(), 1, endpoint.host())) {
			this.left.set(PLENTY);
			Awaiting.until("the node can't listen on " + taken,
					() -> String.valueOf(node.problem()).contains("can't be started again"));
			assertThat(node.problem()).contains(node.address());
		}
		Awaiting.until("the node serves again", node::isRunning);
	}

	@Test
	void mayBeClosedWhileItIsStopped() throws Exception {
		DqliteNode node = start("a", this.left);
		this.left.set(0);
		Awaiting.until("the node stops", () -> !node.isRunning() && refuses(node));
		node.close();
		this.left.set(PLENTY);
		assertThat(start("a", this.left).id()).isEqualTo(node.id());
		assertThat(node.isRunning()).isFalse();
	}

	@Test
	void doesNotLeaveItsClusterWhileItIsStopped() throws Exception {
		DqliteNode node = start("a", this.left);
		this.left.set(0);
		Awaiting.until("the node stops", () -> !node.isRunning() && refuses(node));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> node.leave(Duration.ofSeconds(10)))
			.withMessageContaining("could not leave its cluster: it was stopped since only 0 MB were left");
		this.left.set(PLENTY);
		assertThat(start("a", this.left).id()).isEqualTo(node.id());
	}

	@Test
	void leavesNothingWhenTheDiskIsTooFullForItsFirstStart() {
		this.left.set(2 * RESERVE - 1);
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> start("a", this.left))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.DISK_FULL));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void keepsItsReserveWhileItIsClosed() throws Exception {
		DqliteNode node = start("a", this.left);
		node.close();
		this.left.set(RESERVE / 2);
		assertThat(start("a", this.left).isRunning()).isTrue();
	}

	@Test
	void runsOnAnyDiskWithoutAReserve() throws Exception {
		start("a", this.left).close();
		this.left.set(0);
		DqliteNode node = keep(
				DqliteNode.builder(this.directory.resolve("a")).diskReserve(0).start((path) -> this.left::get));
		assertThat(reserveOf(node)).doesNotExist();
		assertThat(Awaiting.holdsWithin(Duration.ofSeconds(1), () -> !node.isRunning())).isFalse();
	}

	@Test
	void goesOnWhileTheDiskDoesNotAnswer() throws Exception {
		AtomicLong asked = new AtomicLong();
		DqliteNode node = keep(
				DqliteNode.builder(this.directory.resolve("a")).diskReserve(RESERVE).start((path) -> () -> {
					if (asked.getAndIncrement() == 0) {
						return PLENTY;
					}
					throw new IOException("Stale file handle");
				}));
		Awaiting.until("the disk was asked some times", () -> asked.get() > 5);
		assertThat(node.isRunning()).isTrue();
	}

	private DqliteNode start(String name, AtomicLong space) throws NodeStartException {
		DqliteNode.Builder builder = DqliteNode.builder(this.directory.resolve(name)).diskReserve(RESERVE);
		if (!this.nodes.isEmpty() && !name.equals("a")) {
			builder.join(List.of(this.nodes.get(0).address()));
		}
		DqliteNode node = keep(builder.start((path) -> space::get));
		node.holdBackWritersOf("disk");
		return node;
	}

	private DqliteNode keep(DqliteNode node) {
		this.nodes.add(node);
		return node;
	}

	private static Path reserveOf(DqliteNode node) {
		return node.dataDirectory().resolve(DiskReserve.NAME);
	}

	private static boolean refuses(DqliteNode node) throws NodeStartException {
		NodeEndpoint endpoint = NodeEndpoint.resolve(node.address());
		try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
			return !socket.isConnected();
		}
		catch (IOException ex) {
			// That is the answer.
			return true;
		}
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private int count() throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT count(*) FROM entry")) {
			assertThat(result.next()).isTrue();
			return result.getInt(1);
		}
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(
				"jdbc:dqlite://" + String.join(",", this.nodes.stream().map(DqliteNode::address).toList()) + "/disk");
	}

}
