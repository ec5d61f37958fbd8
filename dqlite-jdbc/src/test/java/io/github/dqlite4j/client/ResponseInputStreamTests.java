package io.github.dqlite4j.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseInputStream}: that its measures against waiting for each other
 * neither lose bytes nor give up.
 */
class ResponseInputStreamTests {

	private static final int MORE_THAN_EAGER_READS = 200;

	private Socket server;

	private Socket client;

	@BeforeEach
	void connect() throws IOException {
		try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.client = new Socket(listener.getInetAddress(), listener.getLocalPort());
			this.server = listener.accept();
		}
		this.server.setTcpNoDelay(true);
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void readsEverythingInOrderHoweverLongItTakes(boolean encrypted) throws Exception {
		ResponseInputStream in = new ResponseInputStream(this.client.getInputStream(), this.client, encrypted);
		in.requestSent();
		for (int i = 0; i < MORE_THAN_EAGER_READS; i++) {
			CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> readSome(in));
			if (i == MORE_THAN_EAGER_READS - 1) {
				// many times the patience of one read
				TimeUnit.MILLISECONDS.sleep(50);
			}
			this.server.getOutputStream().write(new byte[] { (byte) i, (byte) -i });
			assertThat(read.get(20, TimeUnit.SECONDS)).containsExactly(i, -i);
			assertThat(this.client.getSoTimeout()).isZero();
		}
	}

	private static byte[] readSome(ResponseInputStream in) {
		try {
			return in.readNBytes(2);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
