package io.github.dqlite4j.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.dqlite4j.protocol.LeaderRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The thread that watches deadlines lives as long as there are connections.
 */
@Timeout(60)
class ExchangeWatchdogTests {

	private static final String THREAD = "dqlite-exchange-watchdog";

	private static long threads() {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(THREAD)).count();
	}

	private static NodeConnection connect(ScriptedServer server) throws IOException {
		return new NodeConnector(1024 * 1024, null).connect(server.address(), TestClusters.ample());
	}

	@Test
	void threadEndsWithTheLastConnectionAndComesBackWithTheNext() throws IOException {
		Await.until("the thread for others has ended", () -> threads() == 0);
		try (ScriptedServer server = ScriptedServer.start()) {
			for (int round = 0; round < 50; round++) {
				NodeConnection one = connect(server);
				NodeConnection other = connect(server);
				assertThat(threads()).isEqualTo(1);
				one.close();
				other.close();
				Await.until("the thread has ended", () -> threads() == 0);
			}
			server.always("LEADER", Answer.stall());
			assertThatExceptionOfType(SocketTimeoutException.class).as("it still watches")
				.isThrownBy(() -> connect(server).exchange(new LeaderRequest(), Deadline.after(Duration.ofMillis(50))));
			Await.until("the thread has ended", () -> threads() == 0);
		}
	}

	@Test
	void connectionsThatComeWhileTheThreadEndsAreWatched() throws Exception {
		try (ScriptedServer server = ScriptedServer.start()) {
			server.always("LEADER", Answer.stall());
			for (int round = 0; round < 20; round++) {
				NodeConnection closing = connect(server);
				Thread closer = new Thread(closing::close);
				closer.start();
				NodeConnection coming = connect(server);
				assertThatExceptionOfType(SocketTimeoutException.class)
					.isThrownBy(() -> coming.exchange(new LeaderRequest(), Deadline.after(Duration.ofMillis(10))));
				closer.join();
			}
		}
		Await.until("the thread has ended", () -> threads() == 0);
	}

}
