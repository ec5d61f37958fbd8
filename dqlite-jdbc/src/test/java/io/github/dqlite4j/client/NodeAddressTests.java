package io.github.dqlite4j.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Addresses of nodes as text.
 */
class NodeAddressTests {

	@ParameterizedTest
	@CsvSource({ "db1,db1,9001", "db1:1,db1,1", "db1:65535,db1,65535", "10.0.0.1:9002,10.0.0.1,9002",
			"DB1.Example.Com:9001,db1.example.com,9001", "a_b-c.d.:9001,a_b-c.d.,9001", "[::1],::1,9001",
			"[::1]:9002,::1,9002", "[2001:DB8::1]:9001,2001:db8::1,9001", "[::ffff:10.0.0.1]:9001,::ffff:10.0.0.1,9001",
			"[fe80::1%eth0]:9001,fe80::1%eth0,9001", "x,x,9001", "1:1,1,1", "db1:09001,db1,9001" })
	void validForms(String text, String host, int port) {
		assertThat(NodeAddress.parse(text)).isEqualTo(new NodeAddress(host, port));
	}

	@ParameterizedTest
	@ValueSource(strings = { "db1:9001", "10.0.0.1:80", "[::1]:9001", "[fe80::1%eth0]:9001", "a.b.:1" })
	void textIsParsedToTheSameAddress(String text) {
		assertThat(NodeAddress.parse(text)).hasToString(text);
	}

	@Test
	void caseDoesNotMakeAnotherNode() {
		assertThat(NodeAddress.parse("DB1:9001")).isEqualTo(NodeAddress.parse("db1")).hasToString("db1:9001");
		assertThat(NodeAddress.parse("[2001:DB8::A]")).isEqualTo(new NodeAddress("2001:db8::a", 9001));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					~~           | the host '' is not valid: use a host name, an IPv4 address or an IPv6 address in brackets
					:9001        | the host '' is not valid: use a host name, an IPv4 address or an IPv6 address in brackets
					db 1:9001    | the host 'db 1' is not valid: use a host name, an IPv4 address or an IPv6 address in brackets
					-db1:9001    | the host '-db1' is not valid: use a host name, an IPv4 address or an IPv6 address in brackets
					db1-:9001    | the host 'db1-' is not valid: use a host name, an IPv4 address or an IPv6 address in brackets
					me@db1:9001  | the host 'me@db1' is not valid: use a host name, an IPv4 address or an IPv6 address in brackets
					db1/x        | the host 'db1/x' is not valid: use a host name, an IPv4 address or an IPv6 address in brackets
					größe:9001   | the host 'größe' is not valid: use a host name, an IPv4 address or an IPv6 address in brackets
					[::1%]       | the host '::1%' is not valid: use a host name, an IPv4 address or an IPv6 address in brackets
					[::g]        | the host '::g' is not valid: use a host name, an IPv4 address or an IPv6 address in brackets
					db1:         | the port '' is not valid: use 1 to 65535
					db1:x        | the port 'x' is not valid: use 1 to 65535
					db1:+9001    | the port '+9001' is not valid: use 1 to 65535
					db1:-1       | the port '-1' is not valid: use 1 to 65535
					db1: 9001    | the port ' 9001' is not valid: use 1 to 65535
					db1:9_001    | the port '9_001' is not valid: use 1 to 65535
					db1:٩٠٠١     | the port '٩٠٠١' is not valid: use 1 to 65535
					db1:123456   | the port '123456' is not valid: use 1 to 65535
					db1:0        | the port 0 is not valid: use 1 to 65535
					db1:65536    | the port 65536 is not valid: use 1 to 65535
					::1          | use host:port, and brackets around an IPv6 address
					[::1         | use host:port, and brackets around an IPv6 address
					db1:1:2      | use host:port, and brackets around an IPv6 address
					""")
	void invalidForms(String text, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> NodeAddress.parse(text))
			.withMessage("the node address '" + text + "' is not valid: " + reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[::1", "::1]", "[::1]9001", "[::1]]:9001", "a[::1]", "1::2:9001" })
	void bracketsInTheWrongPlaces(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> NodeAddress.parse(text))
			.withMessageStartingWith("the node address '" + text + "' is not valid");
	}

	@Test
	void bracketsAroundSomethingElse() {
		assertThatIllegalArgumentException().isThrownBy(() -> NodeAddress.parse("[db1]:9001"))
			.withMessage("the node address '[db1]:9001' is not valid: brackets belong around an IPv6 address only");
	}

	@Test
	void hostOfMoreThan255Characters() {
		assertThat(NodeAddress.parse("x".repeat(255)).host()).hasSize(255);
		assertThatIllegalArgumentException().isThrownBy(() -> NodeAddress.parse("x".repeat(256)));
	}

}
