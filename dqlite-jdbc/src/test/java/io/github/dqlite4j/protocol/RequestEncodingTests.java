package io.github.dqlite4j.protocol;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bytes of every request, by the description of the wire format.
 */
class RequestEncodingTests {

	@Test
	void handshakeIsTheVersion() throws IOException {
		FrameWriter writer = new FrameWriter(1024);
		writer.appendHandshake();
		assertThat(WireBytes.flushed(writer)).isEqualTo(WireBytes.of("01 00 00 00 00 00 00 00"));
	}

	@Test
	void handshakeAndFirstRequestTravelTogether() throws IOException {
		FrameWriter writer = new FrameWriter(1024);
		writer.appendHandshake();
		writer.append(new LeaderRequest());
		assertThat(WireBytes.flushed(writer)).isEqualTo(WireBytes.of("""
				0100000000000000
				01000000 00 00 0000
				0000000000000000
				"""));
	}

	@Test
	void leader() throws IOException {
		assertThat(WireBytes.written(new LeaderRequest())).isEqualTo(WireBytes.of("""
				01000000 00 00 0000  # one word, type 0, schema 0
				0000000000000000
				"""));
	}

	@Test
	void client() throws IOException {
		assertThat(WireBytes.written(new ClientRequest(0x1122334455667788L))).isEqualTo(WireBytes.of("""
				01000000 01 00 0000
				8877665544332211
				"""));
	}

	@Test
	void open() throws IOException {
		assertThat(WireBytes.written(new OpenRequest(new DatabaseName("test")))).isEqualTo(WireBytes.of("""
				04000000 03 00 0000
				74657374 00000000    # test
				0000000000000000     # flags
				766f6c6174696c65     # volatile
				0000000000000000
				"""));
	}

	@Test
	void prepareOfTheFirstForm() throws IOException {
		assertThat(WireBytes.written(new PrepareRequest("SELECT 1", 0))).isEqualTo(WireBytes.of("""
				03000000 04 00 0000
				0000000000000000     # database
				53454c4543542031     # SELECT 1
				0000000000000000
				"""));
	}

	@Test
	void prepareOfTheSecondForm() throws IOException {
		assertThat(WireBytes.written(new PrepareRequest("BEGIN", 1))).isEqualTo(WireBytes.of("""
				02000000 04 01 0000
				0000000000000000
				424547494e 000000    # BEGIN
				"""));
	}

	@Test
	void execWithoutParametersHasNoTuple() throws IOException {
		assertThat(WireBytes.written(new ExecRequest(7, Parameters.NONE))).isEqualTo(WireBytes.of("""
				01000000 05 00 0000
				00000000 07000000    # database, statement
				"""));
	}

	@Test
	void execWithAParameter() throws IOException {
		assertThat(WireBytes.written(new ExecRequest(0x01020304, Parameters.of(-2L)))).isEqualTo(WireBytes.of("""
				03000000 05 00 0000
				00000000 04030201
				01 01 000000000000   # one value, INTEGER
				feffffffffffffff
				"""));
	}

	@Test
	void query() throws IOException {
		assertThat(WireBytes.written(new QueryRequest(3, Parameters.of("ab")))).isEqualTo(WireBytes.of("""
				03000000 06 00 0000
				00000000 03000000
				01 03 000000000000   # one value, TEXT
				6162 000000000000
				"""));
	}

	@Test
	void finalizeStatement() throws IOException {
		assertThat(WireBytes.written(new FinalizeRequest(9))).isEqualTo(WireBytes.of("""
				01000000 07 00 0000
				00000000 09000000
				"""));
	}

	@Test
	void execSqlWithoutParametersHasNoTuple() throws IOException {
		assertThat(WireBytes.written(new ExecSqlRequest("COMMIT", Parameters.NONE))).isEqualTo(WireBytes.of("""
				02000000 08 00 0000
				0000000000000000
				434f4d4d4954 0000    # COMMIT
				"""));
	}

	@Test
	void querySqlWithAParameter() throws IOException {
		assertThat(WireBytes.written(new QuerySqlRequest("SELECT ?", Parameters.of(1.0)))).isEqualTo(WireBytes.of("""
				05000000 09 00 0000
				0000000000000000
				53454c454354203f     # SELECT ?
				0000000000000000
				01 02 000000000000   # one value, FLOAT
				000000000000f03f
				"""));
	}

	@Test
	void add() throws IOException {
		assertThat(WireBytes.written(new AddRequest(-1, "10.0.0.1:9001"))).isEqualTo(WireBytes.of("""
				03000000 0c 00 0000
				ffffffffffffffff
				31302e302e302e31     # 10.0.0.1
				3a39303031 000000    # :9001
				"""));
	}

	@Test
	void assign() throws IOException {
		assertThat(WireBytes.written(new AssignRequest(5, NodeRole.VOTER), new AssignRequest(5, NodeRole.STANDBY),
				new AssignRequest(5, NodeRole.SPARE)))
			.isEqualTo(WireBytes.of("""
					02000000 0d 00 0000
					0500000000000000
					0000000000000000
					02000000 0d 00 0000
					0500000000000000
					0100000000000000
					02000000 0d 00 0000
					0500000000000000
					0200000000000000
					"""));
	}

	@Test
	void remove() throws IOException {
		assertThat(WireBytes.written(new RemoveRequest(5))).isEqualTo(WireBytes.of("""
				01000000 0e 00 0000
				0500000000000000
				"""));
	}

	@Test
	void dump() throws IOException {
		assertThat(WireBytes.written(new DumpRequest(new DatabaseName("app.db")))).isEqualTo(WireBytes.of("""
				01000000 0f 00 0000
				6170702e6462 0000    # app.db
				"""));
	}

	@Test
	void clusterAsksForRoles() throws IOException {
		assertThat(WireBytes.written(new ClusterRequest())).isEqualTo(WireBytes.of("""
				01000000 10 00 0000
				0100000000000000
				"""));
	}

	@Test
	void transfer() throws IOException {
		assertThat(WireBytes.written(new TransferRequest(0x100))).isEqualTo(WireBytes.of("""
				01000000 11 00 0000
				0001000000000000
				"""));
	}

	@Test
	void describeAsksForTheOnlyFormatThatLeavesTheServerAlive() throws IOException {
		assertThat(WireBytes.written(new DescribeRequest())).isEqualTo(WireBytes.of("""
				01000000 12 00 0000
				0000000000000000
				"""));
	}

	@Test
	void weight() throws IOException {
		assertThat(WireBytes.written(new WeightRequest(2))).isEqualTo(WireBytes.of("""
				01000000 13 00 0000
				0200000000000000
				"""));
	}

}
