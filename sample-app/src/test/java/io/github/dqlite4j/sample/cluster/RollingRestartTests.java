package io.github.dqlite4j.sample.cluster;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three instances that are restarted one after the other, as for an upgrade, while
 * clients read and write: no request fails. The profile {@code soak} does it more often.
 */
@DisabledIfSystemProperty(named = "spring.profiles.active", matches = "h2")
class RollingRestartTests {

	private static final Logger logger = LoggerFactory.getLogger(RollingRestartTests.class);

	private static final int ROUNDS = Integer.getInteger("dqlite.test.rolling-restarts", 1);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	@Test
	void noRequestFailsWhileTheInstancesAreRestarted() throws Exception {
		try (SampleCluster cluster = new SampleCluster(this.directory);
				Balancer balancer = new Balancer(cluster.instances());
				HttpLoad load = new HttpLoad(balancer, PATIENCE)) {
			load.awaitProgress();
			for (int round = 1; round <= ROUNDS; round++) {
				for (SampleInstance instance : cluster.instances()) {
					boolean led = cluster.leader() == instance;
					instance.terminate();
					load.awaitProgress();
					instance.start();
					load.awaitProgress();
					logger.info("Round {}: {}{} was restarted: {}", round, instance, led ? ", which led," : "", load);
					assertThat(load.failures()).as(cluster::logs).isEmpty();
				}
			}
			load.stopAndVerify();
		}
	}

}
