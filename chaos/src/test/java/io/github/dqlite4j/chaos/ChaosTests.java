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
 * About a minute of chaos. {@code -Ddqlite.chaos.seed} repeats the decisions of another
 * run.
 */
class ChaosTests {

	private static final Logger logger = LoggerFactory.getLogger(ChaosTests.class);

	/** Nothing outside of the engine prevents one; two in a minute are no accident. */
	private static final long MOST_DEATHS = 1;

	private static final Duration ROUND = Duration.ofSeconds(15);

	@Test
	void nothingIsLostDoubledOrTorn() throws Exception {
		long seed = Long.getLong("dqlite.chaos.seed", System.currentTimeMillis());
		ChaosRun run = new ChaosRun(seed, Path.of("target", "chaos"));
		run.round(scenario(Topology.PLAIN, FaultKind.KILL, FaultKind.STOP, FaultKind.TRANSFER, FaultKind.MEMBERSHIP));
		Results results = run.round(scenario(Topology.PROXIED, FaultKind.PARTITION, FaultKind.PAUSE, FaultKind.KILL));
		String report = Report.of(results, seed, EngineUnderTest.version());
		logger.info("{}{}", System.lineSeparator(), report);
		assertThat(results.violations()).as(report).isEmpty();
		assertThat(results.deathCount()).as(report).isLessThanOrEqualTo(MOST_DEATHS);
		assertThat(results.outcomes()).containsOnlyKeys("set", "bank", "list-append");
		for (Map<Outcome, Long> outcomes : results.outcomes().values()) {
			assertThat(outcomes).as(report).containsKey(Outcome.OK);
		}
	}

	private static Scenario scenario(Topology topology, FaultKind... faults) {
		return new Scenario(topology, 3, Scenario.ALL_WORKLOADS, List.of(faults), ROUND);
	}

}
