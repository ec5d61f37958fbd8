package io.github.dqlite4j.node.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.dqlite4j.testing.FreePort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Strangers who say nothing.
 */
class HandshakesTests {

	private static final int AMPLE_MILLIS = 60_000;

	private static final int MOMENT_MILLIS = 200;

	@TempDir
	private static Path directory;

	private static NodeCertificates certificates;

	@BeforeAll
	static void makeCertificates() throws Exception {
		certificates = NodeCertificates.make(directory);
	}

	@Test
	void whoSaysNothingIsDroppedByADeadline() throws Exception {
		InetSocketAddress address = freeAddress();
		try (NodeTls tls = new NodeTls(certificates.options("node", "root"), Duration.ofMillis(100), 10)) {
			tls.listen(address, "nobody");
			try (Socket silent = connect(address); Socket slow = connect(address)) {
				assertThat(silent.getInputStream().read()).isEqualTo(-1);
				slow.getOutputStream().write(new byte[] { 22, 3, 1 });
				assertThat(endOf(slow)).isTrue();
			}
		}
	}

	@Test
	void theOldestOfTooManyIsDropped() throws Exception {
		InetSocketAddress address = freeAddress();
		try (NodeTls tls = new NodeTls(certificates.options("node", "root"), Duration.ofMillis(AMPLE_MILLIS), 2)) {
			tls.listen(address, "nobody");
			try (Socket first = connect(address); Socket second = connect(address)) {
				second.setSoTimeout(MOMENT_MILLIS);
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> second.getInputStream().read())
					.withMessageContaining("timed out");
				try (Socket third = connect(address)) {
					assertThat(endOf(first)).isTrue();
					third.setSoTimeout(MOMENT_MILLIS);
					assertThatExceptionOfType(IOException.class).isThrownBy(() -> third.getInputStream().read())
						.withMessageContaining("timed out");
				}
			}
		}
	}

	@Test
	void theEndOfTheNodeEndsHandshakes() throws Exception {
		InetSocketAddress address = freeAddress();
		NodeTls tls = new NodeTls(certificates.options("node", "root"), Duration.ofMillis(AMPLE_MILLIS), 2);
		tls.listen(address, "nobody");
		try (Socket silent = connect(address)) {
			silent.setSoTimeout(MOMENT_MILLIS);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> silent.getInputStream().read())
				.withMessageContaining("timed out");
			tls.close();
			silent.setSoTimeout(AMPLE_MILLIS);
			assertThat(endOf(silent)).isTrue();
		}
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> connect(address));
	}

	/**
	 * Waits for the end of a connection, which may be a reset if something was not read.
	 */
	private static boolean endOf(Socket socket) {
		try {
			return socket.getInputStream().read() < 0;
		}
		catch (IOException ex) {
			return ex.getMessage().contains("reset");
		}
	}

	private static Socket connect(InetSocketAddress address) throws IOException {
		Socket socket = new Socket();
		socket.connect(address, AMPLE_MILLIS);
		socket.setSoTimeout(AMPLE_MILLIS);
		return socket;
	}

	private static InetSocketAddress freeAddress() throws IOException {
		return new InetSocketAddress("127.0.0.1", FreePort.next());
	}

}
