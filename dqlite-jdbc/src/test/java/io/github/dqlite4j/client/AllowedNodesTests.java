package io.github.dqlite4j.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which nodes an entry allows.
 */
class AllowedNodesTests {

	private static AllowedNodes parse(String... entries) {
		return AllowedNodes.parse(List.of(entries));
	}

	@ParameterizedTest
	@CsvSource({ "db1,db1:9001,true", "db1,DB1:7,true", "DB1,db1:7,true", "db1,db2:9001,false",
			"db1,db1.example:9001,false", "db1:9001,db1:9001,true", "db1:09001,db1:9001,true",
			"db1:09001,db1:9002,false", "db1:9002,db1:9001,false", "10.0.0.1,10.0.0.1:5,true",
			"[fd00::1],[fd00::1]:5,true", "[fd00::1]:6,[fd00::1]:5,false", "10.0.0.0/8,10.0.0.0:9001,false" })
	void namesOfHosts(String entry, String node, boolean allowed) {
		assertThat(parse(entry).allows(NodeAddress.parse(node))).isEqualTo(allowed);
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.1,10.0.0.1,true", "10.0.0.1,10.0.0.2,false", "10.0.0.1:9001,10.0.0.1,true",
			"10.0.0.1:9002,10.0.0.1,false", "10.0.0.0/8,10.255.0.1,true", "10.1.2.3/8,10.255.0.1,true",
			"10.0.0.0/8,11.0.0.0,false", "10.16.0.0/12,10.31.255.255,true", "10.16.0.0/12,10.32.0.0,false",
			"10.0.0.128/25,10.0.0.128,true", "10.0.0.128/25,10.0.0.127,false", "0.0.0.0/0,203.0.113.1,true",
			"0.0.0.0/0,fd00::1,false", "::/0,fd00::1,true", "::/0,10.0.0.1,false", "10.0.0.1/32,10.0.0.1,true",
			"10.0.0.1/32,10.0.0.0,false", "fd00::/8,fdff::1,true", "fd00::/8,fc00::1,false", "FD00::/8,fd12::1,true",
			"fd00::1/128,fd00::1,true", "fd00::1/128,fd00::2,false", "[fd00::1],fd00:0::1,true",
			"::ffff:10.0.0.0/8,10.1.1.1,true", "db1,10.0.0.1,false" })
	void addresses(String entry, String address, boolean allowed) throws UnknownHostException {
		assertThat(parse(entry).allows(InetAddress.getByName(address), 9001)).isEqualTo(allowed);
	}

	@Test
	void oneOfSeveralEntriesIsEnough() {
		AllowedNodes allowed = parse("db1", " db2:9001 ", "10.0.0.0/8");
		assertThat(allowed.allows(NodeAddress.parse("db2:9001"))).isTrue();
		assertThat(allowed.allows(NodeAddress.parse("db3:9001"))).isFalse();
		assertThat(allowed.hasAddresses()).isTrue();
		assertThat(parse("db1", "db2").hasAddresses()).isFalse();
	}

	@Test
	void nothingIsAllowedWithoutEntries() throws UnknownHostException {
		assertThat(parse().allows(NodeAddress.parse("db1"))).isFalse();
		assertThat(parse().allows(InetAddress.getByName("127.0.0.1"), 9001)).isFalse();
		assertThat(parse()).hasToString("");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					""           | an entry is empty: separate hosts and networks by one comma each
					a b          | the node address 'a b' is not valid: the host 'a b' is not valid: use a host name, an IPv4 address or an IPv6 address in brackets
					db1:x        | the node address 'db1:x' is not valid: the port 'x' is not valid: use 1 to 65535
					10.0.0.0/33  | the network '10.0.0.0/33' has no valid length behind the slash: use 0 to 32
					10.0.0.0/-1  | the network '10.0.0.0/-1' has no valid length behind the slash: use 0 to 32
					10.0.0.0/    | the network '10.0.0.0/' has no valid length behind the slash: use 0 to 32
					fd00::/129   | the network 'fd00::/129' has no valid length behind the slash: use 0 to 128
					10.0/8       | the network '10.0/8' does not begin with an address: use a form like 10.0.0.0/8 or fd00::/8
					010.0.0.0/8  | the network '010.0.0.0/8' does not begin with an address: use a form like 10.0.0.0/8 or fd00::/8
					db1/8        | the network 'db1/8' does not begin with an address: use a form like 10.0.0.0/8 or fd00::/8
					1::2::3/8    | the network '1::2::3/8' does not begin with an address: use a form like 10.0.0.0/8 or fd00::/8
					""")
	void otherTextsAreRefused(String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("db1", text)).withMessage(message);
	}

	@Test
	void equalEntriesAreEqual() {
		assertThat(parse("DB1", "10.0.0.0/8")).isEqualTo(parse("db1", " 10.0.0.0/8"))
			.hasSameHashCodeAs(parse("db1", "10.0.0.0/8"))
			.isNotEqualTo(parse("db1"))
			.hasToString("db1,10.0.0.0/8");
	}

}
