package io.github.dqlite4j.chaos.fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.dqlite4j.chaos.cluster.NodeCrash;
import io.github.dqlite4j.client.EngineGeneration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Only what is known is excused.
 */
class KnownDefectTests {

	@Test
	void anOldEngineMayCrashAtABareTransfer() {
		assertThat(KnownDefect.of(crash(134), FaultKind.BARE_TRANSFER, EngineGeneration.OLD))
			.contains(KnownDefect.TRANSFER_UNDER_LOAD);
	}

	@ParameterizedTest
	@CsvSource({ "134, STOP, OLD", "139, MEMBERSHIP, OLD", "134, TRANSFER, OLD", "1, BARE_TRANSFER, OLD",
			"0, TRANSFER, MID", "134, KILL, MID", "134, STOP, MID", "134, PAUSE, MID", "134, PARTITION, OLD",
			"134, BARE_TRANSFER, NEW" })
	void everyOtherCrashIsAViolation(int status, FaultKind fault, EngineGeneration generation) {
		assertThat(KnownDefect.of(crash(status), fault, generation)).isEmpty();
	}

	private static NodeCrash crash(int status) {
		return new NodeCrash("node 0", status, "");
	}

}
