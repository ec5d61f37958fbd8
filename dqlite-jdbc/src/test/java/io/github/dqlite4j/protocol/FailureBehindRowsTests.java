package io.github.dqlite4j.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Failures as an engine sends them that had begun to write rows.
 */
class FailureBehindRowsTests {

	private static final long INTEGER_ROW = 1;

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "1234567", "12345678", "malformed JSON", "a text of three words" })
	void columnsAndRowsInFrontAreSkipped(String message) throws ProtocolException {
		assertThat(decode(word(1), text("json('{')"), word(1), text(message)))
			.isEqualTo(new FailureResponse(1, message));
		assertThat(decode(word(2), text("a"), text("a much longer name"), word(10250), text(message)))
			.isEqualTo(new FailureResponse(10250, message));
		assertThat(decode(word(1), text("1"), word(INTEGER_ROW), word(-1), word(1), text(message)))
			.isEqualTo(new FailureResponse(1, message));
		assertThat(decode(word(1), text("1"), word(0), text(message))).isEqualTo(new FailureResponse(0, message));
	}

	@Test
	void aPlainFailureIsItself() throws ProtocolException {
		assertThat(decode(word(5), text("database is locked"))).isEqualTo(new FailureResponse(5, "database is locked"));
	}

	@Test
	void anythingElseInFrontOrBehindIsRefused() {
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decode(word(5), text("x"), word(-1)));
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> decode(word(99), text("a"), word(1), text("x")));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decode(word(5), word(-1)));
	}

	private static Response decode(byte[]... parts) throws ProtocolException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(word(-1));
		for (byte[] part : parts) {
			body.writeBytes(part);
		}
		body.writeBytes(word(-1));
		return Response.decode(new Frame(0, 0, body.toByteArray(), 8, body.size() - 16));
	}

	private static byte[] word(long value) {
		return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
	}

	private static byte[] text(String value) {
		byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate((bytes.length + 8) / 8 * 8).put(bytes).array();
	}

}
