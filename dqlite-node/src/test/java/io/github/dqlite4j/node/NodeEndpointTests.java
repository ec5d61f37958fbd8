package io.github.dqlite4j.node;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.dqlite4j.node.NodeStartException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NodeEndpointTests {

	@ParameterizedTest
	@CsvSource({ "127.0.0.1:9002, 127.0.0.1:9002", "10.1.2.3, 10.1.2.3:9001", "[::1]:9002, [0:0:0:0:0:0:0:1]:9002" })
	void givesTheNumericForm(String address, String numeric) throws Exception {
		assertThat(NodeEndpoint.resolve(address)).hasToString(numeric);
	}

	@Test
	void resolvesAName() throws Exception {
		assertThat(NodeEndpoint.resolve("localhost:9002").host().isLoopbackAddress()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "0.0.0.0:9001, nobody can connect to a wildcard", "[::]:9001, nobody can connect to a wildcard",
			"127.0.0.1:0, the port 0 is not valid", "127.0.0.1:65536, the port 65536 is not valid",
			"127.0.0.1:http, the port 'http' is not valid", "::1:9001, is not valid",
			"there-is-no.invalid:9001, cannot be resolved" })
	void refusesWhatCannotBeTheAddressOfANode(String address, String why) {
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> NodeEndpoint.resolve(address))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_NOT_USABLE);
				assertThat(ex.problem()).contains("'" + address + "'", why);
				assertThat(ex.remedy()).contains("host:port");
			});
	}

}
