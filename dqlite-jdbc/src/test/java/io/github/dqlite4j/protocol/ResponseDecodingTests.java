package io.github.dqlite4j.protocol;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every response other than rows, from bytes written out by the description of the wire
 * format.
 */
class ResponseDecodingTests {

	private static Response decode(String hex) throws IOException {
		return WireBytes.of(hex).response();
	}

	@Test
	void failure() throws IOException {
		assertThat(decode("""
				03000000 00 00 0000
				0a28000000000000     # 10250
				6e6f74206c656164     # not lead
				6572 000000000000    # er
				""")).isEqualTo(new FailureResponse(10250, "not leader"));
	}

	@Test
	void failureWithoutCode() throws IOException {
		assertThat(decode("02000000 00 00 0000 0000000000000000 0000000000000000"))
			.isEqualTo(new FailureResponse(0, ""));
	}

	@Test
	void leader() throws IOException {
		LeaderResponse response = (LeaderResponse) decode("""
				03000000 01 00 0000
				0100000000000000
				3132372e302e302e     # 127.0.0.
				313a39303031 0000    # 1:9001
				""");
		assertThat(response).isEqualTo(new LeaderResponse(1, "127.0.0.1:9001"));
		assertThat(response.isKnown()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "0000000000000000,0000000000000000", "0100000000000000,0000000000000000",
			"0000000000000000,6100000000000000" })
	void leaderWithoutIdentityOrAddressIsUnknown(String id, String address) throws IOException {
		LeaderResponse response = (LeaderResponse) decode("02000000 01 00 0000" + id + address);
		assertThat(response.isKnown()).isFalse();
	}

	@Test
	void welcome() throws IOException {
		assertThat(decode("01000000 02 00 0000 983a000000000000")).isEqualTo(new WelcomeResponse(15000));
	}

	@Test
	void nodes() throws IOException {
		NodesResponse response = (NodesResponse) decode("""
				0a000000 03 00 0000
				0300000000000000     # three nodes
				0100000000000000 613a310000000000 0000000000000000  # 1, a:1, voter
				0200000000000000 623a320000000000 0100000000000000  # 2, b:2, standby
				ffffffffffffffff 633a330000000000 0200000000000000  # 2^64-1, c:3, spare
				""");
		assertThat(response.nodes()).containsExactly(new NodeInfo(1, "a:1", NodeRole.VOTER),
				new NodeInfo(2, "b:2", NodeRole.STANDBY), new NodeInfo(-1, "c:3", NodeRole.SPARE));
	}

	@Test
	void noNodes() throws IOException {
		assertThat(((NodesResponse) decode("01000000 03 00 0000 0000000000000000")).nodes()).isEmpty();
	}

	@Test
	void database() throws IOException {
		assertThat(decode("01000000 04 00 0000 02000000 00000000")).isEqualTo(new DatabaseResponse(2, 0));
	}

	@Test
	void statementOfTheFirstForm() throws IOException {
		assertThat(decode("02000000 05 00 0000 00000000 07000000 0500000000000000"))
			.isEqualTo(new StatementResponse(7, 5, false, 0));
	}

	@Test
	void statementOfTheSecondFormTellsTheTail() throws IOException {
		assertThat(decode("03000000 05 01 0000 00000000 07000000 0500000000000000 0900000000000000"))
			.isEqualTo(new StatementResponse(7, 5, true, 9));
	}

	@Test
	void result() throws IOException {
		assertThat(decode("02000000 06 00 0000 feffffffffffffff 0300000000000000"))
			.isEqualTo(new ResultResponse(-2, 3));
	}

	@Test
	void empty() throws IOException {
		assertThat(decode("01000000 08 00 0000 0000000000000000")).isInstanceOf(EmptyResponse.class);
	}

	@Test
	void files() throws IOException {
		FilesResponse response = (FilesResponse) decode("""
				07000000 09 00 0000
				0200000000000000
				6100000000000000     # a
				1000000000000000     # 16 bytes
				0102030405060708 090a0b0c0d0e0f10
				612d77616c000000     # a-wal
				0000000000000000     # 0 bytes
				""");
		assertThat(response.files()).hasSize(2);
		assertThat(response.files().get(0).name()).isEqualTo("a");
		assertThat(response.files().get(0).content())
			.isEqualTo(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 });
		assertThat(response.files().get(1).name()).isEqualTo("a-wal");
		assertThat(response.files().get(1).content()).isEmpty();
	}

	@Test
	void metadata() throws IOException {
		assertThat(decode("02000000 0a 00 0000 0300000000000000 0400000000000000"))
			.isEqualTo(new MetadataResponse(3, 4));
	}

	@Test
	void textThatIsNoUtf8IsReadWithReplacements() throws IOException {
		assertThat(decode("02000000 00 00 0000 0100000000000000 61ff62 0000000000"))
			.isEqualTo(new FailureResponse(1, "a\ufffdb"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					an unknown type                    | 01000000 0b 00 0000 0000000000000000 | a message has the unknown type 11
					the type of the highest number     | 01000000 ff 00 0000 0000000000000000 | a message has the unknown type 255
					a word too many                    | 02000000 08 00 0000 0000000000000000 0000000000000000 | a message has 8 bytes too many
					a result that is cut off           | 01000000 06 00 0000 0000000000000000 | a message ends in the middle of a field
					the first form of a statement too long | 03000000 05 00 0000 0000000000000000 0000000000000000 0000000000000000 | a message has 8 bytes too many
					the second form without the tail   | 02000000 05 01 0000 0000000000000000 0000000000000000 | a message ends in the middle of a field
					too many parameters                | 02000000 05 00 0000 0000000000000000 ffffffffffffffff | a statement has 18446744073709551615 parameters
					a text without an end              | 02000000 00 00 0000 0100000000000000 6161616161616161 | a text has no end
					a failure without a text           | 01000000 00 00 0000 0100000000000000 | a text has no end
					an unknown role                    | 04000000 03 00 0000 0100000000000000 0100000000000000 6100000000000000 0300000000000000 | a node has the unknown role 3
					more nodes than fit                | 02000000 03 00 0000 0200000000000000 0100000000000000 | a message of 8 further bytes claims to have 2 nodes
					an immense number of nodes         | 01000000 03 00 0000 ffffffffffffffff | a message of 0 further bytes claims to have 18446744073709551615 nodes
					an immense number of files         | 01000000 09 00 0000 ffffffffffffff7f | a message of 0 further bytes claims to have 9223372036854775807 files
					a file larger than the message     | 04000000 09 00 0000 0100000000000000 6100000000000000 0900000000000000 0000000000000000 | a message ends in the middle of a field
					an immense file                    | 03000000 09 00 0000 0100000000000000 6100000000000000 0000000001000000 | the file a has 4294967296 bytes
					""")
	void malformedMessageIsRefused(String what, String hex, String message) {
		assertThatExceptionOfType(ProtocolException.class).as(what).isThrownBy(() -> decode(hex)).withMessage(message);
	}

}
