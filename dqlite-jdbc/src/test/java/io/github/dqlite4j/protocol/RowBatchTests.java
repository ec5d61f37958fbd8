package io.github.dqlite4j.protocol;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches of one result: how they follow each other and how long they are valid.
 */
class RowBatchTests {

	private static final String COLUMNS = "0200000000000000 6100000000000000 6200000000000000";

	private static final String ROW = "31 00000000000000 0500000000000000 7879000000000000";

	private static final String DONE = "ffffffffffffffff";

	private static final String MORE = "eeeeeeeeeeeeeeee";

	private static Frame frame(String hex) {
		byte[] body = WireBytes.of(hex).toArray();
		return new Frame(7, 0, body, 0, body.length);
	}

	private static RowBatch first(String hex) throws IOException {
		return RowBatch.first(frame(hex));
	}

	@Test
	void partSaysThatMoreFollow() throws IOException {
		RowBatch batch = first(COLUMNS + ROW + MORE);
		assertThat(batch.endsResult()).isFalse();
		assertThat(batch.next()).isTrue();
		assertThat(batch.next()).isFalse();
		assertThat(batch.isLast()).isFalse();
		assertThat(batch.next()).isFalse();
		assertThat(batch.endsResult()).isFalse();
	}

	@Test
	void endIsKnownWithoutReadingTheRows() throws IOException {
		RowBatch batch = first(COLUMNS + ROW + ROW + DONE);
		assertThat(batch.endsResult()).isTrue();
		assertThat(batch.next()).isTrue();
		assertThat(batch.endsResult()).isTrue();
	}

	@Test
	void partWithoutRowsIsRefused() throws IOException {
		String remedy = "the server sends batches without rows; it does so when the names of the columns take more "
				+ "than 4 KiB: select fewer columns or give them shorter names";
		RowBatch read = first(COLUMNS + MORE);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(read::next).withMessage(remedy);
		RowBatch skipped = first(COLUMNS + MORE);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(skipped::endsResult).withMessage(remedy);
	}

	@Test
	void batchWithoutEndIsRefusedWithoutReadingTheRows() throws IOException {
		RowBatch batch = first(COLUMNS + ROW);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(batch::endsResult)
			.withMessage("a batch of rows has no end");
	}

	@Test
	void followingBatchHasTheSameColumns() throws IOException {
		RowBatch batch = first(COLUMNS + ROW + MORE);
		Response following = Response.decodeFollowing(frame(COLUMNS + ROW + DONE), batch);
		assertThat(following).isInstanceOf(RowBatch.class);
		RowBatch next = (RowBatch) following;
		assertThat(next.columnNames()).isSameAs(batch.columnNames());
		assertThat(next.next()).isTrue();
		assertThat(next.getText(1)).isEqualTo("xy");
	}

	@Test
	void failureMayEndAResult() throws IOException {
		byte[] body = WireBytes.of("0100000000000000 6100000000000000").toArray();
		Response following = Response.decodeFollowing(new Frame(0, 0, body, 0, body.length),
				first(COLUMNS + ROW + MORE));
		assertThat(following).isEqualTo(new FailureResponse(1, "a"));
	}

	@Test
	void otherColumnsInTheMiddleAreRefused() throws IOException {
		RowBatch batch = first(COLUMNS + ROW + MORE);
		List<String> others = List.of("0200000000000000 6100000000000000 6300000000000000",
				"0100000000000000 6100000000000000", "0300000000000000 6100000000000000 6200000000000000 63", "");
		for (String other : others) {
			byte[] body = WireBytes.of(other + ROW + DONE).toArray();
			Frame frame = new Frame(7, 0, body, 0, body.length & -8);
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> batch.following(frame))
				.withMessage("the columns of a result change in the middle of it");
		}
	}

	@Test
	void followingBatchShorterThanTheColumnsIsRefused() throws IOException {
		RowBatch batch = first(COLUMNS + ROW + MORE);
		byte[] body = WireBytes.of(COLUMNS).toArray();
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> batch.following(new Frame(7, 0, body, 0, 16)));
	}

	@Test
	void retainedBatchSurvivesTheBuffer() throws IOException {
		Frame frame = frame(
				COLUMNS + ROW + "45 00000000000000 0000000000000000 0100000000000000 0700000000000000" + MORE);
		RowBatch batch = RowBatch.first(frame);
		batch.retain();
		Arrays.fill(frame.buffer(), (byte) 0x55);
		assertThat(batch.next()).isTrue();
		assertThat(batch.getLong(0)).isEqualTo(5);
		assertThat(batch.getText(1)).isEqualTo("xy");
		assertThat(batch.next()).isTrue();
		assertThat(batch.type(0)).isEqualTo(ValueType.NULL);
		assertThat(batch.getBytes(1)).containsExactly(7);
		assertThat(batch.next()).isFalse();
		assertThat(batch.isLast()).isFalse();
	}

	@Test
	void currentRowStaysCurrentWhenTheBatchIsRetained() throws IOException {
		Frame frame = frame(COLUMNS + ROW + ROW + DONE);
		RowBatch batch = RowBatch.first(frame);
		assertThat(batch.next()).isTrue();
		batch.retain();
		batch.retain();
		Arrays.fill(frame.buffer(), (byte) 0x55);
		assertThat(batch.getLong(0)).isEqualTo(5);
		assertThat(batch.getText(1)).isEqualTo("xy");
		assertThat(batch.endsResult()).isTrue();
		assertThat(batch.next()).isTrue();
		assertThat(batch.getText(1)).isEqualTo("xy");
		assertThat(batch.next()).isFalse();
	}

	@Test
	void lastRowStaysCurrentWhenAnExhaustedBatchIsRetained() throws IOException {
		Frame frame = frame(COLUMNS + ROW + DONE);
		RowBatch batch = RowBatch.first(frame);
		assertThat(batch.next()).isTrue();
		assertThat(batch.next()).isFalse();
		batch.retain();
		Arrays.fill(frame.buffer(), (byte) 0x55);
		assertThat(batch.next()).isFalse();
		assertThat(batch.isLast()).isTrue();
	}

	@Test
	void retainedBatchStillKnowsTheColumnsOfTheNext() throws IOException {
		Frame frame = frame(COLUMNS + ROW + MORE);
		RowBatch batch = RowBatch.first(frame);
		batch.retain();
		Arrays.fill(frame.buffer(), (byte) 0x55);
		assertThat(batch.following(frame(COLUMNS + ROW + DONE)).next()).isTrue();
	}

}
