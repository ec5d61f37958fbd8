package io.github.dqlite4j.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Text on its way to the server.
 */
class TextEncodingTests {

	private static WireBytes text(String text) throws IOException {
		byte[] message = WireBytes.written(new AddRequest(0, text)).toArray();
		return WireBytes.of(Arrays.copyOfRange(message, 16, message.length));
	}

	@Test
	void charactersOfAllLengths() throws IOException {
		assertThat(text("A\u007f")).isEqualTo(WireBytes.of("417f 000000000000"));
		assertThat(text("\u0080\u07ff")).isEqualTo(WireBytes.of("c280 dfbf 00000000"));
		assertThat(text("\u0800\uffff")).isEqualTo(WireBytes.of("e0a080 efbfbf 0000"));
		assertThat(text("\ud800\udc00")).isEqualTo(WireBytes.of("f0908080 00000000"));
		assertThat(text("\udbff\udfff")).isEqualTo(WireBytes.of("f48fbfbf 00000000"));
		assertThat(text("\u0001\ud7ff\ue000")).isEqualTo(WireBytes.of("01 ed9fbf ee8080 00"));
	}

	@Test
	void everyCodePointIsWrittenAsThePlatformWouldWriteIt() throws IOException {
		StringBuilder all = new StringBuilder();
		for (int codePoint = 1; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
			if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
				all.appendCodePoint(codePoint);
			}
		}
		byte[] expected = all.toString().getBytes(StandardCharsets.UTF_8);
		FrameWriter writer = new FrameWriter(16 * 1024 * 1024);
		writer.append(new AddRequest(0, all.toString()));
		byte[] message = WireBytes.flushed(writer).toArray();
		assertThat(Arrays.copyOfRange(message, 16, 16 + expected.length)).isEqualTo(expected);
		assertThat(message).hasSize(16 + TextScanner.padded(expected.length + 1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 6, 7, 8, 9, 15, 16, 1023, 1024, 5000 })
	void textEndsWithANulAndIsPadded(int length) throws IOException {
		byte[] bytes = text("x".repeat(length)).toArray();
		assertThat(bytes.length % 8).isZero();
		assertThat(bytes.length).isGreaterThan(length).isLessThanOrEqualTo(length + 8);
		for (int i = 0; i < bytes.length; i++) {
			assertThat(bytes[i]).isEqualTo((byte) ((i < length) ? 'x' : 0));
		}
	}

	@Test
	void nulIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> text("ab\0c"))
			.withMessage("the text has the character U+0000 at index 2, which can't be sent as text: "
					+ "store it as a BLOB");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\ud800", "a\ud800b", "a\udc00", "a\udc00\ud800", "a\ud800\ud800\udc00" })
	void halfOfASurrogatePairIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> text(text))
			.withMessage("the text has half of a surrogate pair at index 1, which has no UTF-8 form");
	}

}
