package io.github.dqlite4j.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.dqlite4j.protocol.Parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * How the leader is found, and what is said when there is none.
 */
@Timeout(60)
class LeaderLocationTests {

	private ScriptedServer one;

	private ScriptedServer other;

	@BeforeEach
	void start() throws IOException {
		this.one = ScriptedServer.start();
		this.other = ScriptedServer.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.one.close();
		this.other.close();
	}

	private static Cluster cluster(Duration leaderTimeout, NodeAddress... nodes) {
		return new Cluster(TestClusters.options(nodes).leaderTimeout(leaderTimeout).build());
	}

	/**
	 * Search in vain, for longer if not enough nodes were heard of.
	 */
	private static NoLeaderException search(int heardOf, NodeAddress... nodes) {
		long millis = 100;
		while (true) {
			NoLeaderException ex = search(Duration.ofMillis(millis), nodes);
			millis *= 3;
			long silent = ex.reasons().values().stream().filter(LeaderLocationTests::isSilence).count();
			if (nodes.length - silent >= heardOf || millis > TestClusters.AMPLE.toMillis()) {
				return ex;
			}
		}
	}

	private static boolean isSilence(String reason) {
		return reason.equals("has not answered yet") || reason.endsWith("did not answer in time")
				|| reason.startsWith("no time left");
	}

	private static NoLeaderException search(Duration leaderTimeout, NodeAddress... nodes) {
		try (Session session = cluster(leaderTimeout, nodes).openSession(Deadline.NEVER)) {
			throw new AssertionError("found " + session.node());
		}
		catch (NoLeaderException ex) {
			return ex;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static NodeAddress unusedAddress() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return new NodeAddress("127.0.0.1", socket.getLocalPort());
		}
	}

	private void assertNothingIsLeftOpen() {
		Await.until("connections are closed",
				() -> this.one.openConnections() == 0 && this.other.openConnections() == 0);
	}

	@Test
	void redirectIsFollowedToANodeThatConfirms() throws IOException {
		this.one.follow(this.other.address().toString());
		Cluster cluster = cluster(TestClusters.AMPLE, this.one.address());
		try (Session session = cluster.openSession(Deadline.NEVER)) {
			assertThat(session.node()).isEqualTo(this.other.address());
			Await.until("the informant is left", () -> this.one.openConnections() == 0);
		}
		assertThat(cluster.lastLeader()).isEqualTo(this.other.address());
		assertNothingIsLeftOpen();
	}

	@Test
	void lastLeaderIsAskedFirst() throws IOException {
		this.one.follow(this.other.address().toString());
		Cluster cluster = cluster(TestClusters.AMPLE, this.one.address());
		cluster.openSession(Deadline.NEVER).close();
		int asked = this.one.accepted();
		cluster.openSession(Deadline.NEVER).close();
		assertThat(this.one.accepted()).isEqualTo(asked);
	}

	@Test
	void redirectToANodeThatDoesNotConfirmIsNotFollowed() {
		this.one.follow(this.other.address().toString());
		this.other.follow(this.one.address().toString());
		NoLeaderException ex = search(1, this.one.address());
		assertThat(ex.reasons()).containsExactlyEntriesOf(Map.of(this.one.address().toString(),
				this.one.address() + " names the leader " + this.other.address() + ", which does not confirm it"));
		assertThat(this.one.count("OPEN") + this.other.count("OPEN")).isZero();
		assertNothingIsLeftOpen();
	}

	@Test
	void redirectToANodeThatIsNotThere() throws IOException {
		NodeAddress gone = unusedAddress();
		this.one.follow(gone.toString());
		assertThat(search(1, this.one.address()).reasons().get(this.one.address().toString()))
			.startsWith("names the leader " + gone + ", which can't be reached: Connection refused");
		assertNothingIsLeftOpen();
	}

	@Test
	void redirectToSomethingThatIsNoAddress() {
		this.one.follow("/etc/passwd");
		assertThat(search(1, this.one.address()).reasons().get(this.one.address().toString()))
			.startsWith("names a leader that can't be reached: the node address '/etc/passwd' is not valid");
		assertNothingIsLeftOpen();
	}

	@Test
	void whatIsKnownOfEachNodeIsListed() throws IOException {
		NodeAddress gone = unusedAddress();
		NodeAddress unresolvable = NodeAddress.parse("[1::2::3]:9001");
		this.one.follow("");
		this.other.always("LEADER", Answer.stall());
		NoLeaderException ex = search(3, this.one.address(), this.other.address(), gone, unresolvable);
		assertThat(ex.reasons()).hasSize(4);
		assertThat(ex).hasMessageStartingWith("No leader was found within ")
			.hasMessageContaining(this.one.address() + ": knows no leader. ")
			.hasMessageContaining(gone + ": Connection refused")
			.hasMessageContaining(unresolvable + ": ")
			.hasMessageEndingWith("A cluster serves while more than half of its voters run and reach each other: "
					+ "check that the nodes are up and that their addresses are right.");
		assertThat(ex.reasons().get(unresolvable.toString())).contains("1::2::3");
		assertThat(ex.reasons().get(this.other.address().toString())).isIn("has not answered yet",
				"The node " + this.other.address() + " did not answer in time");
	}

	/**
	 * A machine that stalls makes a short silence long, but not each time.
	 */
	@Test
	void aShortSilenceSaysLessThanTheAnswerBefore() {
		Map<String, String> reasons = Map.of();
		for (int i = 0; i < 5 && !reasons.containsValue("knows no leader"); i++) {
			this.one.behave();
			reasons = searchAmongSilence(Duration.ofMillis(200));
		}
		assertThat(reasons).containsValue("knows no leader");
	}

	@Test
	void aLongSilenceSaysMoreThanTheAnswerBefore() {
		assertThat(searchAmongSilence(Duration.ofMillis(700)))
			.containsValue("The node " + this.one.address() + " did not answer in time");
	}

	private Map<String, String> searchAmongSilence(Duration connectTimeout) {
		this.one.on("LEADER", Answer.of(Reply.leader(0, ""))).always("LEADER", Answer.stall());
		Cluster cluster = new Cluster(TestClusters.options(this.one.address())
			.connectTimeout(connectTimeout)
			.leaderTimeout(Duration.ofSeconds(2))
			.build());
		NoLeaderException ex = catchThrowableOfType(NoLeaderException.class, () -> cluster.openSession(Deadline.NEVER));
		assertThat(this.one.count("LEADER")).as("asked again, in vain").isGreaterThan(1);
		return ex.reasons();
	}

	@Test
	void nodesThatRefuseBreakOrAnswerNonsenseAreListed() {
		this.one.always("LEADER", Answer.failure(1005, "unrecognized request type"));
		assertThat(search(1, this.one.address()).reasons())
			.containsValue("refuses to say who leads: unrecognized request " + "type");
		this.one.behave();
		this.one.always("LEADER", Answer.cut());
		assertThat(search(1, this.one.address()).reasons())
			.containsValue("the connection was closed by the other side");
		this.one.behave();
		this.one.always("LEADER", Answer.of(Reply.unknown()));
		assertThat(search(1, this.one.address()).reasons()).containsValue("a message has the unknown type 99");
		this.one.behave();
		this.one.always("LEADER", Answer.of(Reply.result(1, 1)));
		assertThat(search(1, this.one.address()).reasons().get(this.one.address().toString()))
			.startsWith("the question for the leader was answered by ");
		assertNothingIsLeftOpen();
	}

	@Test
	void slowNodeDoesNotHoldUpTheOthers() throws IOException {
		this.one.always("LEADER", Answer.stall());
		Cluster cluster = cluster(TestClusters.AMPLE, this.one.address(), this.other.address());
		try (Session session = cluster.openSession(Deadline.NEVER)) {
			assertThat(session.node()).isEqualTo(this.other.address());
		}
	}

	@Test
	void electionIsWaitedFor() throws IOException {
		byte[] none = Reply.leader(0, "");
		this.one.on("LEADER", Answer.of(none), Answer.of(none), Answer.of(none));
		cluster(TestClusters.AMPLE, this.one.address()).openSession(Deadline.NEVER).close();
		assertThat(this.one.count("LEADER")).isEqualTo(4);
	}

	@Test
	void onlyOneThreadSearches() throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		this.one.always("LEADER", Answer.of(Reply.leader(2, this.other.address().toString())).after(gate))
			.follow(this.other.address().toString());
		Cluster cluster = cluster(TestClusters.AMPLE, this.one.address());
		ExecutorService executor = Executors.newCachedThreadPool();
		try {
			List<Thread> threads = new ArrayList<>();
			List<Future<NodeAddress>> found = new ArrayList<>();
			for (int i = 0; i < 30; i++) {
				CountDownLatch started = new CountDownLatch(1);
				found.add(executor.submit(() -> {
					threads.add(Thread.currentThread());
					started.countDown();
					try (Session session = cluster.openSession(Deadline.NEVER)) {
						return session.node();
					}
				}));
				started.await();
			}
			Await.until("all threads wait",
					() -> threads.stream().allMatch((thread) -> thread.getState() == Thread.State.TIMED_WAITING));
			Await.until("the first one asks", () -> this.one.accepted() > 0);
			assertThat(this.one.accepted()).isEqualTo(1);
			gate.countDown();
			for (Future<NodeAddress> address : found) {
				assertThat(address.get()).isEqualTo(this.other.address());
			}
			assertThat(this.one.accepted()).as("the others used what the first one found").isEqualTo(1);
		}
		finally {
			gate.countDown();
			executor.shutdownNow();
		}
	}

	@Test
	void waitingForAnotherSearchHasADeadlineToo() throws Exception {
		this.one.always("LEADER", Answer.stall());
		Cluster cluster = cluster(TestClusters.AMPLE, this.one.address());
		Thread searching = new Thread(() -> assertThatExceptionOfType(NoLeaderException.class)
			.isThrownBy(() -> cluster.openSession(Deadline.NEVER)));
		searching.start();
		Await.until("the search began", () -> this.one.count("LEADER") > 0);
		assertThatExceptionOfType(NoLeaderException.class)
			.isThrownBy(() -> cluster.openSession(Deadline.after(Duration.ofMillis(50))))
			.withMessageContaining("another thread is still searching");
		searching.interrupt();
		searching.join();
	}

	@Test
	void interruptEndsTheSearch() throws Exception {
		this.one.always("LEADER", Answer.stall());
		Cluster cluster = cluster(TestClusters.AMPLE, this.one.address());
		List<Throwable> failures = new ArrayList<>();
		Thread searching = new Thread(() -> {
			try {
				cluster.openSession(Deadline.NEVER);
			}
			catch (IOException ex) {
				failures.add(ex);
				failures.add(Thread.currentThread().isInterrupted() ? null : ex);
			}
		});
		searching.start();
		Await.until("the search began", () -> this.one.count("LEADER") > 0);
		searching.interrupt();
		searching.join();
		assertThat(failures).hasSize(2);
		assertThat(failures.get(0)).isInstanceOf(NoLeaderException.class)
			.hasMessageContaining("the thread was interrupted");
		assertThat(failures.get(1)).as("the thread stays interrupted").isNull();
	}

	@Test
	void newLeadersAreTold() throws Exception {
		List<NodeAddress> told = new ArrayList<>();
		Cluster cluster = cluster(TestClusters.AMPLE, this.one.address());
		cluster.addLeaderListener(told::add);
		cluster.openSession(Deadline.NEVER).close();
		cluster.openSession(Deadline.NEVER).close();
		this.one.follow(this.other.address().toString());
		try (Session session = cluster.openSession(Deadline.NEVER)) {
			session.execute("INSERT 1", Parameters.NONE, TestClusters.ample());
		}
		assertThat(told).containsExactly(this.one.address(), this.other.address());
	}

}
