package io.github.dqlite4j.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Messages on their way into one buffer: order, limits, failures.
 */
class FrameWriterTests {

	private static final WireBytes TWO_REQUESTS = WireBytes.of("""
			01000000 00 00 0000 0000000000000000
			01000000 07 00 0000 00000000 05000000
			""");

	@Test
	void requestsFollowEachOther() throws IOException {
		FrameWriter writer = new FrameWriter(1024);
		writer.append(new LeaderRequest());
		writer.append(new FinalizeRequest(5));
		assertThat(writer.size()).isEqualTo(32);
		assertThat(WireBytes.flushed(writer)).isEqualTo(TWO_REQUESTS);
	}

	@Test
	void flushForgetsWhatWasSent() throws IOException {
		FrameWriter writer = new FrameWriter(1024);
		writer.append(new LeaderRequest());
		WireBytes.flushed(writer);
		assertThat(writer.size()).isZero();
		assertThat(WireBytes.flushed(writer).toArray()).isEmpty();
		writer.append(new FinalizeRequest(5));
		assertThat(WireBytes.flushed(writer)).isEqualTo(WireBytes.of("01000000 07 00 0000 00000000 05000000"));
	}

	@Test
	void flushIsOneWrite() throws IOException {
		List<Integer> writes = new ArrayList<>();
		FrameWriter writer = new FrameWriter(1024);
		writer.appendHandshake();
		writer.append(new LeaderRequest());
		writer.append(new ClusterRequest());
		writer.flushTo(new OutputStream() {

			@Override
			public void write(int b) {
				writes.add(1);
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				writes.add(length);
			}

		});
		assertThat(writes).containsExactly(40);
	}

	@Test
	void failedFlushKeepsNothingForAnotherTry() throws IOException {
		FrameWriter writer = new FrameWriter(1024);
		writer.append(new LeaderRequest());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> writer.flushTo(new OutputStream() {

			@Override
			public void write(int b) throws IOException {
				throw new IOException("broken");
			}

		}));
		assertThat(writer.size()).isZero();
	}

	@Test
	void requestThatCannotBeEncodedLeavesNoTrace() throws IOException {
		FrameWriter writer = new FrameWriter(1024);
		writer.append(new LeaderRequest());
		List<Request> unsendable = List.of(new ExecSqlRequest("SELECT ?, ?", Parameters.of("ok", "a\0")),
				new ExecSqlRequest("SELECT '\ud800'", Parameters.NONE),
				new ExecSqlRequest("SELECT ?", Parameters.of(new byte[1025])),
				new ExecSqlRequest("x".repeat(1025), Parameters.NONE), new ExecRequest(0, Parameters.of(1L, 'c')));
		for (Request request : unsendable) {
			assertThatIllegalArgumentException().isThrownBy(() -> writer.append(request));
			assertThat(writer.size()).isEqualTo(16);
		}
		writer.append(new FinalizeRequest(5));
		assertThat(WireBytes.flushed(writer)).isEqualTo(TWO_REQUESTS);
	}

	@Test
	void messageOfTheLimitIsSent() throws IOException {
		FrameWriter writer = new FrameWriter(64);
		writer.append(new AddRequest(0, "x".repeat(55)));
		writer.append(new AddRequest(0, "x".repeat(55)));
		assertThat(WireBytes.flushed(writer).toArray()).hasSize(2 * 72);
	}

	@Test
	void messageAboveTheLimitIsRefused() {
		FrameWriter writer = new FrameWriter(64);
		assertThatIllegalArgumentException().isThrownBy(() -> writer.append(new AddRequest(0, "x".repeat(56))))
			.withMessage("the message is larger than the limit of 64 bytes: "
					+ "send the data in smaller parts or raise maxMessageSize");
		assertThat(writer.size()).isZero();
	}

	@Test
	void immenseBlobIsRefusedBeforeItIsCopied() {
		FrameWriter writer = new FrameWriter(1024);
		Request request = new ExecRequest(0, Parameters.of((Object) new byte[64 * 1024 * 1024]));
		long before = Allocation.ofThisThread();
		assertThatIllegalArgumentException().isThrownBy(() -> writer.append(request));
		assertThat(Allocation.ofThisThread() - before).isLessThan(1024 * 1024);
	}

	@Test
	void largeMessageIsSentWhole() throws IOException {
		FrameWriter writer = new FrameWriter(4 * 1024 * 1024);
		byte[] blob = new byte[3 * 1024 * 1024];
		blob[0] = 1;
		blob[blob.length - 1] = 2;
		writer.append(new ExecRequest(0, Parameters.of((Object) blob)));
		byte[] sent = WireBytes.flushed(writer).toArray();
		assertThat(sent).hasSize(8 + 8 + 8 + 8 + blob.length);
		assertThat(sent[32]).isEqualTo((byte) 1);
		assertThat(sent[sent.length - 1]).isEqualTo((byte) 2);
		writer.append(new LeaderRequest());
		assertThat(writer.size()).isEqualTo(16);
	}

}
