package io.github.dqlite4j.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Clusters with short timeouts.
 */
final class TestClusters {

	/**
	 * Long enough for a machine that is busy with other things.
	 */
	static final Duration AMPLE = Duration.ofSeconds(20);

	private TestClusters() {
	}

	static ConnectionOptions.Builder options(NodeAddress... nodes) {
		return ConnectionOptions.builder()
			.nodes(Arrays.asList(nodes))
			.database("app")
			.connectTimeout(AMPLE)
			.leaderTimeout(AMPLE)
			.readTimeout(AMPLE)
			.busyTimeout(AMPLE);
	}

	static Cluster of(ScriptedServer server) {
		return new Cluster(options(server.address()).build());
	}

	static Session open(ScriptedServer server) throws IOException {
		return of(server).openSession(ample());
	}

	static Deadline ample() {
		return Deadline.after(AMPLE);
	}

}
