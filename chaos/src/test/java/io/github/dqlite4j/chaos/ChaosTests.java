package io.github.dqlite4j.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.dqlite4j.chaos.cluster.Topology;
import io.github.dqlite4j.chaos.fault.FaultKind;
import io.github.dqlite4j.chaos.history.Outcome;
import io.github.dqlite4j.engine.EngineUnderTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A short chaos, twice in a build: once for each engine. {@code -Ddqlite.chaos.seed}
 * repeats the decisions of another run.
 */
class ChaosTests {

	private static final Logger logger = LoggerFactory.getLogger(ChaosTests.class);

	private static final Duration ROUND = Duration.ofSeconds(9);

	@Test
	void nothingIsLostDoubledOrTorn() throws Exception {
		long seed = Long.getLong("dqlite.chaos.seed", System.currentTimeMillis());
		ChaosRun run = new ChaosRun(seed, Path.of("target", "chaos"));
		run.round(new Scenario(Topology.PLAIN, 3, Scenario.ALL_WORKLOADS,
				List.of(FaultKind.KILL, FaultKind.STOP, FaultKind.TRANSFER, FaultKind.MEMBERSHIP), ROUND));
		Results results = run.round(new Scenario(Topology.PROXIED, 3, Scenario.ALL_WORKLOADS,
				List.of(FaultKind.PARTITION, FaultKind.PAUSE), ROUND));
		String report = Report.of(results, seed, EngineUnderTest.version());
		logger.info("{}{}", System.lineSeparator(), report);
		assertThat(results.violations()).as(report).isEmpty();
		assertThat(results.outcomes()).containsOnlyKeys("set", "bank", "list-append");
		for (Map<Outcome, Long> outcomes : results.outcomes().values()) {
			assertThat(outcomes).as(report).containsKey(Outcome.OK);
		}
	}

}
