package io.github.dqlite4j.node.tls;

import java.net.Socket;
import java.net.StandardSocketOptions;

import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page about TLS says of peers that vanish.
 */
class SocketSettingsTests {

	@Test
	void idleConnectionsAreProbed() throws Exception {
		try (Socket socket = new Socket()) {
			SocketSettings.apply(socket);
			assertThat(socket.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
			assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(5);
			assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(3);
			assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(3);
			assertThat(socket.getTcpNoDelay()).isTrue();
		}
	}

}
