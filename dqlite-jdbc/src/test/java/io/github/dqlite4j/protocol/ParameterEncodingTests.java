package io.github.dqlite4j.protocol;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The bytes of parameters: both forms, all types, padding.
 */
class ParameterEncodingTests {

	private static final String HEADER_OF_EXEC = "00000000 01000000";

	private static WireBytes body(Object... values) throws IOException {
		byte[] message = WireBytes.written(new ExecRequest(1, Parameters.of(values))).toArray();
		return WireBytes.of(Arrays.copyOfRange(message, 8, message.length));
	}

	@Test
	void allTypes() throws IOException {
		assertThat(body(Long.MIN_VALUE, Double.NEGATIVE_INFINITY, "Zoë", new byte[] { 1, 2, (byte) 0xff }, null, true,
				false))
			.isEqualTo(WireBytes.of(HEADER_OF_EXEC + """
					07 01 02 03 04 05 0b 0b  # seven values fill the word
					0000000000000080
					000000000000f0ff
					5a6fc3ab 00000000
					0300000000000000         # length of the BLOB
					0102ff 0000000000
					0000000000000000         # NULL
					0100000000000000
					0000000000000000
					"""));
	}

	@Test
	void eighthTypeBeginsAnotherWord() throws IOException {
		assertThat(body(1L, null, null, null, null, null, null, 2L)).isEqualTo(WireBytes.of(HEADER_OF_EXEC + """
				08 01 05 05 05 05 05 05
				01 00000000000000
				0100000000000000
				0000000000000000 0000000000000000 0000000000000000
				0000000000000000 0000000000000000 0000000000000000
				0200000000000000
				"""));
	}

	@Test
	void emptyTextIsANulAndPadding() throws IOException {
		assertThat(body("")).isEqualTo(WireBytes.of(HEADER_OF_EXEC + "01 03 000000000000 0000000000000000"));
	}

	@Test
	void emptyBlobIsItsLengthOnly() throws IOException {
		assertThat(body(new byte[0], 1L)).isEqualTo(WireBytes.of(HEADER_OF_EXEC + """
				02 04 01 0000000000
				0000000000000000
				0100000000000000
				"""));
	}

	@Test
	void blobOfAWholeWordHasNoPadding() throws IOException {
		assertThat(body(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }, 1L)).isEqualTo(WireBytes.of(HEADER_OF_EXEC + """
				02 04 01 0000000000
				0800000000000000
				0102030405060708
				0100000000000000
				"""));
	}

	@Test
	void nanAndNegativeZeroKeepTheirBits() throws IOException {
		assertThat(body(Double.NaN, -0.0)).isEqualTo(WireBytes.of(HEADER_OF_EXEC + """
				02 02 02 0000000000
				000000000000f87f
				0000000000000080
				"""));
	}

	@ParameterizedTest
	@CsvSource({ "1,0,8", "7,0,8", "8,0,16", "15,0,16", "254,0,256", "255,0,256", "256,1,264", "260,1,264",
			"261,1,272" })
	void formAndPaddingFollowTheCount(int count, int schema, int prefix) throws IOException {
		Object[] values = Collections.nCopies(count, 3L).toArray();
		byte[] message = WireBytes.written(new ExecRequest(1, Parameters.of(values))).toArray();
		assertThat(message).hasSize(8 + 8 + prefix + 8 * count);
		assertThat(message[5]).as("schema").isEqualTo((byte) schema);
		assertThat(Parameters.of(values).schema()).isEqualTo(schema);
		int countWidth = (schema == 0) ? 1 : 4;
		int sent = (schema == 0) ? message[16] & 0xff : (message[16] & 0xff) | (message[17] & 0xff) << 8;
		assertThat(sent).isEqualTo(count);
		for (int i = 0; i < prefix - countWidth; i++) {
			assertThat(message[16 + countWidth + i]).as("type %d", i).isEqualTo((byte) ((i < count) ? 1 : 0));
		}
		assertThat(message[16 + prefix]).as("first value").isEqualTo((byte) 3);
		assertThat(message[message.length - 8]).as("last value").isEqualTo((byte) 3);
	}

	@Test
	void everyRequestThatTakesParametersSaysWhichForm() {
		Parameters many = Parameters.of(new Object[256]);
		assertThat(new ExecRequest(0, many).schema()).isEqualTo(1);
		assertThat(new QueryRequest(0, many).schema()).isEqualTo(1);
		assertThat(new ExecSqlRequest("", many).schema()).isEqualTo(1);
		assertThat(new QuerySqlRequest("", many).schema()).isEqualTo(1);
		Parameters few = Parameters.of(new Object[255]);
		assertThat(new ExecRequest(0, few).schema()).isZero();
		assertThat(new QueryRequest(0, few).schema()).isZero();
		assertThat(new ExecSqlRequest("", few).schema()).isZero();
		assertThat(new QuerySqlRequest("", few).schema()).isZero();
	}

	@Test
	void otherTypesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> body(1))
			.withMessage("a java.lang.Integer can't be sent as a parameter");
	}

	@Test
	void textOfParametersShowsNoValues() {
		assertThat(Parameters.of("secret", 1L)).hasToString("2 values");
	}

}
