package io.github.dqlite4j.client;

import java.io.IOException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ResultResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A statement with a query behind it: whatever becomes of the query, nothing else is said
 * of the statement than its own answer.
 */
@Timeout(60)
class FollowedStatementTests extends AbstractSessionTests {

	private static final ResultResponse DONE = new ResultResponse(7, 1);

	@BeforeEach
	void answerInsertions() {
		this.server.on("INSERT", Answer.result(7, 1));
	}

	private FollowedResult execute() throws Exception {
		return this.session.executeThenQuery("INSERT", Parameters.NONE, "SELECT text", Parameters.NONE,
				TestClusters.ample());
	}

	private void assertIsUsable() throws Exception {
		this.server.on("UPDATE", Answer.result(8, 2));
		assertThat(this.session.execute("UPDATE", Parameters.NONE, TestClusters.ample()))
			.isEqualTo(new ResultResponse(8, 2));
	}

	@Test
	void yieldsTheTextThatFollows() throws Exception {
		this.server.on("SELECT text", Answer.of(Reply.row("said")));
		assertThat(execute()).isEqualTo(new FollowedResult(DONE, "said"));
		assertIsUsable();
	}

	@Test
	void aQueryThatIsRefusedYieldsNoText() throws Exception {
		this.server.on("SELECT text", Answer.failure(1, "no such table"));
		assertThat(execute()).isEqualTo(new FollowedResult(DONE, null));
		assertIsUsable();
	}

	@Test
	void aQueryThatYieldsNumbersYieldsNoText() throws Exception {
		this.server.on("SELECT text", Answer.of(Reply.row(5L)));
		assertThat(execute()).isEqualTo(new FollowedResult(DONE, null));
		assertIsUsable();
	}

	@Test
	void aConnectionThatBreaksBehindTheStatementLeavesNoDoubtOfIt() throws Exception {
		this.server.on("SELECT text", Answer.cut());
		assertThat(execute()).isEqualTo(new FollowedResult(DONE, null));
		assertThat(this.session.isClosed()).isTrue();
	}

	@Test
	void aConnectionThatBreaksBeforeTheAnswerLeavesDoubt() throws IOException {
		this.server.behave();
		this.server.on("INSERT", Answer.cut());
		assertThatExceptionOfType(IOException.class).isThrownBy(this::execute).isNotInstanceOf(UnsentException.class);
	}

	@Test
	void aStatementThatIsRefusedIsRefusedWhateverFollows() throws Exception {
		this.server.behave();
		this.server.on("INSERT", Answer.failure(1, "no such table: t")).on("SELECT text", Answer.of(Reply.row("said")));
		assertThatExceptionOfType(EngineException.class).isThrownBy(this::execute)
			.withMessageContaining("no such table: t");
		assertIsUsable();
	}

	@Test
	void aStatementThatWasMisunderstoodIsSentAgain() throws Exception {
		this.server.behave();
		this.server.on("INSERT", Answer.failure(1, "table t has 1 columns but 2 values were supplied"),
				Answer.result(7, 1));
		assertThat(execute()).isEqualTo(new FollowedResult(DONE, null));
		assertThat(this.server.count("INSERT")).isEqualTo(2);
		assertIsUsable();
	}

}
