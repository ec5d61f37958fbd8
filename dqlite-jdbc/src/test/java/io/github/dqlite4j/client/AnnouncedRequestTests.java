package io.github.dqlite4j.client;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ResultResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Requests that another thread sends: they are sent once, and what became of that is told
 * to the one that waits.
 */
class AnnouncedRequestTests extends AbstractSessionTests {

	private static final String INSERT = "INSERT ?";

	@BeforeEach
	void prepareStatement() throws Exception {
		execute();
		execute();
		assertThat(this.server.statements()).last().isEqualTo("EXEC " + INSERT);
		this.server.forget();
	}

	private ResultResponse execute() throws IOException, EngineException {
		return this.session.execute(INSERT, Parameters.of(1L), TestClusters.ample());
	}

	private @Nullable AnnouncedRequest announce(Object value) {
		return this.session.announce(INSERT, Parameters.of(value), TestClusters::ample);
	}

	private AnnouncedRequest sent(@Nullable AnnouncedRequest request) throws InterruptedException {
		assertThat(request).isNotNull();
		Thread other = new Thread(request::send);
		other.start();
		other.join();
		return request;
	}

	@Test
	void sentByAnotherThreadAndOnlyOnce() throws Exception {
		AnnouncedRequest request = sent(announce(1L));
		assertThat(request.sender()).isSameAs(this.session);
		Await.until("the server has it", () -> this.server.count(INSERT) == 1);
		assertThat(execute()).isEqualTo(new ResultResponse(1, 1));
		assertThat(this.server.count(INSERT)).isEqualTo(1);
		assertThat(execute()).isEqualTo(new ResultResponse(1, 1));
		assertThat(this.server.statements()).containsExactly("EXEC " + INSERT, "EXEC " + INSERT);
	}

	@Test
	void transactionIsAnnouncedLikewise() throws Exception {
		sent(this.session.announceBegin("BEGIN IMMEDIATE", TestClusters::ample));
		this.session.begin("BEGIN IMMEDIATE", TestClusters.ample());
		assertThat(this.server.statements()).containsExactly("EXEC_SQL BEGIN IMMEDIATE");
	}

	@Test
	void sentByItsOwnThreadWhereNobodyElseDid() throws Exception {
		AnnouncedRequest request = announce(1L);
		assertThat(request).isNotNull();
		execute();
		assertThat(request.sender()).isNull();
		assertThat(this.server.count(INSERT)).isEqualTo(1);
	}

	@Test
	void failureIsToldToTheOneThatWaits() throws Exception {
		this.server.on("INSERT", Answer.failure(5, "database is locked"));
		sent(announce(1L));
		assertThatExceptionOfType(EngineException.class).isThrownBy(this::execute)
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(FailureKind.BUSY));
		execute();
		assertThat(this.server.count(INSERT)).isEqualTo(2);
	}

	@Test
	void statementThatIsNotUnderstoodIsSentAgainBehindALookAtTheSchema() throws Exception {
		this.server.on("INSERT", Answer.failure(1, "table t has 1 columns but 2 values were supplied"));
		sent(announce(1L));
		assertThat(execute()).isEqualTo(new ResultResponse(1, 1));
		assertThat(this.server.count(INSERT)).isEqualTo(2);
	}

	@Test
	void connectionClosedBeforeTheRequestWasSent() throws Exception {
		AnnouncedRequest request = announce(1L);
		this.session.close();
		sent(request);
		assertThatExceptionOfType(UnsentException.class).isThrownBy(this::execute);
		assertThat(this.server.count(INSERT)).isZero();
	}

	@Test
	void connectionClosedAfterTheRequestWasSent() throws Exception {
		sent(announce(1L));
		this.session.close();
		assertThatIOException().isThrownBy(this::execute)
			.satisfies((ex) -> assertThat(ex).isNotInstanceOf(UnsentException.class));
	}

	@Test
	void nothingIsSentForANodeThatMayNotLead() throws Exception {
		Cluster cluster = TestClusters.of(this.server);
		try (Session own = cluster.openSession(TestClusters.ample())) {
			own.execute(INSERT, Parameters.of(1L), TestClusters.ample());
			own.execute(INSERT, Parameters.of(1L), TestClusters.ample());
			this.server.forget();
			cluster.suspect(this.server.address());
			AnnouncedRequest request = own.announce(INSERT, Parameters.of(1L), TestClusters::ample);
			assertThat(sent(request).sender()).isNull();
			assertThat(this.server.count(INSERT)).isZero();
		}
	}

	@Test
	void nothingIsSentAfterTheDeadline() throws Exception {
		AnnouncedRequest request = this.session.announce(INSERT, Parameters.of(1L),
				() -> Deadline.after(Duration.ofMillis(-1)));
		assertThat(sent(request).sender()).isNull();
		execute();
		assertThat(this.server.count(INSERT)).isEqualTo(1);
	}

	@Test
	void interruptedThreadSendsNothingForOthers() throws Exception {
		AnnouncedRequest request = announce(1L);
		Thread other = new Thread(() -> {
			Thread.currentThread().interrupt();
			request.send();
		});
		other.start();
		other.join();
		assertThat(request.sender()).isNull();
		execute();
		assertThat(this.server.count(INSERT)).isEqualTo(1);
	}

	@Test
	void valueThatCannotBeSentIsRefusedToTheOneThatWaits() throws Exception {
		AnnouncedRequest request = announce("a\0");
		assertThat(sent(request).sender()).isNull();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.execute(INSERT, Parameters.of("a\0"), TestClusters.ample()));
		execute();
		assertThat(this.server.count(INSERT)).isEqualTo(1);
	}

	@Test
	void onlyWhatIsSmallAndComesNextIsAnnounced() throws Exception {
		assertThat(announce("a".repeat(20_000))).isNull();
		assertThat(announce(new byte[20_000])).isNull();
		assertThat(this.session.announce("INSERT 2", Parameters.NONE, TestClusters::ample)).isNull();
		this.session.executeLater("COMMIT", TestClusters.ample());
		assertThat(announce(1L)).as("a response is owed").isNull();
		execute();
		RowStream rows = this.session.query("SELECT 8", Parameters.NONE, TestClusters::ample);
		assertThat(announce(1L)).as("rows are still to come").isNull();
		rows.close();
		assertThat(announce(1L)).isNotNull();
	}

}
