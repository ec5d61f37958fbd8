package io.github.dqlite4j.client;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ResultResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of a request whose node keeps silent.
 */
@Timeout(60)
class LeaderWatchTests {

	private static final String WRITE = "INSERT INTO t VALUES (1)";

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private ScriptedServer leader;

	private ScriptedServer second;

	private ScriptedServer third;

	private Cluster cluster;

	private Session session;

	@BeforeEach
	void open() throws IOException {
		this.leader = ScriptedServer.start();
		this.second = ScriptedServer.start();
		this.third = ScriptedServer.start();
		this.leader.always("CLUSTER", Answer.of(Reply.nodes(this.leader.address().toString(),
				this.second.address().toString(), this.third.address().toString())));
		this.cluster = TestClusters.of(this.leader);
		this.session = this.cluster.openSession(TestClusters.ample());
	}

	@AfterEach
	void close() throws IOException {
		this.session.close();
		this.executor.shutdownNow();
		this.leader.close();
		this.second.close();
		this.third.close();
	}

	private void names(ScriptedServer node, int id, ScriptedServer named) {
		node.always("LEADER", Answer.of(Reply.leader(id, named.address().toString())));
	}

	private Future<ResultResponse> write() {
		return this.executor.submit(() -> this.session.execute(WRITE, Parameters.NONE, TestClusters.ample()));
	}

	private void awaitPolls(int polls) {
		Await.until("the voters are asked", () -> this.second.count("LEADER") >= polls);
	}

	@Test
	void isGivenUpWhenMostVotersNameAnotherLeader() throws IOException {
		Session idle = this.cluster.openSession(TestClusters.ample());
		assertThat(idle.isSuperseded()).isFalse();
		long start = System.nanoTime();
		this.leader.always("INSERT", Answer.stall());
		this.leader.always("LEADER", Answer.stall());
		names(this.second, 2, this.second);
		names(this.third, 2, this.second);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> write().get())
			.havingCause()
			.isInstanceOf(IOException.class)
			.withMessage("The request to %s was given up: it was not answered, and the leader is %s now",
					this.leader.address(), this.second.address());
		assertThat(this.session.isClosed()).isTrue();
		assertThat(this.cluster.lastLeader()).isEqualTo(this.second.address());
		assertThat(this.cluster.isSuspectedSince(start)).isTrue();
		assertThat(idle.isClosed()).isFalse();
		assertThat(idle.isSuperseded()).isTrue();
		idle.close();
	}

	@Test
	void isWaitedForWhileTheOthersNameItsNode() throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		this.leader.always("INSERT", Answer.result(7, 1).after(gate));
		names(this.second, 1, this.leader);
		names(this.third, 1, this.leader);
		Future<ResultResponse> write = write();
		awaitPolls(3);
		assertThat(this.session.isClosed()).isFalse();
		gate.countDown();
		assertThat(write.get().lastInsertId()).isEqualTo(7);
	}

	@Test
	void theVotersAreAskedAgainBeforeTheSilentOneWouldHaveAnswered() {
		this.leader.always("INSERT", Answer.stall());
		this.leader.always("LEADER", Answer.stall());
		this.second.follow("");
		this.third.follow("");
		int before = this.leader.openConnections();
		write();
		Await.until("two questions wait for the silent node at once",
				() -> this.leader.openConnections() >= before + 2);
	}

	@Test
	void isWaitedForWhileTheVotersDisagree() throws Exception {
		this.leader.always("INSERT", Answer.stall());
		names(this.second, 2, this.second);
		names(this.third, 3, this.third);
		Future<ResultResponse> write = write();
		awaitPolls(3);
		assertThat(write.isDone()).isFalse();
		this.session.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(write::get)
			.withCauseInstanceOf(SocketException.class);
	}

	@Test
	void isWaitedForWhileTheVotersCanNotBeReached() throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		this.leader.always("INSERT", Answer.result(7, 1).after(gate));
		this.second.always("LEADER", Answer.cut());
		this.third.always("LEADER", Answer.stall());
		Future<ResultResponse> write = write();
		awaitPolls(3);
		gate.countDown();
		assertThat(write.get().lastInsertId()).isEqualTo(7);
	}

}
