package io.github.dqlite4j.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.dqlite4j.protocol.Parameters;
import io.github.dqlite4j.protocol.ProtocolException;
import io.github.dqlite4j.protocol.ResultResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Results of several batches: read as they come, buffered when the session is needed, and
 * ended by whatever a server may send in the middle.
 */
class RowStreamTests extends AbstractSessionTests {

	private static final byte[] FIRST = Reply.rows(false, "a", 1, 2);

	private static final byte[] SECOND = Reply.rows(false, "a", 3);

	private static final byte[] LAST = Reply.rows(true, "a", 4, 5);

	private RowStream query(Answer answer) throws IOException, EngineException {
		this.server.on("SELECT 7", answer);
		return this.session.query("SELECT 7", Parameters.NONE, TestClusters::ample);
	}

	private void assertInStep() throws IOException, EngineException {
		this.server.on("INSERT 9", Answer.result(9, 9));
		assertThat(this.session.execute("INSERT 9", Parameters.NONE, TestClusters.ample()))
			.isEqualTo(new ResultResponse(9, 9));
	}

	private static List<Long> read(RowStream rows) throws IOException, EngineException {
		List<Long> values = new ArrayList<>();
		while (rows.next()) {
			values.add(rows.row().getLong(0));
		}
		return values;
	}

	@Test
	void batchesFollowEachOther() throws Exception {
		RowStream rows = query(Answer.of(FIRST, SECOND, LAST));
		assertThat(rows.columnNames()).containsExactly("a");
		assertThat(read(rows)).containsExactly(1L, 2L, 3L, 4L, 5L);
		assertThat(rows.next()).isFalse();
		assertInStep();
	}

	@Test
	void lastBatchMayBeEmpty() throws Exception {
		assertThat(read(query(Answer.of(FIRST, Reply.rows(true, "a"))))).containsExactly(1L, 2L);
	}

	@Test
	void restIsBufferedWhenTheSessionIsNeeded() throws Exception {
		for (int read = 0; read < 5; read++) {
			RowStream rows = query(Answer.of(FIRST, SECOND, LAST));
			List<Long> values = new ArrayList<>();
			for (int i = 0; i < read; i++) {
				assertThat(rows.next()).isTrue();
				values.add(rows.row().getLong(0));
			}
			assertInStep();
			if (read > 0) {
				assertThat(rows.row().getLong(0)).as("the current row stays").isEqualTo(read);
			}
			values.addAll(read(rows));
			assertThat(values).containsExactly(1L, 2L, 3L, 4L, 5L);
		}
	}

	@Test
	void otherResultBuffersTheFirst() throws Exception {
		RowStream first = query(Answer.of(FIRST, SECOND, LAST));
		RowStream second = query(Answer.of(SECOND, LAST));
		assertThat(second.next()).isTrue();
		assertThat(first.next()).isTrue();
		assertThat(read(second)).containsExactly(4L, 5L);
		assertThat(read(first)).containsExactly(2L, 3L, 4L, 5L);
		assertInStep();
	}

	@Test
	void closedResultIsDrained() throws Exception {
		RowStream rows = query(Answer.of(FIRST, SECOND, LAST));
		assertThat(rows.next()).isTrue();
		rows.close();
		rows.close();
		assertInStep();
	}

	@Test
	void failureInTheMiddleComesAfterTheRowsBeforeIt() throws Exception {
		Answer failing = Answer.of(FIRST, Reply.failure(1, "integer overflow"));
		RowStream streamed = query(failing);
		assertThat(streamed.next()).isTrue();
		assertThat(streamed.next()).isTrue();
		assertThatExceptionOfType(EngineException.class).isThrownBy(streamed::next).withMessage("integer overflow");
		assertInStep();
		RowStream buffered = query(failing);
		assertInStep();
		assertThat(buffered.next()).isTrue();
		assertThat(buffered.next()).isTrue();
		assertThatExceptionOfType(EngineException.class).isThrownBy(buffered::next).withMessage("integer overflow");
		RowStream closed = query(failing);
		closed.close();
		assertInStep();
	}

	@Test
	void batchWithoutRowsThatPromisesMoreClosesTheSession() throws Exception {
		RowStream rows = query(Answer.of(FIRST, Reply.rows(false, "a")));
		assertThat(rows.next()).isTrue();
		assertThat(rows.next()).isTrue();
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(rows::next)
			.withMessageStartingWith("the server sends batches without rows");
		assertThat(this.session.isClosed()).isTrue();
		Await.until("the connection is closed", () -> this.server.openConnections() == 0);
	}

	@Test
	void endlessBatchesWithoutRowsAreNotDrained() throws Exception {
		byte[] empty = Reply.rows(false, "a");
		RowStream rows = query((call) -> {
			while (true) {
				call.send(empty);
			}
		});
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(rows::close);
		assertThat(this.session.isClosed()).isTrue();
	}

	@Test
	void otherColumnsInTheMiddleCloseTheSession() throws Exception {
		RowStream rows = query(Answer.of(FIRST, Reply.rows(true, "b", 3)));
		assertThat(rows.next()).isTrue();
		assertThat(rows.next()).isTrue();
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(rows::next)
			.withMessage("the columns of a result change in the middle of it");
		assertThat(this.session.isClosed()).isTrue();
	}

	@Test
	void malformedRowClosesTheSession() throws Exception {
		RowStream rows = query(Answer.of(Reply.malformedRow("a")));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(rows::next);
		assertThat(this.session.isClosed()).isTrue();
	}

	@Test
	void answerOfAnotherKindInTheMiddleClosesTheSession() throws Exception {
		RowStream rows = query(Answer.of(FIRST, Reply.empty()));
		assertThat(rows.next()).isTrue();
		assertThat(rows.next()).isTrue();
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(rows::next);
		assertThat(this.session.isClosed()).isTrue();
	}

	@Test
	void brokenConnectionInTheMiddle() throws Exception {
		RowStream streamed = query((call) -> {
			call.send(FIRST);
			Answer.cutAfter(11, SECOND).run(call);
		});
		assertThat(streamed.next()).isTrue();
		assertThat(streamed.next()).isTrue();
		assertThatExceptionOfType(EOFException.class).isThrownBy(streamed::next);
		assertThat(this.session.isClosed()).isTrue();
		streamed.close();
	}

	@Test
	void brokenConnectionWhileBufferingIsToldAfterTheRowsBeforeIt() throws Exception {
		RowStream buffered = query((call) -> {
			call.send(FIRST);
			call.cut();
		});
		assertThatExceptionOfType(UnsentException.class)
			.isThrownBy(() -> this.session.execute("INSERT 9", Parameters.NONE, TestClusters.ample()));
		assertThat(buffered.next()).isTrue();
		assertThat(buffered.next()).isTrue();
		assertThatExceptionOfType(IOException.class).isThrownBy(buffered::next);
		assertThat(this.server.count("INSERT 9")).isZero();
	}

	@Test
	void eachBatchHasADeadlineOfItsOwn() throws Exception {
		List<Deadline> asked = new ArrayList<>();
		this.server.on("SELECT 7", Answer.of(FIRST, SECOND, LAST));
		RowStream rows = this.session.query("SELECT 7", Parameters.NONE, () -> {
			asked.add(TestClusters.ample());
			return asked.get(asked.size() - 1);
		});
		assertThat(asked).hasSize(1);
		assertThat(read(rows)).hasSize(5);
		assertThat(asked).hasSize(3);
	}

	@Test
	void allRowsAtOnce() throws Exception {
		assertThat(query(Answer.of(FIRST, SECOND, LAST)).readAll()).hasSize(3);
		RowStream failing = query(Answer.of(FIRST, Reply.failure(1, "integer overflow")));
		assertThatExceptionOfType(EngineException.class).isThrownBy(failing::readAll).withMessage("integer overflow");
		assertInStep();
	}

}
