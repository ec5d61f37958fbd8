package io.github.dqlite4j.node;

import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import io.github.dqlite4j.node.NodeStartException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortReservationTests {

	@Test
	void choosesAPortOnTheLoopbackInterface() throws Exception {
		try (PortReservation reservation = PortReservation.anyOnLoopback()) {
			assertThat(reservation.endpoint().toString()).startsWith("127.0.0.1:").doesNotEndWith(":0");
		}
	}

	@Test
	void letsAServerListenOnTheReservedPort() throws Exception {
		try (PortReservation reservation = PortReservation.anyOnLoopback(); ServerSocket server = new ServerSocket()) {
			server.setReuseAddress(true);
			server.bind(reservation.endpoint().socketAddress());
			assertThat(server.getLocalPort()).isEqualTo(reservation.endpoint().port());
		}
	}

	@Test
	void refusesAPortOnWhichSomebodyListens() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			NodeEndpoint endpoint = NodeEndpoint.resolve("127.0.0.1:" + server.getLocalPort());
			assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> PortReservation.of(endpoint))
				.satisfies((ex) -> {
					assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_IN_USE);
					assertThat(ex.problem()).contains(endpoint.toString());
				});
		}
	}

	@Test
	void refusesAnAddressOfAnotherMachine() throws Exception {
		NodeEndpoint endpoint = NodeEndpoint.resolve("192.0.2.1:9001");
		assertThatExceptionOfType(NodeStartException.class).isThrownBy(() -> PortReservation.of(endpoint))
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_NOT_USABLE);
				assertThat(ex.problem()).contains("192.0.2.1:9001");
				assertThat(ex.remedy()).contains("an address of this machine");
			});
	}

}
